#pragma once

#include "demarche/seats/seat_view.h"

#include <optional>
#include <vector>

namespace demarche {

// Something that was settled on the way, as it was, whoever has seen it.
struct StepPlayed {
  enum class By : std::uint8_t { Person, Solution, Chance };
  NodeId node;           // where it was settled
  std::size_t move = 0;  // the k-th there
  VariableId variable;
  ValueIndex value = 0;
  By by = By::Chance;
  std::optional<ActorId> actor = {};
  std::optional<StoryPlace> place = {};  // nothing for traits
  double chance = 0;                     // as the solution and the model's own odds say
  ActorSet seen_by = 0;                  // when it was settled
  std::optional<RaidCounts> counts = {};
};
std::vector<StepPlayed> steps_of(const Sitting& sitting);

// Which value the k-th move at a node settles.
ValueIndex value_of_move(const Solved& solved, NodeId node, std::size_t k);

// The counts of a raid that came to this level, drawn from the exact law of what gets through there; nothing at other
// steps.
std::optional<RaidCounts> raid_counts(const Solved& solved, NodeId node, ValueIndex level, std::uint64_t seed);

// The same where it follows from what is known: these are the raid's nodes in all histories that may be. Nothing where
// what gets through hangs on something that differs between them.
std::optional<RaidCounts> raid_counts_known(const Solved& solved, const std::vector<NodeId>& nodes, ValueIndex level,
                                            std::uint64_t seed);

StoryPlace place_at(const Story& story, NodeId node);
ActorSet seers_of_step(const Site& site);

}  // namespace demarche
