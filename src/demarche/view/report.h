#pragma once

#include "demarche/base/provenance.h"
#include "demarche/game/public_game.h"
#include "demarche/point/other_equilibria.h"
#include "demarche/point/way_between.h"
#include "demarche/refine/refine.h"
#include "demarche/study/answers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace demarche {

struct PathRecord;
struct RaidStudy;
struct StudyFindings;

// Where histories end and how likely that is, under what somebody supposes.
struct Supposed {
  Table<NodeId, double> log_reaches;  // of ends; `never` elsewhere
  double probability = 1;             // of the condition
  std::string text;                   // `given A.move is x forcing B.move to y`
};

// Everything a report may draw on. Pointers, because an .efg has no model and `solve` has no answers.
struct Report {
  Provenance provenance;
  const Game* game = nullptr;
  const PublicGame* open = nullptr;  // solved as a public tree: `game` then holds no histories, only sets and names
  const Stakes* stakes = nullptr;
  const Solution* solution = nullptr;
  const Certificate* certificate = nullptr;
  const Model* model = nullptr;    // .crisis only
  const Solved* solved = nullptr;  // .crisis only; the four above point into it
  const std::vector<Answer>* answers = nullptr;
  const Diagnostics* diagnostics = nullptr;  // why questions have no answer
  bool interrupted = false;                  // the questions after the last answer were not reached
  const Source* source = nullptr;
  const std::vector<RaidStudy>* raids = nullptr;            // what gets through the model's raids, for the page
  const StudyFindings* findings = nullptr;                  // what a study adds to the answers
  const PathRecord* path = nullptr;                         // `solve`: the path that was followed, if any
  const Equilibria* equilibria = nullptr;                   // where several were looked for
  std::size_t equilibrium = 1;                              // which of them the solution is
  const Naming* naming = nullptr;                           // where the model names its equilibrium
  std::optional<Refinement> refinement = {};                // of the solution, where that was looked at
  std::vector<std::optional<Refinement>> refinements = {};  // of all of them
  const std::vector<Answered>* under_each = nullptr;        // `ask`: answers under each of them, and
  const std::vector<WayBetween>* ways = nullptr;            // what lies between the first and each
  const OtherEquilibria* others = nullptr;                  // `ask`: whether there are others than the solution
  const Supposed* supposed = nullptr;                       // under which the answers stand, and how play goes
  const Table<InfosetId, std::uint8_t>* told = nullptr;     // 1: information sets that are told of; null: all are
};

inline bool is_told(const Report& report, InfosetId id) { return !report.told || (*report.told)[id] != 0; }

}  // namespace demarche
