#pragma once

#include "demarche/solve/parts/part_game.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

namespace demarche::test {

// That each part of a game, taken alone, is in equilibrium at a point where the whole is, as far as `tolerance` (of
// residuals). How many parts there are.
inline std::size_t check_parts(const LogitShape& shape, const LogitStakes& stakes, const LogitPoint& whole,
                               double tolerance) {
  std::size_t num_parts = 0;
  PartMaker maker = part_maker(shape);
  for (const std::vector<Part>& level : find_parts(shape).levels) {
    for (const Part& part : level) {
      const PartGame game = make_part(maker, stakes, part, whole.reaches);
      LogitPoint point = uniform_point(game.shape->logit, game.stakes);
      for (std::size_t a = 0; a < game.actions.size(); ++a) point.logs[a] = whole.logs[game.actions[a]];
      point.precision = whole.precision;
      evaluate(game.shape->logit, game.stakes, point);
      CHECK(point.max_residual <= tolerance);
      ++num_parts;
    }
  }
  return num_parts;
}

}  // namespace demarche::test
