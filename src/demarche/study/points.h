#pragma once

#include "demarche/compile/payoff_tables.h"
#include "demarche/study/known_ends.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace demarche {

// A game that was solved at one parameter point in the course of a study.
struct SolvedPoint {
  Parameters parameters;
  std::vector<double> numbers;  // all parameters as worked out: what tells points apart
  Stakes stakes;
  Solution solution;
  Certificate certificate;
  std::string note;   // why it was solved afresh, where its neighbour's solution could not be followed
  std::string named;  // how the equilibrium that the rules name was found
  std::string lost;   // why the equilibrium that is asked about is not known here: there is no solution, then
};

// The baseline's game or a variant's, unfolded once.
struct Ruleset {
  std::optional<VariantId> variant;
  const Model* model = nullptr;
  const Compiled* compiled = nullptr;
  Parameters parameters;             // where questions start from
  std::unique_ptr<Model> own_model;  // variants
  std::shared_ptr<const Compiled> own_compiled;
  Kept kept;                        // what solving keeps from one point to the next
  PayoffTables tables;              // and binding
  std::deque<SolvedPoint> points;   // stay where they are as more are added
  std::unique_ptr<KnownEnds> ends;  // where many points are read by the same questions
};

// Where a question about a belief is asked, in one game.
struct KnownPlaces {
  const Compiled* compiled = nullptr;
  std::string question;
  BeliefPlaces places;
};

// Rows of a study keep numbers only.
enum class Wording : std::uint8_t { Full, NumbersOnly };

// Everything solved so far while a list of questions is answered: each ruleset unfolded once, each point solved once.
enum class StartFrom : std::uint8_t { Nothing, SamePrecision, AnyPrecision };
struct Study {
  const Solved* baseline = nullptr;
  Position here;  // where questions are asked: the baseline's, unless it is moved
  const StudyOptions* options = nullptr;
  const Monitor* monitor = nullptr;
  std::deque<Ruleset> rulesets;  // row 0: the baseline
  std::vector<std::optional<VariantId>> failed;
  Diagnostics diagnostics;
  bool interrupted = false;
  StartFrom start_from = StartFrom::SamePrecision;  // which points those of finite precision are continued from
  Wording wording = Wording::Full;                  // of answers
  std::deque<KnownPlaces> belief_places;
};
Study start_study(const Solved& baseline, const StudyOptions& options, const Monitor& monitor);

// Null where the variant does not compile; the study holds the diagnostics, once.
Ruleset* ruleset_of(Study& study, std::optional<VariantId> variant);

// The public form that a ruleset's points are solved in, looked for once; null where they are solved over the flat
// tree.
const InPublic* open_form(const Study& study, Ruleset& ruleset);

// Solves at a point, unless that was done before; null on errors (kept in the study) and after an interruption. A point
// of finite precision is continued from the nearest one solved in the same ruleset at that precision, or as the
// study says; others, and all that are solved as a public tree, are solved afresh. `what` names the work for whoever
// watches; `fraction` says how far the question has come; an error met there is told with `where` and the place of the
// question.
struct Task {
  std::string what;
  double fraction = -1;
  std::string where;  // "at the low end of `cost`, 0"; empty at the baseline's numbers
  Span asked_at;
};
// Errors met at a point, with where it is and which question goes there; kept in the study.
void tell(Study& study, Diagnostics diagnostics, const Task& task);

const SolvedPoint* solve_at(Study& study, Ruleset& ruleset, const Parameters& parameters, const Task& task);

Position position_of(const Ruleset& ruleset, const SolvedPoint& point);

}  // namespace demarche
