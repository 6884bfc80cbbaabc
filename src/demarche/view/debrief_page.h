#pragma once

#include "demarche/base/provenance.h"
#include "demarche/seats/hindsight.h"
#include "demarche/view/page.h"

#include <optional>

namespace demarche {

// A play that is over, looked back upon from one seat, or from all that people have: what happened with the hidden
// cards turned up, and at each choice what could have been known, what the solution would have done and what was given
// up.
view::Page debrief_page(const Sitting& sitting, std::optional<ActorId> seat, const Provenance& from);

// Its parts. What a choice came to, for people and for programs; payoffs as shares of their range read as nothing where
// they are rounding.
struct DebriefTelling {
  const Sitting& sitting;
  const SeatInHindsight& back;
};
std::vector<view::Block> choice_debrief(const DebriefTelling& telling, const ChoiceInHindsight& choice);
std::vector<view::Block> timeline_blocks(const Sitting& sitting, const std::vector<ActorId>& seats);
// What a line adds; `0` where it is next to nothing beside the range of payoffs, as rounding of beliefs leaves it.
std::string adds_text(double amount, double payoff_range);
view::Data seat_debrief_data(const DebriefTelling& telling);

}  // namespace demarche
