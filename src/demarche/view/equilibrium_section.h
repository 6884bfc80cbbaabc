#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <vector>

// What is told of an equilibrium as a whole.
namespace demarche {

// What every result rests on: method, precision, why it stopped, notes, the certificate in plain words.
view::Section equilibrium_section(const Report& report);

// What the certificate leaves out because chance never leads there; nothing where it leaves out nothing.
std::vector<view::Block> out_of_reach_blocks(const Certificate& certificate);

// What the actors can expect, and how much more by changing their whole strategy.
view::Section values_section(const Report& report);

// Method, precision, certificate, values by actor: the schema's "solution".
view::Data solution_summary_data(const Report& report);

// {"A": 0.5, "B": -1}
view::Data data_by_actor(const Game& game, const Table<ActorId, double>& numbers);

// The label of the information set with the largest gain; nothing where nobody can move.
view::Data worst_place_data(const Report& report);

// "num_out_of_reach", where there are such sets.
void add_out_of_reach(view::Data& data, const Certificate& certificate);

}  // namespace demarche
