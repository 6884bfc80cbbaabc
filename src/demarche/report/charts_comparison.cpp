#include "demarche/report/charts.h"
#include "demarche/report/charts_answers.h"
#include "demarche/report/charts_style.h"
#include "demarche/view/words.h"

#include <fmt/format.h>
#include <algorithm>

namespace demarche {

// Charts of comparisons: one row a case, a dot at its answer, a bar from the first case's.

namespace {

// A number written over its dot begins or ends there near the edges of the scale, clear of the names beside it.
constexpr const char* within_the_scale =
    "scale('x', datum.value) < 0.12 * width ? 'left' : scale('x', datum.value) > 0.88 * width ? 'right' : 'center'";

// Over 90% of the draws of a study.
Json range_bar(const Json& y, const Json& x) {
  Json low = x;
  low["field"] = "low";
  return {{"mark", {{"type", "rule"}, {"strokeWidth", 9}, {"opacity", 0.65}, {"color", "#56b4e9"}}},
          {"encoding", {{"y", y}, {"x", low}, {"x2", {{"field", "high"}}}}}};
}

// From the first case's answer.
Json distance_bar(const Json& y, const Json& x_first) {
  return {{"mark", {{"type", "rule"}, {"strokeWidth", 3}, {"opacity", 0.35}, {"color", mark_colour}}},
          {"encoding", {{"y", y}, {"x", x_first}, {"x2", {{"field", "value"}}}}}};
}

Json dot_rows(const std::vector<const AnswerRow*>& rows) {
  Json out = Json::array();
  for (const AnswerRow* row : rows) {
    out.push_back({{"label", row->label},
                   {"value", row->value},
                   {"first", rows.front()->value},
                   {"text", value_text(*row, row->value) + (row->off_path ? " *" : "")}});
    if (row->low && row->high)
      out.back().update({{"low", *row->low}, {"high", *row->high}, {"range", range_text(*row)}});
  }
  return out;
}

Json dumbbell(const std::vector<const AnswerRow*>& rows, const std::string& reading, Unit unit) {
  std::vector<double> values;
  for (const AnswerRow* row : rows)
    values.insert(values.end(), {row->value, row->low.value_or(row->value), row->high.value_or(row->value)});
  const bool ranged = std::ranges::any_of(rows, [](const AnswerRow* row) { return row->low && row->high; });
  Json spec = new_specification(reading, static_cast<int>(rows.size()) * 38);
  spec["data"] = {{"name", "rows"}, {"values", dot_rows(rows)}};
  const Json y = {
      {"field", "label"}, {"type", "nominal"}, {"sort", nullptr}, {"title", nullptr}, {"axis", {{"labelPadding", 8}}}};
  Json x = value_axis("value", "", format_of(unit, spread(values)));
  x["title"] = nullptr;
  x["scale"] = scale_of(unit);
  Json x_first = x;
  x_first["field"] = "first";
  Json tooltip = Json::array({shown("label", "case"), shown("text", "value")});
  if (ranged) tooltip.push_back(shown("range", "90% of the draws"));
  spec["layer"] = {
      ranged ? range_bar(y, x) : distance_bar(y, x_first),
      {{"mark", {{"type", "tick"}, {"thickness", 2}, {"size", 14}, {"color", "currentColor"}, {"opacity", 0.5}}},
       {"encoding", {{"y", y}, {"x", x_first}}}},
      {{"mark", ringed_dot()}, {"encoding", {{"y", y}, {"x", x}, {"tooltip", tooltip}}}},
      {{"mark", {{"type", "text"}, {"dy", -13}, {"baseline", "middle"}, {"align", {{"expr", within_the_scale}}}}},
       {"encoding", {{"y", y}, {"x", x}, {"text", {{"field", "text"}, {"type", "nominal"}}}}}}};
  return spec;
}

std::string difference_cell(const AnswerRow& row) {
  return row.difference ? difference_text(row, *row.difference) : std::string();
}

// "More than concede, in brackets in 90% of the draws: resist +0.1 (+0.05 to +0.12)."
std::string differences_note(const std::vector<const AnswerRow*>& rows) {
  std::vector<std::string> said;
  for (const AnswerRow* row : rows) {
    if (row->difference) said.push_back(row->label + " " + difference_text(*row, *row->difference));
  }
  if (said.empty()) return {};
  return fmt::format("More than {}, in brackets in 90% of the draws: {}.", rows.front()->label, fmt::join(said, ", "));
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
  const bool ranged = std::ranges::any_of(rows, [](const AnswerRow* row) { return row->low && row->high; });
  Chart chart{.kind = ChartKind::Comparison,
              .name = name,
              .title = quantity + compared_by(answer.question),
              .reading = {},
              .method = {},
              .head = {"case", "#value", "#largest gain"},
              .rows = {},
              .specification = {}};
  if (ranged) {
    chart.head = {"case", "#value", "#90% of the draws", "#more than " + rows.front()->label + " (90% of the draws)",
                  "#largest gain"};
  }
  std::vector<std::string> said;
  for (const AnswerRow* row : rows) {
    const std::string value = value_text(*row, row->value);
    said.push_back(row->label + " " + value);
    chart.rows.push_back({row->label, value});
    if (ranged) chart.rows.back().insert(chart.rows.back().end(), {range_text(*row), difference_cell(*row)});
    chart.rows.back().push_back(short_number(row->max_gain));
  }
  chart.reading = fmt::format("{}: {}.", chart.title, fmt::join(said, ", "));
  chart.note = differences_note(rows);
  chart.method =
      "The question was: " + answer.question + ". Each dot is one answer; the small upright line " +
      (ranged ? "is the first case's. The bar leaves out the lowest and the highest 5% of a study's draws; cases move "
                "together from draw to draw, so that the range of the difference, in the table, tells them apart."
              : "and the bar from it show the distance from the first case.") +
      " `forcing` replaces one choice and keeps everyone else's strategy; a variant changes the rules and is solved "
      "again.";
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
