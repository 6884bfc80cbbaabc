#include "demarche/report/charts.h"
#include "demarche/report/charts_style.h"
#include "demarche/view/path_record.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// Charts of the path to an equilibrium: the moves of the information sets reached most often, and the largest gain,
// against the precision.

namespace {

constexpr std::size_t max_sets = 4;
constexpr const char* method =
    "The logit equilibrium as the precision grows from 0, followed by arclength (McKelvey & Palfrey 1998; Turocy "
    "2005). "
    "The last point is the equilibrium that is reported.";

// The sets with something to choose, those reached most often first.
std::vector<InfosetId> shown_sets(const Report& report) {
  std::vector<InfosetId> sets;
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    if (report.game->infosets[InfosetId{row}].num_actions > 1) sets.push_back(InfosetId{row});
  }
  const Table<InfosetId, double>& reaches = report.certificate->log_reaches;
  std::sort(sets.begin(), sets.end(),
            [&](InfosetId a, InfosetId b) { return reaches[a] != reaches[b] ? reaches[a] > reaches[b] : a < b; });
  sets.resize(std::min(sets.size(), max_sets));
  return sets;
}

Json precision_axis() {
  Json x = value_axis("precision", "precision (log scale)", "~g");
  x["scale"] = {{"type", "log"}};
  return x;
}

// The points from the first on whose precision a log scale can show; the last is the strategy that is reported.
template <class Row>
void for_each_point(const Report& report, const Row& row) {
  for (std::size_t k = 0; k < report.path->precisions.size(); ++k) {
    if (report.path->precisions[k] > 0) row(k, report.path->precisions[k]);
  }
}

void append_set(const Report& report, InfosetId id, const std::string& name, std::vector<Chart>& charts) {
  const Game& game = *report.game;
  const Infoset& infoset = game.infosets[id];
  Chart chart;
  chart.kind = ChartKind::Path;
  chart.name = name;
  chart.title = fmt::format("{}: {}", actor_name(game, infoset.actor), infoset_label(game, id));
  chart.method = method;
  chart.head = {"#precision", "move", "#probability"};
  Json rows = Json::array();
  const auto add = [&](double precision, std::uint32_t k, double share) {
    const std::string move = action_name(game, infoset, k);
    rows.push_back({{"precision", precision}, {"move", move}, {"probability", rounded(share)}});
    chart.rows.push_back({short_number(precision), move, share_text(share)});
  };
  std::string ends;
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const std::size_t action = std::size_t{infoset.first_action.value} + k;
    for_each_point(report, [&](std::size_t point, double precision) {
      add(precision, k, double{report.path->probabilities[point * report.path->num_actions + action]});
    });
    const double end = probability(report.solution->strategy, ActionId{action});
    add(report.solution->precision, k, end);
    ends += (ends.empty() ? "" : ", ") + fmt::format("{} {}", action_name(game, infoset, k), share_text(end));
  }
  chart.reading = fmt::format("{}, by precision. In the end: {}.", chart.title, ends);
  Json spec = new_specification(chart.reading, 200);
  spec["data"] = {{"name", "rows"}, {"values", std::move(rows)}};
  spec["mark"] = {{"type", "line"}, {"interpolate", "monotone"}, {"strokeWidth", 2}};
  Json y = value_axis("probability", "probability", "~%");
  y["scale"] = {{"domain", {0, 1}}};
  Json colours = Json::array();
  for (std::size_t k = 0; k < infoset.num_actions; ++k) colours.push_back(colour_of(k).fill);
  spec["encoding"] = {
      {"x", precision_axis()},
      {"y", y},
      {"color",
       {{"field", "move"},
        {"type", "nominal"},
        {"title", nullptr},
        {"sort", nullptr},
        {"scale", {{"range", colours}}}}},
      {"order", {{"field", "precision"}, {"type", "quantitative"}}},
      {"tooltip", {shown("precision", "precision"), shown("move", "move"), shown("probability", "probability")}}};
  chart.specification = compact_text(spec);
  charts.push_back(std::move(chart));
}

void append_gain(const Report& report, std::vector<Chart>& charts) {
  Chart chart;
  chart.kind = ChartKind::Path;
  chart.name = "path_gain";
  chart.title = "The largest gain of any one deviation";
  chart.method = method;
  chart.head = {"#precision", "#largest gain"};
  Json rows = Json::array();
  const auto add = [&](double precision, double gain) {
    if (!(gain > 0)) return;
    rows.push_back({{"precision", precision}, {"gain", gain}});
    chart.rows.push_back({short_number(precision), short_number(gain)});
  };
  for_each_point(report, [&](std::size_t point, double precision) { add(precision, report.path->gains[point]); });
  add(report.solution->precision, report.certificate->max_gain);
  if (rows.empty()) return;
  chart.reading = fmt::format("The largest gain falls to {:.2g} at precision {}.", report.certificate->max_gain,
                              short_number(report.solution->precision));
  Json spec = new_specification(chart.reading, 200);
  spec["data"] = {{"name", "rows"}, {"values", std::move(rows)}};
  spec["mark"] = {{"type", "line"}, {"strokeWidth", 2}, {"color", mark_colour}};
  Json y = value_axis("gain", "largest gain (log scale)", "~g");
  y["scale"] = {{"type", "log"}};
  spec["encoding"] = {{"x", precision_axis()},
                      {"y", y},
                      {"order", {{"field", "precision"}, {"type", "quantitative"}}},
                      {"tooltip", {shown("precision", "precision"), shown("gain", "largest gain")}}};
  chart.specification = compact_text(spec);
  charts.push_back(std::move(chart));
}

}  // namespace

void append_path_charts(const Report& report, std::vector<Chart>& charts) {
  if (report.path->precisions.size() < 2) return;
  std::size_t number = 0;
  for (const InfosetId id : shown_sets(report)) append_set(report, id, fmt::format("path_{}", ++number), charts);
  append_gain(report, charts);
}

}  // namespace demarche
