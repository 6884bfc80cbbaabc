#pragma once

#include "demarche/study/answers.h"
#include "demarche/view/data.h"

#include <string>

namespace demarche {

// A row of the table of answers: fields that do not apply are empty.
struct AnswerFields {
  std::string question, kind, label, quantity;
  Unit unit = Unit::Share;
  view::Data value = {}, low = {}, high = {}, low_at = {}, high_at = {}, at = {};
  view::Data condition_probability = {};
  bool off_path = false;
  view::Data max_gain = {}, payoff_range = {}, precision = {};
  view::Data check = {};
  std::string note = {};
  view::Data difference = {}, difference_low = {}, difference_high = {};
  view::Data share_passed = {};
};

}  // namespace demarche
