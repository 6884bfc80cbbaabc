#pragma once

#include "demarche/solve/parts/part_game.h"

namespace demarche {

// In public all that lies below a public history is a part: of the rest it needs but the beliefs there. A level has the
// histories below which as many choices follow one another. Nothing where the game is not given in public.
std::optional<Parts> find_parts_in_public(const LogitShape& shape);

// `log_beliefs`: LogitPoint::reaches of the whole.
std::optional<PartGame> make_part_in_public(const LogitShape& whole, const LogitStakes& stakes, const Part& part,
                                            const std::vector<double>& log_beliefs);

}  // namespace demarche
