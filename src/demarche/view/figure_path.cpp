#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/path_record.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

// The path to an equilibrium: the moves of the information sets reached most often, and the largest gain, against the
// precision.

namespace {

constexpr std::size_t most_sets_drawn = 4;
constexpr const char* how_paths_are_followed =
    "The logit equilibrium as the precision grows from 0, followed by arclength (McKelvey & Palfrey 1998; Turocy "
    "2005). The last point is the equilibrium that is reported.";

// The sets with something to choose, those reached most often first.
std::vector<InfosetId> sets_drawn(const Report& report) {
  std::vector<InfosetId> sets;
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    if (report.game->infosets[InfosetId{row}].num_actions > 1) sets.push_back(InfosetId{row});
  }
  const Table<InfosetId, double>& reaches = report.certificate->log_reaches;
  std::ranges::sort(
      sets, [&](InfosetId a, InfosetId b) { return reaches[a] != reaches[b] ? reaches[a] > reaches[b] : a < b; });
  sets.resize(std::min(sets.size(), most_sets_drawn));
  return sets;
}

// A point of the path: the place of its row, and the precision, which a log scale must be able to show.
struct PathPlace {
  std::size_t row = 0;
  double precision = 0;
};
std::vector<PathPlace> places_of(const PathRecord& path) {
  std::vector<PathPlace> places;
  for (std::size_t k = 0; k < path.precisions.size(); ++k) {
    if (path.precisions[k] > 0) places.push_back({k, path.precisions[k]});
  }
  return places;
}

void add_point(view::Figure& figure, double precision, const std::string& series, double value) {
  const std::string text = figure.table.columns.size() == 3 ? share_text(value) : short_number(value);
  figure.marks["points"].push_back({{"precision", precision}, {"series", series}, {"value", value}});
  std::vector<view::Cell>& row = figure.table.rows.emplace_back();
  row.emplace_back(short_number(precision));
  if (figure.table.columns.size() == 3) row.emplace_back(series);
  row.emplace_back(text);
}

// `raid 30.0%, hold 70.0%` in the end.
std::string add_moves(const Report& report, const Infoset& infoset, view::Figure& figure) {
  const PathRecord& path = *report.path;
  std::string ends;
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const std::size_t action = std::size_t{infoset.first_action.value} + k;
    const std::string move = action_name(*report.game, infoset, k);
    figure.marks["series"].push_back(move);
    for (const PathPlace& place : places_of(path))
      add_point(figure, place.precision, move, double{path.probabilities[place.row * path.num_actions + action]});
    const double end = probability(report.solution->strategy, ActionId{action});
    add_point(figure, report.solution->precision, move, end);
    ends += (ends.empty() ? "" : ", ") + move + " " + share_text(end);
  }
  return ends;
}

view::Figure moves_figure(const Report& report, InfosetId id) {
  const Infoset& infoset = report.game->infosets[id];
  view::Figure figure;
  figure.kind = view::FigureKind::Path;
  figure.title = fmt::format("{}: {}", actor_name(*report.game, infoset.actor), infoset_label(*report.game, id));
  figure.method = how_paths_are_followed;
  figure.table.columns = {numbers_column("precision"), words_column("move"), numbers_column("probability")};
  figure.marks = {{"quantity", "share"}, {"series", view::Data::list()}, {"points", view::Data::list()}};
  const std::string ends = add_moves(report, infoset, figure);
  figure.reading = fmt::format("{}, by precision. In the end: {}.", figure.title, ends);
  return figure;
}

view::Figure gain_figure(const Report& report) {
  view::Figure figure;
  figure.kind = view::FigureKind::Path;
  figure.key = "path_gain";
  figure.title = "The largest gain of any one deviation";
  figure.method = how_paths_are_followed;
  figure.table.columns = {numbers_column("precision"), numbers_column("largest gain")};
  figure.marks = {{"quantity", "gain"}, {"series", view::Data::list()}, {"points", view::Data::list()}};
  figure.marks["series"].push_back("largest gain");
  for (const PathPlace& place : places_of(*report.path)) {
    const double gain = report.path->gains[place.row];
    if (gain > 0) add_point(figure, place.precision, "largest gain", gain);
  }
  const double last = report.certificate->max_gain;
  if (last > 0) add_point(figure, report.solution->precision, "largest gain", last);
  figure.reading =
      fmt::format("The largest gain falls to {:.2g} at precision {}.", last, short_number(report.solution->precision));
  return figure;
}

}  // namespace

std::vector<view::Figure> path_figures(const Report& report) {
  std::vector<view::Figure> figures;
  if (report.path == nullptr || report.path->precisions.size() < 2) return figures;
  for (const InfosetId id : sets_drawn(report)) {
    figures.push_back(moves_figure(report, id));
    figures.back().key = fmt::format("path_{}", figures.size());
  }
  view::Figure gain = gain_figure(report);
  if (gain.marks["points"].size() > 0) figures.push_back(std::move(gain));
  return figures;
}

}  // namespace demarche
