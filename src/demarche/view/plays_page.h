#pragma once

#include "demarche/base/provenance.h"
#include "demarche/study/play.h"
#include "demarche/view/page.h"

namespace demarche {

// Plays of a model, set against its exact answers.
struct PlaysReport {
  Provenance provenance;
  std::uint64_t num_plays = 0;
  const std::vector<PlayedRow>* rows = nullptr;
};

// No z of so many answers is this far from 0 by chance, but in one run of twenty thousand or so.
inline constexpr double largest_z_by_chance = 4.5;
bool bears_out(const std::vector<PlayedRow>& rows);

// `demarche simulate`.
view::Page plays_page(const PlaysReport& report);

// Histories for spreadsheets, which are told of while they are played: a column a trait, move, draw of chance and
// scale, after the play's number; empty where it did not arise. A history comes without the play's number.
std::vector<view::Data> history_columns(const Model& model);
std::vector<view::Data> history_values(const Model& model, const Compiled& compiled, NodeId end);

}  // namespace demarche
