#pragma once

#include "demarche/compile/public_lines.h"
#include "demarche/compile/public_types.h"
#include "demarche/game/public_game.h"

#include <expected>
#include <string>

namespace demarche {

// What links a public game to the crisis it came from.
struct PublicStory {
  // As for a flat game, with public nodes for nodes and private traits left unsettled; the odds of traits are not among
  // its rows of odds. Outcomes are distinct public states in which the story ends.
  Story story;
  std::vector<OutcomeId> outcome_of;  // [terminal]
  Table<ActorId, ActorTypes> types;
  GameNames names;  // of the public tree: information set d is decision d, without traits
};

struct PublicCompiled {
  PublicGame game;
  PublicStory story;
  std::vector<PublicLine> lines;  // payoffs, cut into what reads the traits of at most two actors
};

// The game as a public tree with vectors over types, without unfolding the flat one; or one sentence on why it has no
// such form: somebody does not see something in time, a trait decides what can happen, traits are drawn together,
// a payoff reads the traits of three actors at once. The limit on histories holds for public nodes x all types.
std::expected<PublicCompiled, std::string> compile_public(const Model& model, const CompileOptions& options);

// Odds and payoffs at one parameter point; E011/E019 where numbers are out of their bounds, as `bind` gives them.
std::expected<PublicStakes, Diagnostics> bind_public(const Model& model, const PublicCompiled& compiled,
                                                     const Parameters& parameters);

// The derivatives of the payoffs along a direction in the parameters (see slopes_by), with the odds of `stakes`;
// nullopt where they have none.
std::optional<PublicStakes> bind_public_slopes(const Model& model, const PublicCompiled& compiled, const Point& point,
                                               const Point& slopes, const PublicStakes& stakes);

// What the information set of a type at a decision is called in the flat game: "US.demarche | US.backing=firm,
// Iran.raid=telegraphed".
std::string infoset_name(const Model& model, const PublicCompiled& compiled, std::size_t decision, std::uint32_t type);

}  // namespace demarche
