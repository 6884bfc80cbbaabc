#pragma once

#include "demarche/game/public_game.h"
#include "demarche/solve/equations/logit_game.h"

#include <vector>

namespace demarche {

// A public tree, to be walked with vectors over types.
struct PublicShape {
  // A terminal node at which a payoff depends on another actor's type, so that its value moves with beliefs: the terms
  // of the scaled stakes that do.
  struct Crossing {
    std::uint32_t node = 0;
    std::uint32_t first_term = 0;
    std::uint32_t end_term = 0;
  };
  const PublicGame* game = nullptr;       // outlives the shape
  std::vector<std::uint32_t> first_type;  // [actor]: where its types begin in a vector over everybody's types
  std::size_t num_types = 0;              // of all actors together

  std::uint32_t num_types_of(ActorId actor) const { return game->num_types[actor]; }
};

// What LogitShape::own holds in public. Such a shape has sets, but no inner nodes and no members.
inline const PublicShape& public_shape(const LogitShape& shape) { return *std::any_cast<PublicShape>(&shape.own); }

// What LogitStakes::own holds in public: payoffs divided by the range, of which `values` [node x num_types + type] has
// what does not depend on others' types, and `crossings` the rest.
struct ScaledPublicStakes {
  PublicStakes all;
  std::vector<PublicShape::Crossing> crossings;
};

inline const ScaledPublicStakes& public_stakes(const LogitStakes& stakes) {
  return *std::any_cast<ScaledPublicStakes>(&stakes.own);
}

}  // namespace demarche
