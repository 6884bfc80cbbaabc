#include "demarche/report/charts.h"
#include "demarche/report/charts_answers.h"
#include "demarche/report/charts_style.h"
#include "demarche/report/words.h"

#include <fmt/format.h>
#include <algorithm>

namespace demarche {

// Charts of comparisons: one row a case, a dot at its answer, a bar from the first case's.

namespace {

// A number written over its dot begins or ends there near the edges of the scale, clear of the names beside it.
constexpr const char* within_the_scale =
    "scale('x', datum.value) < 0.12 * width ? 'left' : scale('x', datum.value) > 0.88 * width ? 'right' : 'center'";

// The quantities a comparison asks for, in order; one unnamed where it asks for one only.
std::vector<std::string> quantities_of(const Answer& answer) {
  std::vector<std::string> names;
  for (const AnswerRow& row : answer.rows) {
    if (std::find(names.begin(), names.end(), row.quantity) == names.end()) names.push_back(row.quantity);
  }
  return names;
}

Json dot_rows(const std::vector<const AnswerRow*>& rows) {
  Json out = Json::array();
  for (const AnswerRow* row : rows) {
    out.push_back({{"label", row->label},
                   {"value", row->value},
                   {"first", rows.front()->value},
                   {"text", value_text(*row, row->value) + (row->off_path ? " *" : "")}});
  }
  return out;
}

Json dumbbell(const std::vector<const AnswerRow*>& rows, const std::string& reading, Unit unit) {
  std::vector<double> values;
  for (const AnswerRow* row : rows) values.push_back(row->value);
  Json spec = new_specification(reading, static_cast<int>(rows.size()) * 38);
  spec["data"] = {{"name", "rows"}, {"values", dot_rows(rows)}};
  const Json y = {
      {"field", "label"}, {"type", "nominal"}, {"sort", nullptr}, {"title", nullptr}, {"axis", {{"labelPadding", 8}}}};
  Json x = value_axis("value", "", format_of(unit, spread(values)));
  x["title"] = nullptr;
  x["scale"] = scale_of(unit);
  Json x_first = x;
  x_first["field"] = "first";
  const Json tooltip = Json::array({shown("label", "case"), shown("text", "value")});
  spec["layer"] = {
      {{"mark", {{"type", "rule"}, {"strokeWidth", 3}, {"opacity", 0.35}, {"color", mark_colour}}},
       {"encoding", {{"y", y}, {"x", x_first}, {"x2", {{"field", "value"}}}}}},
      {{"mark", {{"type", "tick"}, {"thickness", 2}, {"size", 14}, {"color", "currentColor"}, {"opacity", 0.5}}},
       {"encoding", {{"y", y}, {"x", x_first}}}},
      {{"mark", {{"type", "point"}, {"filled", true}, {"size", 110}, {"opacity", 1}, {"color", mark_colour}}},
       {"encoding", {{"y", y}, {"x", x}, {"tooltip", tooltip}}}},
      {{"mark", {{"type", "text"}, {"dy", -13}, {"baseline", "middle"}, {"align", {{"expr", within_the_scale}}}}},
       {"encoding", {{"y", y}, {"x", x}, {"text", {{"field", "text"}, {"type", "nominal"}}}}}}};
  return spec;
}

// What follows the quantities: ` forcing US.demarche to join, restrain`.
std::string compared_by(const std::string& question) {
  const std::size_t begin = std::min({question.find(" given "), question.find(" forcing "), question.find(" across ")});
  return begin == std::string::npos ? "" : question.substr(begin);
}

void append_comparison(const Answer& answer, const std::string& quantity, const std::string& name,
                       std::vector<Chart>& charts) {
  std::vector<const AnswerRow*> rows;
  for (const AnswerRow& row : answer.rows) {
    if (row.quantity == quantity) rows.push_back(&row);
  }
  const Unit unit = rows.front()->unit;
  Chart chart{.kind = ChartKind::Comparison,
              .name = name,
              .title = quantity + compared_by(answer.question),
              .reading = {},
              .method = {},
              .head = {"case", "#value", "#largest gain"},
              .rows = {},
              .specification = {}};
  std::vector<std::string> said;
  for (const AnswerRow* row : rows) {
    const std::string value = value_text(*row, row->value);
    said.push_back(row->label + " " + value);
    chart.rows.push_back({row->label, value, short_number(row->max_gain)});
  }
  chart.reading = fmt::format("{}: {}.", chart.title, fmt::join(said, ", "));
  chart.method =
      "The question was: " + answer.question +
      ". Each dot is one answer; the small upright line and the bar "
      "from it show the distance from the first case. `forcing` replaces one choice and keeps everyone else's "
      "strategy; a variant changes the rules and is solved again.";
  chart.specification = compact_text(dumbbell(rows, chart.reading, unit));
  charts.push_back(std::move(chart));
}

}  // namespace

void append_comparison_charts(const Report& report, std::vector<Chart>& charts) {
  std::size_t number = 0;
  for (const Answer* answer : answers_of(report, "compare")) {
    ++number;
    std::size_t part = 0;
    for (const std::string& quantity : quantities_of(*answer)) {
      append_comparison(*answer, quantity, fmt::format("comparison_{}_{}", number, ++part), charts);
    }
  }
}

}  // namespace demarche
