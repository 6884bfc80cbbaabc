#include "demarche/study/counts.h"

#include "demarche/model/steps.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

void find_counts(const Raid& raid, std::vector<const Formula*>& found) {
  for (const Raid::Salvo& salvo : raid.salvos) {
    for (const Formula& count : salvo.counts) found.push_back(&count);
  }
  for (const Raid::Layer& layer : raid.layers) {
    found.push_back(&layer.shared_magazine);
    for (const Raid::Engagement& one : layer.by_weapon) {
      for (const Formula* count : {&one.cap, &one.magazine, &one.shots}) found.push_back(count);
    }
  }
  for (const Raid::Level& level : raid.levels) {
    if (level.up_to) found.push_back(&*level.up_to);
  }
}

void find_counts(const std::vector<Step>& steps, std::vector<const Formula*>& found) {
  for_each_step(steps, [&](const Step& step) {
    if (const Raid* raid = only<Raid>(step)) find_counts(*raid, found);
  });
}

// A count times a share is no sum of counts.
bool only_adds(const Formula& formula) {
  return std::ranges::none_of(formula.code, [](const Instruction& instruction) {
    return instruction.op == OpCode::Multiply || instruction.op == OpCode::Divide || instruction.op == OpCode::Exp;
  });
}

bool is_whole(double number) { return std::isfinite(number) && number == std::round(number); }

bool all_whole(const Parameter& parameter, const Point& point, ParameterId id) {
  return parameter.low && parameter.high && is_whole(point.parameters[id]) &&
         is_whole(evaluate(*parameter.low, point, {})) && is_whole(evaluate(*parameter.high, point, {}));
}

}  // namespace

std::vector<bool> counting_parameters(const Model& model) {
  std::vector<const Formula*> formulas;
  for (const Stage& stage : model.stages) find_counts(stage.steps, formulas);
  const Point point = point_of(model, best_guesses(model));
  std::vector<bool> counting(model.parameters.size(), false);
  for (std::size_t k = 0; k < formulas.size(); ++k) {
    if (!only_adds(*formulas[k])) continue;
    for (const ParameterId id : parameters_of(*formulas[k])) {
      const Parameter& parameter = model.parameters[id];
      if (all_whole(parameter, point, id)) counting[id.value] = true;
      else if (!parameter.low) formulas.push_back(&parameter.best);  // computed from others, which have smaller ids
    }
  }
  return counting;
}

}  // namespace demarche
