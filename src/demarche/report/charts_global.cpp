#include "demarche/report/charts.h"
#include "demarche/report/charts_answers.h"
#include "demarche/report/charts_lanes.h"
#include "demarche/report/findings.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// Charts of rankings over the draws of a study: Sobol indices with their bootstrap intervals, and largest shifts.

namespace {

constexpr const char* alone = "alone";
constexpr const char* with_others = "with others";
constexpr int between_bars = 13;

// The first of the ranking, which is sorted.
std::vector<RankedParameter> drawn_ones(const StudyRanking& ranking) {
  return {ranking.parameters.begin(),
          ranking.parameters.begin() + static_cast<std::ptrdiff_t>(std::min(ranking.parameters.size(), most_lanes))};
}

Json index_row(const std::string& parameter, const char* kind, const Index& index, int place) {
  return {{"parameter", parameter},
          {"kind", kind},
          {"bar", place},
          {"value", std::clamp(index.estimate, 0.0, 1.0)},
          {"low", std::min(index.low, 1.0)},
          {"high", std::min(index.high, 1.0)},
          {"filled", index.told_from_zero ? 1 : 0},
          {"text", index_text(index)}};
}

struct IndexRows {
  Json names = Json::array();
  Json indices = Json::array();
  int height = 0;
};

IndexRows index_rows(const StudyRanking& ranking) {
  IndexRows rows;
  for (const RankedParameter& one : drawn_ones(ranking)) {
    if (!one.indices) continue;
    const std::string words = lane_words(one.name);
    const int bars = rows.height + height_of(words) + 8;
    rows.names.push_back({{"words", words}, {"top", rows.height}});
    rows.indices.push_back(index_row(one.name, alone, one.indices->first, bars));
    rows.indices.push_back(index_row(one.name, with_others, one.indices->total, bars + between_bars));
    rows.height = bars + between_bars + 18;
  }
  return rows;
}

Json indices(const StudyRanking& ranking, const std::string& reading) {
  IndexRows rows = index_rows(ranking);
  Json spec = new_specification(reading, rows.height);
  spec["data"] = {{"name", "indices"}, {"values", std::move(rows.indices)}};
  Json x = value_axis("value", "share of the answer's variance", ".0%");
  x["scale"] = {{"domain", {0, 1}}};
  Json low = x;
  low["field"] = "low";
  const Json colour = {{"field", "kind"},
                       {"type", "nominal"},
                       {"title", nullptr},
                       {"scale", {{"domain", {alone, with_others}}, {"range", {mark_colour, "#e69f00"}}}}};
  const Json tooltip = Json::array({shown("parameter", "number"), shown("kind", ""), shown("text", "share")});
  Json interval = lane_bar(low, "high", "bar", 3);
  interval["encoding"]["color"] = colour;
  interval["encoding"]["tooltip"] = tooltip;
  const Json raw = {{"field", "filled"}, {"type", "quantitative"}, {"scale", nullptr}};
  Json words = lane_text("words", "top");
  words["data"] = {{"values", std::move(rows.names)}};
  spec["layer"] = {interval,
                   {{"mark", {{"type", "point"}, {"filled", true}, {"size", 80}, {"strokeWidth", 2}, {"opacity", 1}}},
                    {"encoding",
                     {{"x", x},
                      {"y", lane_place("bar")},
                      {"stroke", colour},
                      {"fill", colour},
                      {"fillOpacity", raw},
                      {"tooltip", tooltip}}}},
                   words};
  return spec;
}

// By their own measure: indices may order numbers otherwise. Those that could not be measured stand last.
StudyRanking by_shift(StudyRanking ranking) {
  const auto shift = [](const RankedParameter& one) { return std::isnan(one.pawn.most) ? -1 : one.pawn.most; };
  std::ranges::sort(ranking.parameters, [&](const RankedParameter& one, const RankedParameter& other) {
    return shift(one) != shift(other) ? shift(one) > shift(other) : one.name < other.name;
  });
  return ranking;
}

Json shifts(const StudyRanking& ranking, const std::string& reading) {
  Json rows = Json::array();
  int height = 0;
  for (const RankedParameter& one : drawn_ones(ranking)) {
    const std::string words = lane_words(one.name);
    const int bar = height + height_of(words) + 9;
    rows.push_back({{"words", words},
                    {"top", height},
                    {"bar", bar},
                    {"zero", 0},
                    {"value", std::isnan(one.pawn.most) ? 0 : one.pawn.most},
                    {"chance", std::isnan(one.pawn.by_chance) ? 0 : one.pawn.by_chance},
                    {"colour", one.pawn.matters ? mark_colour : chance_colour},
                    {"text", pawn_text(one.pawn)}});
    height = bar + 20;
  }
  Json spec = new_specification(reading, height);
  spec["data"] = {{"name", "shifts"}, {"values", std::move(rows)}};
  Json x = value_axis("zero", "largest shift of the answer's distribution", ".1~f");
  x["scale"] = {{"domain", {0, 1}}};
  Json chance = x;
  chance["field"] = "chance";
  Json bar = lane_bar(x, "value", "bar", 9);
  bar["encoding"]["stroke"] = {{"field", "colour"}, {"type", "nominal"}, {"scale", nullptr}};
  bar["encoding"]["tooltip"] = Json::array({shown("words", "number"), shown("text", "largest shift")});
  const Json tick = {{"mark",
                      {{"type", "tick"},
                       {"orient", "vertical"},
                       {"thickness", 2},
                       {"size", 18},
                       {"color", "currentColor"},
                       {"opacity", 0.8}}},
                     {"encoding", {{"x", chance}, {"y", lane_place("bar")}}}};
  spec["layer"] = {bar, tick, lane_text("words", "top")};
  return spec;
}

std::string over_draws(const StudyRanking& ranking) { return "over " + counted(ranking.num_rows, "draw"); }

// Sentences that are there, one after the other.
std::string joined(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() || sentence.empty() ? "" : " ") + sentence;
  return text;
}

std::string joined_keys(const StudyRanking& ranking) {
  return fmt::format("{}", fmt::join(ranking_keys(ranking), " "));
}

void append_indices(const StudyRanking& ranking, std::size_t number, std::vector<Chart>& charts) {
  if (!has_indices(ranking)) return;
  const RankedParameter& most = ranking.parameters.front();
  Chart chart{
      .kind = ChartKind::Global,
      .name = fmt::format("indices_{}", number),
      .title = fmt::format("{}: shares of its variance", ranking.quantity),
      .reading = {},
      .method = joined_keys(ranking) +
                " Saltelli's blocks; first order after Saltelli (2010), total after Jansen (1999). An index whose "
                "interval reaches 0 is not told from 0: a hollow dot, and all of its line is possible.",
      .head = {"number", "alone (95% bootstrap interval)", "with others (95% bootstrap interval)"},
      .rows = {},
      .specification = {}};
  for (const RankedParameter& one : ranking.parameters) {
    if (one.indices) chart.rows.push_back({one.name, index_text(one.indices->first), index_text(one.indices->total)});
  }
  chart.reading = fmt::format("What {} depends on, {}: most on {}, alone {}, with others {}.", ranking.quantity,
                              over_draws(ranking), most.name, chart.rows.front()[1], chart.rows.front()[2]);
  chart.note = joined({most_drawn_note(ranking.parameters.size()), few_blocks_warning(ranking)});
  chart.specification = compact_text(indices(ranking, chart.reading));
  charts.push_back(std::move(chart));
}

// Nothing where there are too few rows to measure any.
void append_shifts(const StudyRanking& ranked, std::size_t number, std::vector<Chart>& charts) {
  const StudyRanking ranking = by_shift(ranked);
  if (ranking.parameters.empty() || std::isnan(ranking.parameters.front().pawn.most)) return;
  Chart chart{.kind = ChartKind::Global,
              .name = fmt::format("shifts_{}", number),
              .title = fmt::format("{}: largest shifts", ranking.quantity),
              .reading = {},
              .method = shift_key(ranking) +
                        " The upright line: 95% of such shifts lie below it where the number does not matter.",
              .head = {"number", "largest shift", "#by chance"},
              .rows = {},
              .specification = {}};
  for (const RankedParameter& one : ranking.parameters) {
    chart.rows.push_back({one.name, pawn_text(one.pawn), short_number(one.pawn.by_chance)});
  }
  chart.reading = fmt::format("How far {} moves when one number is held, {}: {} {}.", ranking.quantity,
                              over_draws(ranking), chart.rows.front()[0], chart.rows.front()[1]);
  chart.note = most_drawn_note(ranking.parameters.size());
  chart.specification = compact_text(shifts(ranking, chart.reading));
  charts.push_back(std::move(chart));
}

}  // namespace

void append_global_charts(const Report& report, std::vector<Chart>& charts) {
  if (report.findings == nullptr) return;
  std::size_t number = 0;
  for (const StudyRanking& ranking : report.findings->rankings) {
    ++number;
    if (ranking.parameters.empty() || ranking.always) continue;
    append_indices(ranking, number, charts);
    append_shifts(ranking, number, charts);
  }
}

}  // namespace demarche
