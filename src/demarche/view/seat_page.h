#pragma once

#include "demarche/seats/seat_view.h"
#include "demarche/view/page.h"

#include <string>

namespace demarche {

// What a seat sees and is asked. Nothing here may come from anywhere but the seat's view, the model and where people
// sit: neither the seed nor what others have seen.
view::Page seat_page(const Sitting& sitting, const SeatView& view);

// Who settles a variable: an actor, `chance`, `raid` or `vote`; of a counter nobody.
std::string settled_by(const Model& model, VariableId variable);
// What is said of a value beside its name: its note, else the number it stands for where it has no other name.
std::string said_of_value(const Model& model, const Parameters& parameters, VariableId variable, ValueIndex value);
// ` (6 of 341 got through)`, or nothing.
std::string counts_told(const std::optional<RaidCounts>& counts);
// How whoever is not played by a person moves: `the logit quantal response at precision 4`.
std::string others_told(const Solved& solved);
// `Iran.raid is telegraphed`, `round 2`.
std::string settled_text(const Model& model, VariableId variable, ValueIndex value);

}  // namespace demarche
