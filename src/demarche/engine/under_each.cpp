#include "demarche/engine/under_each.h"

#include <algorithm>

namespace demarche {
namespace {

// The monitor of one of several equal tasks that are done one after the other.
Monitor watched_part(const Monitor& whole, std::size_t number, std::size_t num_parts) {
  if (!whole) return {};
  return [=](const Progress& progress) {
    Progress part = progress;
    const double done = static_cast<double>(number) + std::max(0.0, progress.fraction);
    part.fraction = done / static_cast<double>(num_parts);
    return whole(part);
  };
}

}  // namespace

std::vector<Answered> answer_under_each(Found& found, const std::vector<Question>& questions, StudyOptions options,
                                        const Monitor& monitor) {
  const std::size_t count = found.equilibria->rows.size();
  const Solved& solved = std::get<Solved>(found.solved);
  std::vector<Answered> answers;
  for (std::size_t number = 1; number <= count; ++number) {
    take_equilibrium(found, number);
    options.equilibrium = number;
    answers.push_back(answer(solved, questions, options, watched_part(monitor, number - 1, count)));
    if (answers.back().interrupted) break;
  }
  take_equilibrium(found, 1);
  return answers;
}

}  // namespace demarche
