#pragma once

#include "demarche/solve/equations/logit_game.h"

namespace demarche {

LogitShape logit_shape(const Game& game);

// Fills `earlier` and `earlier_move` of all members; everything else of the shape is there.
void link_members(LogitShape& shape);

// The range, and the payoffs of every terminal node as `values`.
void scale_payoffs(const Game& game, const Stakes& stakes, LogitStakes& scaled);

// `log_odds`, `possible` and `chance_since`, from `odds`.
void work_out_chance(const LogitShape& shape, LogitStakes& scaled);

LogitStakes logit_stakes(const Game& game, const LogitShape& shape, const Stakes& stakes);

}  // namespace demarche
