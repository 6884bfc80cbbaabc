#pragma once

#include "demarche/point/refusal.h"
#include "demarche/study/answers.h"

#include <string>
#include <vector>

namespace demarche {

// What is typed as a question may leave out `ask`.
std::string as_statement(const std::string& question);

// What is asked beside the questions.
struct Asking {
  bool sensitivity = false;
  std::size_t equilibrium = 1;
  bool under_each = false;  // of several
  std::size_t num_starts = 0;
  std::uint64_t seed = 1;
};

// How a crisis is solved to be asked: answers are read off histories, and the first equilibrium needs no search. Then
// what the method must be able to give for it.
StudyOptions options_to_ask(Plan plan, const Asking& asking);
std::vector<Wish> wishes_to_ask(const StudyOptions& options);

}  // namespace demarche
