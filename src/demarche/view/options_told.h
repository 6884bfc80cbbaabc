#pragma once

#include "demarche/model/model.h"

namespace demarche {

// The options of a move that are told one by one: all, but of many levels those that come up most, in their order.
// `shares`: how often each value of the move comes up.
std::vector<MoveOption> options_told(const Variable& variable, const Move& move, const std::vector<double>& shares);

}  // namespace demarche
