#include "demarche/study/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demarche {
namespace {

// The values of the sweep, first to last, both ends as they are written.
std::vector<double> stops_of(double from, double to, int num_steps) {
  std::vector<double> stops;
  for (int k = 0; k < num_steps; ++k) stops.push_back(std::lerp(from, to, static_cast<double>(k) / (num_steps - 1)));
  return stops;
}

// Nearest to the baseline first, so that every point is continued from a near one.
std::vector<std::size_t> order_of(const std::vector<double>& stops, double baseline) {
  std::vector<std::size_t> order(stops.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const double from_a = std::abs(stops[a] - baseline), from_b = std::abs(stops[b] - baseline);
    return from_a != from_b ? from_a < from_b : a < b;
  });
  return order;
}

}  // namespace

FoundRows find_rows(Study& study, const Question& question, OfSweep& swept) {
  Ruleset& ruleset = study.rulesets.front();
  const Model& model = *ruleset.model;
  const Point here = point_of(model, ruleset.parameters);
  const Position baseline = position_of(*study.baseline);
  const Task asked{"", -1, "", question.span};
  const auto from = finite_number(study, baseline, question.from, "the start of the sweep", asked);
  const auto to = finite_number(study, baseline, question.to, "the end of the sweep", asked);
  if (!from || !to) return std::nullopt;
  const std::vector<double> stops = stops_of(*from, *to, question.num_steps);
  std::vector<std::vector<AnswerRow>> found(stops.size());
  std::size_t number = 0;
  for (const std::size_t k : order_of(stops, here.parameters[question.parameter])) {
    const double fraction = static_cast<double>(number++) / static_cast<double>(stops.size());
    const std::string& name = model.parameters[question.parameter].name;
    const Task task{fmt::format("sweep: {} = {:.4g}, {} of {}", name, stops[k], number, stops.size()), fraction,
                    fmt::format("with `{}` at {:.6g}", name, stops[k]), question.span};
    Parameters parameters = ruleset.parameters;
    parameters[question.parameter] = stops[k];
    const SolvedPoint* point = solve_at(study, ruleset, parameters, task);
    if (!point || !is_defined_at(study, position_of(ruleset, *point), question, task)) return std::nullopt;
    found[k] = rows_at(ruleset, *point, question);
  }
  std::vector<AnswerRow> rows;
  swept.parameter = model.parameters[question.parameter].name;
  swept.baseline = rows_at(baseline, question).front().value;
  for (std::size_t k = 0; k < stops.size(); ++k) {
    for (AnswerRow& row : found[k]) {
      row.label = fmt::format("{:.10g}", stops[k]);
      rows.push_back(std::move(row));
      swept.at.push_back(stops[k]);
    }
  }
  return rows;
}

}  // namespace demarche
