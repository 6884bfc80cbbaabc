#pragma once

#include "demarche/engine/crisis.h"
#include "demarche/view/report.h"

#include <optional>
#include <string>
#include <vector>

// What a request supposes beside the model: `ask --given CONDITION`, `--forcing "A.move to value"`. Evidence and forced
// moves, as in questions (docs/explanation/three-kinds-of-if.md), but of all questions that may have them.
namespace demarche {

// Both as one question that stands beside the model, whose own numbers nobody wants; none where nothing is supposed.
std::vector<Typed> supposition_to_type(Session& session, const Request& request);

// Questions as they are under it: what is evidence joins their conditions, what is forced is forced in all that force
// nothing themselves. Rankings, reasons, checks and what others believe are asked as they stand.
std::vector<Question> supposed_in(std::vector<Question> questions, const Question& supposition);

// How play goes under it, for whoever tells of histories; refused where its condition never holds.
OrRefusal<Supposed> play_supposed(const Solved& solved, const Question& supposition);

}  // namespace demarche
