#include "demarche/engine/under_each.h"

#include "demarche/engine/part_of_work.h"

namespace demarche {

std::vector<Answered> answer_under_each(Found& found, const std::vector<Question>& questions, StudyOptions options,
                                        const Monitor& monitor) {
  const std::size_t count = found.equilibria->rows.size();
  const Solved& solved = std::get<Solved>(found.solved);
  std::vector<Answered> answers;
  for (std::size_t number = 1; number <= count; ++number) {
    take_equilibrium(found, number);
    options.equilibrium = number;
    answers.push_back(answer(solved, questions, options, monitor_of_part(monitor, number - 1, count)));
    if (answers.back().interrupted) break;
  }
  take_equilibrium(found, 1);
  return answers;
}

}  // namespace demarche
