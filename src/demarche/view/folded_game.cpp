#include "demarche/view/folded_game.h"

#include "demarche/view/play_layout.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace demarche {
namespace {

constexpr std::uint32_t not_shown = 0xFFFFFFFF;

struct Folding {
  const Report& report;
  FoldedGame folded;
  Table<InfosetId, std::uint32_t> shown;  // its row of `sets`
};

bool has_choice(const Report& report, InfosetId id) {
  return report.game->infosets[id].num_actions > 1 && is_told(report, id) && is_within_reach(*report.certificate, id);
}

double reach_of(const Report& report, InfosetId id) { return std::exp(report.certificate->log_reaches[id]); }

// Where a set stands in a story, by its first history.
std::vector<std::uint32_t> rows_by_step(const Report& report, std::vector<FoldedRow>& rows) {
  const PlayLayout layout = play_layout(report);
  const Game& game = *report.game;
  const Story& story = report.solved->compiled.story;
  for (const PlayColumn& column : layout.columns)
    rows.push_back({report.model->variables[story.sites[column.site].variable].name + round_words(column)});
  std::vector<std::uint32_t> row_of;
  for (const Infoset& infoset : game.infosets) row_of.push_back(layout.column_of[game.members[infoset.first_member]]);
  return row_of;
}

// Of a game without a story: how many choices went before, the most of its histories.
std::vector<std::uint32_t> rows_by_depth(const Game& game, std::vector<FoldedRow>& rows) {
  std::vector<std::uint32_t> depth(game.nodes.size(), 0);
  std::vector<std::uint32_t> row_of(game.infosets.size(), 0);
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    const Node& node = game.nodes[NodeId{i}];
    if (node.parent != none<NodeTag>) {
      const Node& parent = game.nodes[node.parent];
      depth[i] = depth[node.parent.value] + (parent.kind == NodeKind::Decision ? 1 : 0);
    }
    if (node.kind != NodeKind::Decision) continue;
    std::uint32_t& row = row_of[node.infoset().value];
    row = std::max(row, depth[i]);
    while (rows.size() <= row) rows.push_back({fmt::format("Choice {}", rows.size() + 1)});
  }
  return row_of;
}

std::vector<InfosetId> most_reached(const Report& report, std::size_t most_sets, std::size_t& num_sets) {
  std::vector<InfosetId> sets;
  for (std::size_t k = 0; k < report.game->infosets.size(); ++k)
    if (has_choice(report, InfosetId{k})) sets.push_back(InfosetId{k});
  num_sets = sets.size();
  const Table<InfosetId, double>& reaches = report.certificate->log_reaches;
  std::ranges::sort(
      sets, [&](InfosetId a, InfosetId b) { return reaches[a] != reaches[b] ? reaches[a] > reaches[b] : a < b; });
  sets.resize(std::min(sets.size(), most_sets));
  return sets;
}

// The shown set that a history last came through, and by which move.
struct CameFrom {
  std::uint32_t set = not_shown;
  std::uint32_t action = 0;
};

CameFrom came_from(const Folding& folding, const std::vector<CameFrom>& known, NodeId id) {
  const Game& game = *folding.report.game;
  const NodeId parent = game.nodes[id].parent;
  if (parent == none<NodeTag>) return {};
  const Node& node = game.nodes[parent];
  if (node.kind != NodeKind::Decision || game.infosets[node.infoset()].num_actions < 2) return known[parent.value];
  return {folding.shown[node.infoset()], id.value - node.first_child.value};
}

void add_links(Folding& folding) {
  const Game& game = *folding.report.game;
  const auto reaches = log_reaches(game, *folding.report.stakes, folding.report.solution->strategy);
  std::vector<CameFrom> known(game.nodes.size());
  std::map<std::array<std::uint32_t, 3>, double> sums;
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    known[i] = came_from(folding, known, NodeId{i});
    const Node& node = game.nodes[NodeId{i}];
    if (node.kind != NodeKind::Decision || known[i].set == not_shown) continue;
    const std::uint32_t to = folding.shown[node.infoset()];
    if (to != not_shown) sums[{known[i].set, known[i].action, to}] += std::exp(reaches[NodeId{i}]);
  }
  for (const auto& [ends, probability] : sums) folding.folded.links.push_back({ends[0], ends[1], ends[2], probability});
}

// Where the sets of a row would stand, had links no length: the mean of where they come from. Rows are placed from the
// top, each set as wide as it is reached often.
struct Placing {
  std::vector<double> left, width;
  std::vector<double> sum, weight;  // over the links that lead there
};

void place_row(const FoldedGame& folded, const Report& report, Placing& placing, std::vector<std::size_t>& sets) {
  const auto wish = [&](std::size_t k) { return placing.weight[k] > 0 ? placing.sum[k] / placing.weight[k] : 0.5; };
  std::ranges::sort(sets, {}, [&](std::size_t k) { return std::pair(wish(k), k); });
  double total = 0;
  for (const std::size_t k : sets) {
    placing.width[k] = reach_of(report, folded.sets[k].id) + 1e-6;
    total += placing.width[k];
  }
  double at = 0;
  for (const std::size_t k : sets) {
    placing.width[k] /= total;
    placing.left[k] = at;
    at += placing.width[k];
  }
}

void order_sets(FoldedGame& folded, const Report& report) {
  const std::vector<double> none_yet(folded.sets.size(), 0.0);
  Placing placing{none_yet, none_yet, none_yet, none_yet};
  std::vector<std::vector<const FoldedLink*>> leading(folded.sets.size());
  for (const FoldedLink& link : folded.links) leading[link.from].push_back(&link);
  for (FoldedRow& row : folded.rows) {
    place_row(folded, report, placing, row.sets);
    for (const std::size_t k : row.sets) {
      const double num_actions = report.game->infosets[folded.sets[k].id].num_actions;
      for (const FoldedLink* link : leading[k]) {
        const double weight = link->probability + 1e-12;  // what is never played counts where nothing else does
        const double share = (static_cast<double>(link->action) + 0.5) / num_actions;
        placing.sum[link->to] += weight * (placing.left[k] + share * placing.width[k]);
        placing.weight[link->to] += weight;
      }
    }
  }
}

void drop_empty_rows(FoldedGame& folded) {
  std::vector<FoldedRow> kept;
  for (FoldedRow& row : folded.rows) {
    if (row.sets.empty()) continue;
    for (const std::size_t k : row.sets) folded.sets[k].row = kept.size();
    kept.push_back(std::move(row));
  }
  folded.rows = std::move(kept);
}

}  // namespace

FoldedGame folded_game(const Report& report, std::size_t most_sets) {
  if (report.open || !report.game || !report.certificate || report.game->nodes.empty()) return {};
  Folding folding{report, {}, Table<InfosetId, std::uint32_t>(report.game->infosets.size(), not_shown)};
  FoldedGame& folded = folding.folded;
  const std::vector<std::uint32_t> row_of =
      report.solved ? rows_by_step(report, folded.rows) : rows_by_depth(*report.game, folded.rows);
  for (const InfosetId id : most_reached(report, most_sets, folded.num_sets)) {
    folding.shown[id] = static_cast<std::uint32_t>(folded.sets.size());
    folded.rows[row_of[id.value]].sets.push_back(folded.sets.size());
    folded.sets.push_back({id, row_of[id.value]});
  }
  for (std::size_t k = 0; k < report.game->infosets.size(); ++k) {
    if (!has_choice(report, InfosetId{k})) continue;
    FoldedRow& row = folded.rows[row_of[k]];
    ++row.num_sets;
    if (folding.shown[InfosetId{k}] == not_shown) row.share_left_out += reach_of(report, InfosetId{k});
  }
  add_links(folding);
  order_sets(folded, report);
  drop_empty_rows(folded);
  return std::move(folding.folded);
}

}  // namespace demarche
