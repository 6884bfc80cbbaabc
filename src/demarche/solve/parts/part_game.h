#pragma once

#include "demarche/game/public_game.h"
#include "demarche/solve/condense/aqre_shape.h"
#include "demarche/solve/parts/parts.h"

#include <memory>
#include <vector>

namespace demarche {

// A part as a game of its own: chance draws one of its roots with the odds with which they are met. Payoffs are those
// of the whole, in units of the whole's range, so that precisions are the same.
struct PartGame {
  std::shared_ptr<const AqreShape> shape;
  LogitStakes stakes;
  std::vector<std::uint32_t> actions;      // [action of the part]: that of the whole
  std::shared_ptr<const PublicGame> tree;  // in public: what the shape points to
};

// What makes games of the parts of one shape, one after the other, in time that goes with the part alone.
struct PartMaker {
  const LogitShape& whole;
  std::vector<std::uint32_t> inner_at;   // [node]: row of LogitShape::inner, or no_member at the ends
  std::vector<std::uint32_t> member_at;  // [node]: row of LogitShape::members, or no_member
  std::vector<std::uint32_t> node_rows;  // [node] of the part that is made: its number there
  std::vector<std::uint32_t> set_rows;   // [set]: the same
};
PartMaker part_maker(const LogitShape& whole);

// `log_reaches`: LogitPoint::reaches of the whole.
PartGame make_part(PartMaker& maker, const LogitStakes& stakes, const Part& part,
                   const std::vector<double>& log_reaches);

// The same game at the same stakes, its roots met with other odds; not in public.
void meet_again(const PartMaker& maker, const LogitStakes& stakes, const Part& part,
                const std::vector<double>& log_reaches, PartGame& game);

}  // namespace demarche
