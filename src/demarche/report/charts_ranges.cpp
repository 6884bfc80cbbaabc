#include "demarche/report/charts.h"
#include "demarche/report/charts_answers.h"
#include "demarche/report/charts_lanes.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// Charts of answers over the draws of a study: a dot at the best guesses, a bar over 90% of the draws; behind it, for a
// check, what is allowed. Comparisons have charts of their own.

namespace {

struct Ranged {
  const Answer* answer = nullptr;
  const AnswerRow* row = nullptr;
};

std::vector<Ranged> ranged_rows(const Report& report, Unit unit) {
  std::vector<Ranged> found;
  if (!report.answers) return found;
  for (const Answer& answer : *report.answers) {
    if (answer.kind != "ask" && answer.kind != "belief" && answer.kind != "check") continue;
    for (const AnswerRow& row : answer.rows) {
      if (row.unit == unit && row.low && row.high && std::isfinite(row.value)) found.push_back({&answer, &row});
    }
  }
  return found;
}

std::string name_of(const Ranged& one) {
  const std::string& question = one.answer->question;
  const std::string words = question.starts_with("ask ") ? question.substr(4) : question;
  return one.answer->rows.size() > 1 ? words + ": " + one.row->label : words;
}

struct Lanes {
  Json rows = Json::array();
  std::vector<double> values;
  int height = 0;
};

Lanes lanes_of(const std::vector<Ranged>& ranged) {
  Lanes lanes;
  for (const Ranged& one : ranged) {
    const AnswerRow& row = *one.row;
    const std::string words = lane_words(name_of(one));
    const int below = lanes.height + height_of(words);
    Json lane = {{"words", words},
                 {"top", lanes.height},
                 {"below", below},
                 {"text", fmt::format("{}, 90% of the draws {}", value_text(row, row.value), range_text(row))},
                 {"bar", below + line_height + 9},
                 {"value", row.value},
                 {"low", *row.low},
                 {"high", *row.high}};
    if (one.answer->from && one.answer->to) {
      lane["from"] = *one.answer->from;
      lane["to"] = *one.answer->to;
    }
    lanes.values.insert(lanes.values.end(), {row.value, *row.low, *row.high});
    lanes.rows.push_back(std::move(lane));
    lanes.height = below + line_height + 30;
  }
  return lanes;
}

Json intervals(const std::vector<Ranged>& ranged, const std::string& reading, Unit unit) {
  Lanes lanes = lanes_of(ranged);
  Json spec = new_specification(reading, lanes.height);
  spec["data"] = {{"name", "rows"}, {"values", std::move(lanes.rows)}};
  Json x = value_axis("value", "", format_of(unit, spread(lanes.values)));
  x["title"] = nullptr;
  x["scale"] = scale_of(unit);
  Json low = x;
  low["field"] = "low";
  Json from = x;
  from["field"] = "from";
  Json allowed = lane_bar(from, "to", "bar", 18);
  allowed["transform"] = Json::array({{{"filter", "isValid(datum.from)"}}});
  allowed["mark"].update({{"color", "#009e73"}, {"opacity", 0.35}});
  Json range = lane_bar(low, "high", "bar", 8);
  range["mark"].update({{"color", "#56b4e9"}, {"opacity", 0.65}});
  const Json tooltip = Json::array({shown("words", "answer"), shown("text", "value")});
  range["encoding"]["tooltip"] = tooltip;
  const Json dot = {{"mark", ringed_dot()}, {"encoding", {{"x", x}, {"y", lane_place("bar")}, {"tooltip", tooltip}}}};
  spec["layer"] = {range, dot, lane_text("words", "top"), lane_text("text", "below", 0.75)};
  const bool checks = std::ranges::any_of(ranged, [](const Ranged& one) { return one.answer->from.has_value(); });
  if (checks) spec["layer"].insert(spec["layer"].begin(), allowed);
  return spec;
}

void append_ranges(const Report& report, Unit unit, std::vector<Chart>& charts) {
  const std::vector<Ranged> ranged = ranged_rows(report, unit);
  if (ranged.empty()) return;
  const bool share = unit == Unit::Share;
  Chart chart{.kind = ChartKind::Ranges,
              .name = share ? "ranges_shares" : "ranges_numbers",
              .title = share ? "Probabilities" : "Expected values",
              .reading = {},
              .method = {},
              .head = {"answer", "#best guesses", "#90% of the draws", "#draws that pass"},
              .rows = {},
              .specification = {}};
  for (const Ranged& one : ranged) {
    const auto& passed = one.answer->share_passed;
    chart.rows.push_back(
        {name_of(one), value_text(*one.row, one.row->value), range_text(*one.row), passed ? share_text(*passed) : ""});
  }
  const auto& first = chart.rows.front();
  chart.reading = fmt::format(
      "{} over the draws of the study; the first, {}, is {} at the best guesses and {} in 90% of the draws.",
      chart.title, first[0], first[1], first[2]);
  chart.method =
      "All numbers with a range were drawn together, many times, and the game was solved again for each draw. The dot "
      "is the answer at the best guesses; the bar leaves out the lowest and the highest 5% of the draws. Behind a "
      "check's "
      "bar stands what it allows.";
  chart.specification = compact_text(intervals(ranged, chart.reading, unit));
  charts.push_back(std::move(chart));
}

}  // namespace

void append_range_charts(const Report& report, std::vector<Chart>& charts) {
  append_ranges(report, Unit::Share, charts);
  append_ranges(report, Unit::Number, charts);
}

}  // namespace demarche
