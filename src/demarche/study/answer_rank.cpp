#include "demarche/study/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// One end of a parameter's range, re-solved.
struct End {
  double at = 0;
  AnswerRow row;
};

struct EndTask {
  ParameterId parameter;
  const Formula* bound = nullptr;
  const char* name = "";
  std::size_t number = 0;  // from 1
  std::size_t num_ends = 0;
};

std::optional<End> answer_end(Study& study, const Question& question, const EndTask& end) {
  Ruleset& ruleset = study.rulesets.front();
  const double at = evaluate(*end.bound, point_of(*ruleset.model, ruleset.parameters), {});
  Parameters parameters = ruleset.parameters;
  parameters[end.parameter] = at;
  const std::string& name = ruleset.model->parameters[end.parameter].name;
  const Task task{fmt::format("rank: {} {}, {} of {}", name, end.name, end.number, end.num_ends),
                  static_cast<double>(end.number - 1) / static_cast<double>(end.num_ends),
                  fmt::format("at the {} end of `{}`, {:.6g}", end.name, name, at), question.span};
  const SolvedPoint* point = solve_at(study, ruleset, parameters, task);
  if (!point) return std::nullopt;
  return End{at, rows_at(ruleset, *point, question).front()};
}

double relative_gain(const AnswerRow& row) { return row.payoff_range > 0 ? row.max_gain / row.payoff_range : 0; }

// The row of a parameter: how far the answer swings over both ends and the best guess, which may lie beyond either, on
// the certificate of the worse end.
AnswerRow joined(const std::string& name, double best, const End& low, const End& high) {
  AnswerRow row = relative_gain(low.row) > relative_gain(high.row) ? low.row : high.row;
  row.label = name;
  const auto [least, most] = std::minmax({low.row.value, best, high.row.value});
  const bool both = !std::isnan(low.row.value) && !std::isnan(high.row.value);
  row.value = both ? most - least : NAN;
  row.low = low.row.value;
  row.high = high.row.value;
  row.low_at = low.at;
  row.high_at = high.at;
  row.off_path = low.row.off_path || high.row.off_path;
  row.note = low.row.note;
  if (high.row.note != low.row.note) append_note(row.note, high.row.note);
  return row;
}

// Largest swing first, rows without a number last; alike ones by name.
bool comes_before(const AnswerRow& a, const AnswerRow& b) {
  const double swing_a = std::isnan(a.value) ? -1 : a.value;
  const double swing_b = std::isnan(b.value) ? -1 : b.value;
  return swing_a != swing_b ? swing_a > swing_b : a.label < b.label;
}

std::vector<ParameterId> ranged_parameters(const Model& model) {
  std::vector<ParameterId> ranged;
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const Parameter& parameter = model.parameters[ParameterId{row}];
    if (parameter.low && parameter.high) ranged.push_back(ParameterId{row});
  }
  return ranged;
}

}  // namespace

std::optional<Answer> answer_rank(Study& study, const Question& question) {
  const Model& model = study.baseline->model;
  const std::vector<ParameterId> ranged = ranged_parameters(model);
  Answer answer;
  answer.kind = "rank";
  answer.baseline = rows_at(position_of(*study.baseline), question).front().value;
  std::size_t number = 0;
  for (const ParameterId id : ranged) {
    const Parameter& parameter = model.parameters[id];
    const auto low = answer_end(study, question, {id, &*parameter.low, "low", ++number, 2 * ranged.size()});
    if (!low) return std::nullopt;
    const auto high = answer_end(study, question, {id, &*parameter.high, "high", ++number, 2 * ranged.size()});
    if (!high) return std::nullopt;
    answer.rows.push_back(joined(parameter.name, *answer.baseline, *low, *high));
  }
  std::sort(answer.rows.begin(), answer.rows.end(), comes_before);
  return answer;
}

}  // namespace demarche
