#include "demarche/solve/path/part_notes.h"

#include "demarche/game/names.h"
#include "demarche/solve/equations/exponential.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t most_kinds = 3;  // named one by one

// Parts that are called the same.
struct PartKind {
  std::string name;
  int num_alike = 0;
  double turned_at = 0;  // the lowest of them
  double reach = 0;      // of all together, at the answer
};

// Probabilities of all nodes, moves that chance never makes included.
std::vector<double> reaches_of(const LogitShape& shape, const LogitPoint& point) {
  if (!point.public_reaches.empty()) {
    std::vector<double> reaches;
    for (const double log : point.public_reaches) reaches.push_back(share_of(log));
    return reaches;
  }
  std::vector<double> reaches(shape.num_nodes, 1.0);
  for (const LogitShape::Inner& inner : shape.inner)
    for (std::size_t k = 0; k < inner.num_children; ++k)
      reaches[inner.first_child + k] = reaches[inner.node] * point.probabilities[inner.first_coefficient + k];
  return reaches;
}

// By the history of a part that comes first: `B.reply after A.move is challenge`.
std::string name_of(const Game* game, const LogitShape& shape, const FollowedPart& part) {
  if (!game) return "what follows one public history";
  const std::uint32_t root = part.roots.front();
  return infoset_in_brief(*game, game->nodes[NodeId{whole_node(shape, root)}].infoset());
}

std::string without_what_was_seen(const std::string& name) { return name.substr(0, name.find(" after ")); }

std::vector<PartKind> kinds_of(const Game* game, const LogitTrace& trace, const std::vector<FollowedPart>& parts) {
  const LogitShape& shape = *trace.solver.shape;
  const std::vector<double> reaches = reaches_of(shape, trace.here);
  std::map<std::string, PartKind> by_name;
  for (const FollowedPart& part : parts) {
    const std::string name = name_of(game, shape, part);
    PartKind& kind = by_name[without_what_was_seen(name)];
    const bool is_first = kind.num_alike++ == 0;
    kind.turned_at = is_first ? part.turned_at : std::min(kind.turned_at, part.turned_at);
    kind.name = is_first || kind.name == name ? name : without_what_was_seen(name);
    for (const std::uint32_t root : part.roots) kind.reach += reaches[root];
  }
  std::vector<PartKind> kinds;
  for (auto& [name, kind] : by_name) kinds.push_back(std::move(kind));
  std::ranges::sort(kinds, {}, [](const PartKind& kind) { return std::pair(kind.turned_at, kind.name); });
  return kinds;
}

std::string percent_of(double share) {
  return share < 0.1 ? fmt::format("{:.2g}%", 100 * share) : fmt::format("{:.0f}%", 100 * share);
}

std::string words_of(const PartKind& kind) {
  if (kind.num_alike == 1) return fmt::format("{}, reached with {}", kind.name, percent_of(kind.reach));
  return fmt::format("{}, {} alike, together reached with {}", kind.name, kind.num_alike, percent_of(kind.reach));
}

std::string names_of(const Game* game, const LogitTrace& trace, const std::vector<FollowedPart>& parts) {
  const std::vector<PartKind> kinds = kinds_of(game, trace, parts);
  std::string names;
  for (std::size_t k = 0; k < std::min(kinds.size(), most_kinds); ++k)
    names += (names.empty() ? "" : "; ") + words_of(kinds[k]);
  if (kinds.size() > most_kinds) names += fmt::format("; and {} more", kinds.size() - most_kinds);
  return names;
}

}  // namespace

std::string note_on_parts(const Game* game, const LogitTrace& trace) {
  if (!trace.alone.turned_at) return {};
  return fmt::format(
      "parts of the game turn back from precision {:.3g} on ({}): each was followed alone through its folds, then the "
      "whole from there. The branch that begins at precision 0 leads here too as far as these parts bear nothing on "
      "each other; whether it does was not followed",
      *trace.alone.turned_at / trace.stakes.range, names_of(game, trace, trace.alone.turned));
}

std::string note_on_own_branches(const Game* game, const LogitTrace& trace, const OwnBranches& found) {
  if (found.num_looked_at == 0) return {};
  const std::string looked_at =
      found.num_looked_at == 1 ? "the one part" : fmt::format("{} parts", found.num_looked_at);
  const std::string how =
      fmt::format("with the beliefs that this answer holds, {} of the game {} followed again from precision 0",
                  looked_at, found.num_looked_at == 1 ? "was" : "were");
  if (found.off.empty()) return how + ": what is chosen there is what their own branches lead to";
  return fmt::format(
      "{}: {} {} not on {} own branch ({}), so that this may be another equilibrium than the one that the "
      "branch from precision 0 leads to",
      how, found.off.size(), found.off.size() == 1 ? "part is" : "parts are", found.off.size() == 1 ? "its" : "their",
      names_of(game, trace, found.off));
}

}  // namespace demarche
