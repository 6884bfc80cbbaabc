#pragma once

#include "demarche/view/data.h"
#include "demarche/view/report.h"

#include <string>
#include <string_view>
#include <vector>

// How it is told whether an equilibrium rests on beliefs that the field's refinements rule out.
namespace demarche {

bool fails(const std::optional<Refinement>& refinement);

// In a table: `fails intuitive`, `fails D1`, `passes`, `-` where they do not apply, `?` where nobody looked.
std::string_view refinement_word(const std::optional<Refinement>& refinement);

// What is to be said of the report's solution; what to type is for the command line only. Nothing of one that does not
// fail, unless equilibria are told of in a row.
std::string refinement_sentence(const Report& report);

// Which of several equilibria fail, and why.
std::vector<std::string> failing_sentences(const Report& report);

// The schema's "refinement".
view::Data refinement_data(const Game& game, const Refinement& refinement);

}  // namespace demarche
