#pragma once

#include "demarche/solve/equations/logit_point.h"
#include "demarche/solve/linear/block_plan.h"

#include <optional>
#include <vector>

namespace demarche {

// Where the derivative of the logit equations is not zero: between an information set and those above it on a path of
// play. The upper set's equations depend on the lower set's moves through values; the lower set's equations depend on
// the upper set's moves through beliefs, unless one actor owns both (perfect recall: its own moves cancel).
// The pattern depends on the shape of the game alone.
struct JacobianShape {
  struct Edge {
    std::uint32_t lower = 0;  // sets
    std::uint32_t upper = 0;
    bool has_beliefs = false;
    std::size_t first_value = 0;   // of upper.num_actions x lower.num_actions derivatives of Q before elimination of
    std::size_t first_belief = 0;  // the likeliest moves; lower.num_actions x upper.num_actions
  };
  std::vector<Edge> edges;
  std::vector<std::size_t> first_pair;   // [member]: its pairs with earlier members, nearest first
  std::vector<std::uint32_t> pair_edge;  // [pair]
  std::size_t num_raw = 0;
  std::vector<BlockEntry> entries;  // the reduced blocks: of edge e, value block then belief block if any
  std::size_t num_values = 0;       // numbers in all reduced blocks
};

// nullopt where members and the choices before them make more than `max_pairs` pairs.
std::optional<JacobianShape> jacobian_shape(const LogitShape& shape, std::size_t max_pairs);

// The same blocks for a shape of the same game in which histories stand for others like them (see alike.h).
JacobianShape alike_jacobian_shape(const LogitShape& alike, const JacobianShape& whole);

// The matrix of d residual / d log-odds without its diagonal, which is 1: blocks laid out as in `entries`, by rows.
// `raw` is working space.
void fill_jacobian(const LogitShape& shape, const LogitStakes& stakes, const JacobianShape& pattern,
                   const LogitPoint& point, std::vector<double>& raw, std::vector<double>& blocks);

}  // namespace demarche
