#include "demarche/model/wide_formula.h"

namespace demarche {
WidePoint wide_point_of(const Model& model, const Parameters& parameters) {
  WidePoint wide{point_of(model, parameters), {}, {}};
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const ParameterId id{row};
    const bool set = row < parameters.size() && parameters[id].has_value();
    wide.parameters.push_back(set ? as_written(*parameters[id]) : evaluate_wide(model.parameters[id].best, wide, {}));
  }
  for (const Variable& variable : model.variables) {
    std::vector<Wide> numbers;
    for (const Value& value : variable.values)
      if (variable.has_numbers) numbers.push_back(evaluate_wide(value.number, wide, {}));
    wide.numbers.push_back(std::move(numbers));
  }
  return wide;
}

}  // namespace demarche
