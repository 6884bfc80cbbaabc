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

// Actors who go by the same odds make a camp: they believe the same and expect the same of chance. Camp 0 goes by the
// stakes' own odds, whether anybody is in it or not; where nobody disagrees it is the only one.
struct Camps {
  // Types of consecutive actors of one camp, in a vector over everybody's types.
  struct Stretch {
    std::ptrdiff_t first = 0;
    std::ptrdiff_t num = 0;
    std::size_t camp = 0;
  };
  std::vector<PublicOdds> odds;  // [camp]
  std::vector<std::size_t> of;   // [actor]
  std::vector<Stretch> stretches;

  std::size_t num() const { return odds.size(); }
};

// What LogitStakes::own holds in public: payoffs divided by the range, of which `values` [node x num_types + type] has
// what does not depend on others' types, and `crossings` the rest.
struct ScaledPublicStakes {
  PublicStakes all;
  std::vector<PublicShape::Crossing> crossings;
  Camps camps;
};

// Where what a camp believes at a public node lies in LogitPoint::reaches and beliefs: a vector over everybody's types.
inline std::size_t place_of_camp(const PublicShape& shape, const Camps& camps, std::size_t node, std::size_t camp) {
  return (node * camps.num() + camp) * shape.num_types;
}

inline const ScaledPublicStakes& public_stakes(const LogitStakes& stakes) {
  return *std::any_cast<ScaledPublicStakes>(&stakes.own);
}

}  // namespace demarche
