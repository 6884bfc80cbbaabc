#include "demarche/report/charts.h"
#include "demarche/report/charts_answers.h"
#include "demarche/report/charts_style.h"
#include "demarche/report/html.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

// Charts of how answers hang on parameters: a tornado for a ranking, a line for a sweep.

namespace {

constexpr const char* low_end = "low end";
constexpr const char* high_end = "high end";

// Two bars a parameter, one below the other as both may go to one side, from the answer at the best guesses to the
// answer at each end of the range.
Json tornado_rows(const Answer& answer) {
  Json out = Json::array();
  const auto add = [&](const AnswerRow& row, const char* end, std::optional<double> reached, std::optional<double> at) {
    out.push_back({{"label", row.label},
                   {"end", end},
                   {"value", answer.baseline.value_or(0)},
                   {"reached", reached.value_or(0)},
                   {"at", plain_number(at.value_or(0))},
                   {"text", value_text(row, reached.value_or(0))}});
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
  const Json beside = {{"field", "end"}, {"type", "nominal"}, {"scale", {{"domain", {low_end, high_end}}}}};
  spec["layer"] = {
      {{"mark", {{"type", "bar"}}},
       {"encoding",
        {{"y", y},
         {"yOffset", beside},
         {"x", x},
         {"x2", {{"field", "reached"}}},
         {"color", colour},
         {"tooltip", tooltip}}}},
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
    chart.rows.push_back({row.label, plain_number(row.low_at.value_or(0)), value_text(row, row.low.value_or(0)),
                          plain_number(row.high_at.value_or(0)), value_text(row, row.high.value_or(0)), swing_text(row),
                          row.note});
  }
  chart.reading = fmt::format("{}: {} moves the answer most, from {} where it is {} to {} where it is {}.",
                              answer.question, most.label, chart.rows.front()[2], chart.rows.front()[1],
                              chart.rows.front()[4], chart.rows.front()[3]);
  if (most.fixed) chart.reading = fmt::format("{}: no number moves the answer.", answer.question);
  chart.method =
      "Each parameter is set to the low and then to the high end of its 90% range, all others stay at their "
      "best guesses, and the game is solved again; likewise at three places between, where an answer beyond both ends "
      "is said. Sorted by how far the answer moves over all of them; `demarche tip` looks closer.";
  chart.note = fmt::format("{}", fmt::join(turning_remarks(answer), ". "));
  chart.specification = compact_text(tornado(answer, chart.reading));
  charts.push_back(std::move(chart));
}

Json sweep_line(const Answer& answer, const std::string& reading, const std::string& parameter, Unit unit) {
  Json rows = Json::array();
  std::vector<double> values;
  for (const AnswerRow& row : answer.rows) {
    values.push_back(row.value);
    rows.push_back({{"at", row.at.value_or(0)}, {"value", row.value}, {"text", value_text(row, row.value)}});
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
        {short_number(row.at.value_or(0)), value_text(row, row.value), short_number(row.max_gain), row.note});
  }
  chart.reading = fmt::format("{}: {} where {} is {}, {} where it is {}.", answer.question, chart.rows.front()[1],
                              parameter, chart.rows.front()[0], chart.rows.back()[1], chart.rows.back()[0]);
  chart.method =
      "The parameter takes each value in turn, all others stay at their best guesses, and the game is solved "
      "again at each point. The line between the points is only a guide for the eye.";
  chart.specification = compact_text(sweep_line(answer, chart.reading, parameter, unit));
  charts.push_back(std::move(chart));
}

}  // namespace

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
