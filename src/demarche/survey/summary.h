#pragma once

#include "demarche/base/provenance.h"
#include "demarche/draw/spread.h"
#include "demarche/study/answers.h"

#include <string>
#include <vector>

namespace demarche {

// A number of an answer over the rows of a study.
struct StudiedAnswer {
  std::string question;
  std::string label;  // what tells the rows of one question apart
  Unit unit = Unit::Share;
  double central = 0;  // at the best guesses
  Spread spread;       // over the rows that count
  AnswerSlack slack = {};
  bool fixed = false;                  // it does not vary
  std::size_t num_without_number = 0;  // of the rows that count
};
// Whether the best guesses' answer lies outside 90% of its own draws.
bool is_outside(const StudiedAnswer& answer);

struct StudiedParameter {
  std::string name;
  double best = 0;
  double low = 0;
  double high = 0;
  bool whole = false;  // only whole numbers are drawn
};

// What a study found, as `demarche study` and `demarche results` tell it.
struct StudySummary {
  Provenance provenance;
  std::string design;  // sobol | lhs | saltelli
  std::size_t num_rows = 0;
  std::size_t num_done = 0;
  // Of those done. The first three do not count: what they hold is no answer.
  std::size_t num_not_certified = 0;
  std::size_t num_without_answer = 0;
  std::size_t num_not_found = 0;
  std::size_t num_jumps = 0;
  std::size_t num_left_branch = 0;
  std::size_t num_folded = 0;
  double worst_gain = 0;  // of the rows that count, as a share of the range of payoffs
  std::vector<StudiedParameter> parameters;
  std::vector<StudiedAnswer> answers;
  std::vector<std::string> leaning;  // numbers whose own best guess lies outside 90% of their draws
};
struct ReadStudy;
StudySummary summary_of(const ReadStudy& study);

}  // namespace demarche
