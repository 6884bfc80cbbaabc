#pragma once

#include "demarche/survey/box.h"
#include "demarche/survey/choice.h"
#include "demarche/survey/conditions.h"
#include "demarche/survey/ranking.h"
#include "demarche/survey/read_study.h"
#include "demarche/survey/tipping.h"

namespace demarche {

// What the draws of a study, and numbers moved one at a time, add to answers: `demarche ask --study`, `--where`,
// `--tip`.
struct StudyFindings {
  std::string study;  // the file; empty where there is none
  std::string design;
  std::uint64_t seed = 0;              // of its draws
  std::size_t num_rows = 0;            // that count
  std::vector<StudyRanking> rankings;  // of `rank` questions
  std::vector<StudyBox> boxes;         // of conditions
  std::vector<Tipping> tippings;       // of the same
  std::vector<StudyChoice> choices;    // of `compare … forcing` with an expected payoff
};

// Null where there is none.
const StudyRanking* ranking_of(const StudyFindings* findings, const std::string& question);

// What the study's rows say of the answers and the conditions, and a sentence about each thing that they do not hold.
struct ReadFindings {
  StudyFindings findings;
  std::vector<std::string> lacking;
};
ReadFindings findings_of(const ReadStudy& study, const std::vector<Answer>& answers,
                         const std::vector<Condition>& conditions);

// Why the study has no answer to one of the conditions.
std::optional<Refusal> unknown_condition(const ReadStudy& study, const std::vector<Condition>& conditions);

}  // namespace demarche
