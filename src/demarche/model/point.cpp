#include "demarche/model/model.h"
#include "demarche/model/steps.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace demarche {

namespace {

std::vector<double> numbers_of(const Variable& variable, const Point& point) {
  std::vector<double> numbers;
  if (!variable.has_numbers) return numbers;
  numbers.reserve(variable.values.size());
  for (const Value& value : variable.values) numbers.push_back(evaluate(value.number, point, {}));
  return numbers;
}

}  // namespace

Point point_of(const Model& model, const Parameters& parameters) {
  Point point;
  point.parameters.resize(model.parameters.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const ParameterId id{row};
    const bool set = row < parameters.size() && parameters[id].has_value();
    point.parameters[id] = set ? *parameters[id] : evaluate(model.parameters[id].best, point, {});
  }
  point.numbers.reserve(model.variables.size());
  for (const Variable& variable : model.variables) point.numbers.push_back(numbers_of(variable, point));
  return point;
}

Point point_as_seen_by(const Model& model, const Parameters& parameters, ActorId actor) {
  const Point point = point_of(model, parameters);
  Parameters own = parameters;
  own.resize(model.parameters.size());
  for (const NumberThought& thought : model.number_thoughts)
    if (thought.actor == actor) own[thought.parameter] = evaluate(thought.number, point, {});
  return point_of(model, own);
}

bool has_thoughts(const Model& model) {
  bool found = !model.number_thoughts.empty();
  const auto look = [&](const Step& step) {
    if (const Chance* chance = only<Chance>(step)) found = found || !chance->thoughts.empty();
  };
  for_each_step(model.traits, look);
  for (const Stage& stage : model.stages) for_each_step(stage.steps, look);
  return found;
}

bool has_thoughts_in_variants(const Model& model) {
  const auto thinks = [](const ModelChange& change) {
    return change.op == ModelChange::Op::Thought || change.op == ModelChange::Op::NumberThought;
  };
  return std::ranges::any_of(model.variants,
                             [&](const Variant& variant) { return std::ranges::any_of(variant.changes, thinks); });
}

Point slopes_by(const Model& model, const Parameters& parameters, const Point& point, ParameterId by) {
  Point slopes;
  slopes.parameters.resize(model.parameters.size(), 0.0);
  slopes.parameters[by] = 1;
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const ParameterId id{row};
    const bool set = row < parameters.size() && parameters[id].has_value();
    if (!set && id != by) slopes.parameters[id] = evaluate_slope(model.parameters[id].best, point, slopes, {});
  }
  for (const Variable& variable : model.variables) {
    std::vector<double> numbers;
    for (const Value& value : variable.values) {
      if (variable.has_numbers) numbers.push_back(evaluate_slope(value.number, point, slopes, {}));
    }
    slopes.numbers.push_back(std::move(numbers));
  }
  return slopes;
}

Table<ActorId, double> precisions_of(const Model& model, const Point& point) {
  Table<ActorId, double> precisions;
  if (!model.precision) return precisions;
  for (const std::optional<ParameterId>& own : model.own_precisions)
    precisions.push_back(point.parameters[own.value_or(*model.precision)]);
  return precisions;
}

double largest_precision(const Model& model, const Point& point) {
  const Table<ActorId, double> precisions = precisions_of(model, point);
  return precisions.empty() ? point.parameters[*model.precision] : *std::ranges::max_element(precisions);
}

Parameters best_guesses(const Model& model) { return Parameters(model.parameters.size(), std::nullopt); }

}  // namespace demarche
