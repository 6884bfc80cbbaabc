#pragma once

#include "demarche/study/points.h"

#include <string>

// What is to be noted of an answer whose equilibrium rests on beliefs that the field's refinements rule out. Nothing
// where it passes, where it is not said in words, and of games too large to be held against them for each answer.
namespace demarche {

// Which criterion, by which message, and who would gain.
std::string note_on_refinement(const Study& study, const Ruleset& ruleset, const SolvedPoint& point);

// The same without what it is said of: `fails ...`.
std::string failed_refinement(const Study& study, const Ruleset& ruleset, const SolvedPoint& point);

// Which criterion: alike where many games are solved.
std::string short_note_on_refinement(const Study& study, const Ruleset& ruleset, const SolvedPoint& point);

}  // namespace demarche
