#include "demarche/report/charts.h"
#include "demarche/report/charts_play.h"
#include "demarche/report/charts_style.h"
#include "demarche/report/html.h"
#include "demarche/report/words.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

namespace demarche {

// Charts of what the questions were answered: how scales end, comparisons, sweeps, rankings.

namespace {

constexpr const char* low_end = "low end";
constexpr const char* high_end = "high end";

// Probabilities from 0 to the largest; payoffs around what there is.
Json scale_of(Unit unit) {
  return unit == Unit::Share ? Json{{"zero", true}, {"nice", true}} : Json{{"zero", false}, {"nice", true}};
}

std::string format_of(Unit unit, double width) {
  if (unit == Unit::Number) return ".3~g";
  return width < 0.005 ? ".2~%" : width < 0.1 ? ".1~%" : ".0%";
}

double spread(const std::vector<double>& numbers) {
  const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
  return numbers.empty() ? 0 : *most - *least;
}

// The quantities a comparison asks for, in order; one unnamed where it asks for one only.
std::vector<std::string> quantities_of(const Answer& answer) {
  std::vector<std::string> names;
  for (const AnswerRow& row : answer.rows) {
    if (std::find(names.begin(), names.end(), row.quantity) == names.end()) names.push_back(row.quantity);
  }
  return names;
}

Json dot_rows(const std::vector<const AnswerRow*>& rows, Unit unit) {
  Json out = Json::array();
  for (const AnswerRow* row : rows) {
    out.push_back({{"label", row->label},
                   {"value", row->value},
                   {"first", rows.front()->value},
                   {"text", value_text(row->value, unit) + (row->off_path ? " *" : "")}});
  }
  return out;
}

Json dumbbell(const std::vector<const AnswerRow*>& rows, const std::string& reading, Unit unit) {
  std::vector<double> values;
  for (const AnswerRow* row : rows) values.push_back(row->value);
  Json spec = new_specification(reading, static_cast<int>(rows.size()) * 38);
  spec["data"] = {{"name", "rows"}, {"values", dot_rows(rows, unit)}};
  const Json y = {{"field", "label"}, {"type", "nominal"}, {"sort", nullptr}, {"title", nullptr}};
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
      {{"mark", {{"type", "text"}, {"dy", -13}, {"baseline", "middle"}}},
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
    const std::string value = value_text(row->value, unit);
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

// Two bars a parameter, from the answer at the best guesses to the answer at each end of the range.
Json tornado_rows(const Answer& answer) {
  Json out = Json::array();
  const auto add = [&](const AnswerRow& row, const char* end, std::optional<double> reached, std::optional<double> at) {
    out.push_back({{"label", row.label},
                   {"end", end},
                   {"value", answer.baseline.value_or(0)},
                   {"reached", reached.value_or(0)},
                   {"at", plain_number(at.value_or(0))},
                   {"text", value_text(reached.value_or(0), row.unit)}});
  };
  for (const AnswerRow& row : answer.rows) {
    add(row, low_end, row.low, row.low_at);
    add(row, high_end, row.high, row.high_at);
  }
  return out;
}

Json tornado(const Answer& answer, const std::string& reading) {
  std::vector<double> values = {answer.baseline.value_or(0)};
  for (const AnswerRow& row : answer.rows) values.insert(values.end(), {row.low.value_or(0), row.high.value_or(0)});
  Json spec = new_specification(reading, static_cast<int>(answer.rows.size()) * 28);
  spec["data"] = {{"name", "rows"}, {"values", tornado_rows(answer)}};
  const Json y = {{"field", "label"}, {"type", "nominal"}, {"sort", nullptr}, {"title", nullptr}};
  Json x = value_axis("value", "", format_of(answer.rows.front().unit, spread(values)));
  x["title"] = nullptr;
  x["scale"] = {{"zero", false}, {"nice", true}};
  const Json colour = {{"field", "end"},
                       {"type", "nominal"},
                       {"title", nullptr},
                       {"scale", {{"domain", {low_end, high_end}}, {"range", {"#56b4e9", "#e69f00"}}}}};
  const Json tooltip = Json::array(
      {shown("label", "parameter"), shown("end", "at"), shown("at", "parameter's value"), shown("text", "answer")});
  spec["layer"] = {
      {{"mark", {{"type", "bar"}, {"height", 14}}},
       {"encoding", {{"y", y}, {"x", x}, {"x2", {{"field", "reached"}}}, {"color", colour}, {"tooltip", tooltip}}}},
      {{"mark", {{"type", "tick"}, {"thickness", 2}, {"color", "currentColor"}}}, {"encoding", {{"y", y}, {"x", x}}}}};
  return spec;
}

void append_ranking(const Answer& answer, const std::string& name, std::vector<Chart>& charts) {
  const AnswerRow& most = answer.rows.front();
  Chart chart{.kind = ChartKind::Ranking,
              .name = name,
              .title = answer.question,
              .reading = {},
              .method = {},
              .head = {"parameter", "#low end", "#answer there", "#high end", "#answer there", "#swing", "note"},
              .rows = {},
              .specification = {}};
  for (const AnswerRow& row : answer.rows) {
    chart.rows.push_back({row.label, plain_number(row.low_at.value_or(0)), value_text(row.low.value_or(0), row.unit),
                          plain_number(row.high_at.value_or(0)), value_text(row.high.value_or(0), row.unit),
                          swing_text(row.value, row.unit), row.note});
  }
  chart.reading = fmt::format("{}: {} moves the answer most, from {} where it is {} to {} where it is {}.",
                              answer.question, most.label, chart.rows.front()[2], chart.rows.front()[1],
                              chart.rows.front()[4], chart.rows.front()[3]);
  chart.method =
      "Each parameter is set to the low and then to the high end of its 90% range, all others stay at their "
      "best guesses, and the game is solved again. Sorted by the distance between the ends.";
  chart.specification = compact_text(tornado(answer, chart.reading));
  charts.push_back(std::move(chart));
}

Json sweep_line(const Answer& answer, const std::string& reading, const std::string& parameter, Unit unit) {
  Json rows = Json::array();
  std::vector<double> values;
  for (const AnswerRow& row : answer.rows) {
    values.push_back(row.value);
    rows.push_back({{"at", row.at.value_or(0)}, {"value", row.value}, {"text", value_text(row.value, unit)}});
  }
  Json spec = new_specification(reading, 240);
  spec["data"] = {{"name", "rows"}, {"values", std::move(rows)}};
  Json y = value_axis("value", "", format_of(unit, spread(values)));
  y["title"] = nullptr;
  y["scale"] = scale_of(unit);
  Json x = value_axis("at", parameter, ".3~g");
  x["scale"] = {{"zero", false}, {"nice", false}, {"padding", 24}};
  const Json tooltip = Json::array({shown("at", parameter), shown("text", "answer")});
  spec["layer"] = {
      {{"mark", {{"type", "line"}, {"color", mark_colour}, {"strokeWidth", 2}}}, {"encoding", {{"x", x}, {"y", y}}}},
      {{"mark", {{"type", "point"}, {"filled", true}, {"size", 80}, {"opacity", 1}, {"color", mark_colour}}},
       {"encoding", {{"x", x}, {"y", y}, {"tooltip", tooltip}}}},
      {{"mark", {{"type", "text"}, {"dy", -14}}},
       {"encoding", {{"x", x}, {"y", y}, {"text", {{"field", "text"}, {"type", "nominal"}}}}}}};
  return spec;
}

// The word after `sweep`.
std::string swept_parameter(const Answer& answer) {
  const std::size_t begin = answer.question.find("sweep ");
  if (begin == std::string::npos) return "parameter";
  const std::size_t end = answer.question.find(' ', begin + 6);
  return answer.question.substr(begin + 6, end == std::string::npos ? end : end - begin - 6);
}

void append_sweep(const Answer& answer, const std::string& name, std::vector<Chart>& charts) {
  const Unit unit = answer.rows.front().unit;
  const std::string parameter = swept_parameter(answer);
  Chart chart{.kind = ChartKind::Sweep,
              .name = name,
              .title = answer.question,
              .reading = {},
              .method = {},
              .head = {"#" + parameter, "#answer", "#largest gain", "note"},
              .rows = {},
              .specification = {}};
  for (const AnswerRow& row : answer.rows) {
    chart.rows.push_back(
        {short_number(row.at.value_or(0)), value_text(row.value, unit), short_number(row.max_gain), row.note});
  }
  chart.reading = fmt::format("{}: {} where {} is {}, {} where it is {}.", answer.question, chart.rows.front()[1],
                              parameter, chart.rows.front()[0], chart.rows.back()[1], chart.rows.back()[0]);
  chart.method =
      "The parameter takes each value in turn, all others stay at their best guesses, and the game is solved "
      "again at each point. The line between the points is only a guide for the eye.";
  chart.specification = compact_text(sweep_line(answer, chart.reading, parameter, unit));
  charts.push_back(std::move(chart));
}

std::vector<const Answer*> answers_of(const Report& report, std::string_view kind) {
  std::vector<const Answer*> found;
  if (!report.answers) return found;
  for (const Answer& answer : *report.answers) {
    if (answer.kind == kind && !answer.rows.empty()) found.push_back(&answer);
  }
  return found;
}

}  // namespace

void append_ladder_charts(const Report& report, std::vector<Chart>& charts) {
  std::size_t number = 0;
  for (const ScaleEnd& end : scale_ends(report)) {
    const Variable& variable = report.model->variables[end.variable];
    Chart chart{.kind = ChartKind::Ladder,
                .name = fmt::format("ladder_{}", ++number),
                .title = variable.name,
                .reading = {},
                .method = {},
                .head = {"level", "#probability"},
                .rows = {},
                .specification = {}};
    Json rows = Json::array();
    std::vector<std::string> said;
    for (std::size_t v = variable.values.size(); v-- > 0;) {
      const std::string share = share_text(end.probabilities[v]);
      chart.rows.push_back({variable.values[v].name, share});
      said.push_back(variable.values[v].name + " " + share);
      rows.push_back({{"level", variable.values[v].name}, {"probability", end.probabilities[v]}, {"text", share}});
    }
    chart.reading = fmt::format("Where {} ends, highest level first: {}.", variable.name, fmt::join(said, ", "));
    chart.method = "The probability of every history, by the level the scale has when the history ends.";
    Json spec = new_specification(chart.reading, static_cast<int>(variable.values.size()) * 30);
    spec["data"] = {{"name", "levels"}, {"values", std::move(rows)}};
    Json x = value_axis("probability", "", ".0%");
    x["title"] = nullptr;
    x["scale"] = {{"domain", {0, 1}}};
    const Json y = {{"field", "level"}, {"type", "nominal"}, {"sort", nullptr}, {"title", nullptr}};
    spec["layer"] = {
        {{"mark", {{"type", "bar"}, {"color", mark_colour}, {"height", 18}}},
         {"encoding", {{"x", x}, {"y", y}, {"tooltip", {shown("level", "level"), shown("text", "probability")}}}}},
        {{"mark",
          {{"type", "text"},
           {"align", {{"expr", "datum.probability > 0.8 ? 'right' : 'left'"}}},
           {"dx", {{"expr", "datum.probability > 0.8 ? -6 : 6"}}},
           {"color", {{"expr", "datum.probability > 0.8 ? '#ffffff' : 'currentColor'"}}}}},
         {"encoding", {{"x", x}, {"y", y}, {"text", {{"field", "text"}, {"type", "nominal"}}}}}}};
    chart.specification = compact_text(spec);
    charts.push_back(std::move(chart));
  }
}

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

void append_ranking_charts(const Report& report, std::vector<Chart>& charts) {
  std::size_t number = 0;
  for (const Answer* answer : answers_of(report, "rank")) {
    append_ranking(*answer, fmt::format("ranking_{}", ++number), charts);
  }
}

void append_sweep_charts(const Report& report, std::vector<Chart>& charts) {
  std::size_t number = 0;
  for (const Answer* answer : answers_of(report, "sweep")) {
    append_sweep(*answer, fmt::format("sweep_{}", ++number), charts);
  }
}

}  // namespace demarche
