#pragma once

#include "demarche/study/play.h"
#include "demarche/view/report.h"

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

std::string plays_as_text(const PlaysReport& report, const TerminalOptions& options);
std::string plays_as_json(const PlaysReport& report);  // schema 1, docs/reference/json.md

// Histories as CSV: a column a trait, move, draw of chance and scale, empty where it did not arise.
std::string histories_head(const Model& model);
std::string history_as_csv(const Model& model, const Compiled& compiled, NodeId end);  // without the play's number

}  // namespace demarche
