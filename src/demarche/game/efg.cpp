#include "demarche/game/efg.h"

#include "demarche/game/efg_build.h"
#include "demarche/game/efg_finish.h"
#include "demarche/game/efg_tree.h"
#include "demarche/game/recall.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {

namespace {

Diagnostic too_large(std::string_view text) {
  return {Kind::E102,
          "outcomes on inner nodes make more sums of payoffs than fit in memory",
          {{0, text.empty() ? 0u : 1u}, ""},
          {},
          "give payoffs at terminal nodes"};
}

Diagnostic forgets(const RecallFailure& failure, Span first, Span second) {
  return {Kind::E102,
          failure.sentence,
          {second, "one such history"},
          {{first, "another"}},
          "give the two nodes different set numbers; equilibria here need perfect recall"};
}

Diagnostic too_far_apart(const std::string& actor, Span place) {
  return {Kind::E102,
          fmt::format("two payoffs of `{}` lie further apart than a number can hold", actor),
          {place, ""},
          {},
          "use smaller payoffs"};
}

Diagnostic too_large_sum(Span place) {
  return {Kind::E102,
          "the outcomes on the way to this node sum to more than a number can hold",
          {place, ""},
          {},
          "use smaller payoffs"};
}

// Payoffs of one actor, so far.
struct Extremes {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
};

// Sums of payoffs that each fit may not fit themselves, nor may what lies between two of them.
std::optional<Diagnostic> overflow(const EfgBuilt& built, const std::vector<Span>& places) {
  const Game& game = built.file.game;
  std::vector<Extremes> extremes(game.num_actors);
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    const Node& node = game.nodes[NodeId{at}];
    if (node.kind != NodeKind::Terminal) continue;
    const Span place = places[built.rows[NodeId{at}]];
    for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
      const double value = payoff(game, built.file.stakes, node.outcome(), ActorId{actor});
      if (!std::isfinite(value)) return too_large_sum(place);
      Extremes& seen = extremes[actor];
      seen = {std::min(seen.low, value), std::max(seen.high, value)};
      if (!std::isfinite(seen.high - seen.low)) return too_far_apart(game.names.actors[actor], place);
    }
  }
  return std::nullopt;
}

}  // namespace

EfgRead read_efg(const Source& source) {
  EfgRead read;
  EfgTree tree = parse_efg(source, read.diagnostics);
  return read.diagnostics.empty() ? finish_efg(std::move(tree), source.text) : read;
}

EfgRead finish_efg(EfgTree tree, std::string_view text) {
  EfgRead read;
  std::vector<Span> places;
  places.reserve(tree.nodes.size());
  for (const EfgNode& node : tree.nodes) places.push_back(node.place);
  auto built = build_efg(std::move(tree));
  if (!built) {
    read.diagnostics.push_back(too_large(text));
  } else if (const auto failure = find_recall_failure(built->file.game)) {
    const auto place = [&](NodeId node) { return places[built->rows[node]]; };
    read.diagnostics.push_back(forgets(*failure, place(failure->first), place(failure->second)));
  } else if (auto diagnostic = overflow(*built, places)) {
    read.diagnostics.push_back(std::move(*diagnostic));
  } else {
    read.file = std::move(built->file);
  }
  return read;
}

}  // namespace demarche
