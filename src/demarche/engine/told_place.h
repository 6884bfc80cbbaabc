#pragma once

#include "demarche/engine/crisis.h"
#include "demarche/point/solved.h"

#include <expected>
#include <vector>

// `solve --at MOVE --given CONDITION`: one move told of alone.
namespace demarche {

// The move and the condition as a question, so that they are read and checked as questions are; nothing where all moves
// are told of. Whichever value of the move is named tells nothing.
std::vector<Typed> typed_place(Session& session, const Request& request);

// 1 for the information sets that are told of, by that question; at least one.
std::expected<Table<InfosetId, std::uint8_t>, Refusal> sets_told(const Found& found, const Question& place);

}  // namespace demarche
