#pragma once

#include "demarche/compile/program.h"

#include <span>

namespace demarche {

// The types of an actor: every combination of values that its private traits can be drawn with, in the order in which a
// tree of these draws alone would list them. An actor without traits has one type.
struct ActorTypes {
  std::vector<VariableId> traits;  // in the order in which they are drawn
  std::vector<ValueIndex> values;  // [type x num_traits + trait]
  std::uint32_t num = 1;
  // How to compute the odds of a type: the product of one number for each trait. `first` counts through the rows.
  std::vector<Story::OddsRow> odds_rows;
  std::vector<std::uint32_t> odds_of;  // [type x num_traits + trait]: which of the numbers of the rows
  std::uint32_t num_odds = 0;
};

inline std::span<const ValueIndex> values_of(const ActorTypes& types, std::uint32_t type) {
  return {types.values.data() + std::size_t{type} * types.traits.size(), types.traits.size()};
}

// Fails with one sentence where there are more than `most` types, or no case of a trait applies. States in which odds
// are to be read are added to the story.
std::expected<ActorTypes, std::string> types_of(const Model& model, const Program& program, ActorId actor, double most,
                                                Story& story);

// "US.backing=firm"; empty for an actor without traits.
std::string type_name(const Model& model, const ActorTypes& types, std::uint32_t type);

// The numbers of all rows; what is wrong with them is added to the diagnostics (E011, E019).
std::vector<double> odds_of_traits(const Model& model, const Story& story, const ActorTypes& types, const Point& point,
                                   Diagnostics& diagnostics);

// The probability of each type, by such numbers.
std::vector<double> prior_of(const ActorTypes& types, std::span<const double> odds);

}  // namespace demarche
