#include "demarche/study/refinement_note.h"
#include "demarche/study/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

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

// A number that is swept, and where it stops.
struct Axis {
  ParameterId parameter;
  std::string name;
  std::vector<double> stops;
  std::vector<std::size_t> order;
};

struct AskedAxis {
  ParameterId parameter;
  const Formula& from;
  const Formula& to;
  int num_steps = 0;
};

std::optional<Axis> axis_of(Study& study, const AskedAxis& wanted, const Task& task) {
  const Ruleset& ruleset = study.rulesets.front();
  const Position baseline = position_of(*study.baseline);
  const auto from = finite_number(study, baseline, wanted.from, "the start of the sweep", task);
  const auto to = finite_number(study, baseline, wanted.to, "the end of the sweep", task);
  if (!from || !to) return std::nullopt;
  Axis axis{
      wanted.parameter, ruleset.model->parameters[wanted.parameter].name, stops_of(*from, *to, wanted.num_steps), {}};
  axis.order = order_of(axis.stops, point_of(*ruleset.model, ruleset.parameters).parameters[wanted.parameter]);
  return axis;
}

// One, or the two of a map.
std::optional<std::vector<Axis>> axes_of(Study& study, const Question& question, const Task& task) {
  std::vector<Axis> axes;
  auto first = axis_of(study, {question.parameter, question.from, question.to, question.num_steps}, task);
  if (!first) return std::nullopt;
  axes.push_back(std::move(*first));
  if (!question.also_swept) return axes;
  const SweptNumber& also = *question.also_swept;
  auto second = axis_of(study, {also.parameter, also.from, also.to, also.num_steps}, task);
  if (!second) return std::nullopt;
  axes.push_back(std::move(*second));
  return axes;
}

// Which stop of each axis, in the order in which they are solved: those near the baseline first.
std::vector<std::vector<std::size_t>> course_of(const std::vector<Axis>& axes) {
  std::vector<std::vector<std::size_t>> course;
  for (const std::size_t k : axes.front().order) {
    if (axes.size() == 1) course.push_back({k});
    else
      for (const std::size_t l : axes.back().order) course.push_back({k, l});
  }
  return course;
}

// `a = 1`, or `a = 1, b = 2`; where an error is told, with names as code.
std::string words_of(const std::vector<Axis>& axes, const std::vector<std::size_t>& at) {
  std::string words;
  for (std::size_t k = 0; k < axes.size(); ++k)
    words += fmt::format("{}{} = {:.4g}", k > 0 ? ", " : "", axes[k].name, axes[k].stops[at[k]]);
  return words;
}

std::string place_of_stop(const std::vector<Axis>& axes, const std::vector<std::size_t>& at) {
  std::string words;
  for (std::size_t k = 0; k < axes.size(); ++k)
    words += fmt::format("{}`{}` at {:.6g}", k > 0 ? " and " : "with ", axes[k].name, axes[k].stops[at[k]]);
  return words;
}

std::optional<std::vector<AnswerRow>> rows_at_stop(Study& study, const Question& question,
                                                   const std::vector<Axis>& axes, const std::vector<std::size_t>& at,
                                                   const Task& task) {
  Ruleset& ruleset = study.rulesets.front();
  Parameters parameters = ruleset.parameters;
  for (std::size_t k = 0; k < axes.size(); ++k) parameters[axes[k].parameter] = axes[k].stops[at[k]];
  const SolvedPoint* point = solve_at(study, ruleset, parameters, task);
  if (!point || !is_defined_at(study, position_of(ruleset, *point), question, task)) return std::nullopt;
  std::vector<AnswerRow> rows = rows_at(ruleset, *point, question);
  const std::string note = short_note_on_refinement(study, ruleset, *point);
  for (AnswerRow& row : rows) append_note(row.note, note);
  return rows;
}

std::string label_of_stop(const std::vector<Axis>& axes, const std::vector<std::size_t>& at) {
  std::string label;
  for (std::size_t k = 0; k < axes.size(); ++k)
    label += fmt::format("{}{:.10g}", k > 0 ? ", " : "", axes[k].stops[at[k]]);
  return label;
}

}  // namespace

FoundRows find_rows(Study& study, const Question& question, OfSweep& swept) {
  const auto axes = axes_of(study, question, {"", -1, "", question.span});
  if (!axes) return std::nullopt;
  const auto course = course_of(*axes);
  std::map<std::vector<std::size_t>, std::vector<AnswerRow>> found;  // in the order of the stops
  for (const std::vector<std::size_t>& at : course) {
    const double fraction = static_cast<double>(found.size()) / static_cast<double>(course.size());
    const Task task{fmt::format("sweep: {}, {} of {}", words_of(*axes, at), found.size() + 1, course.size()), fraction,
                    place_of_stop(*axes, at), question.span};
    auto rows = rows_at_stop(study, question, *axes, at, task);
    if (!rows) return std::nullopt;
    found[at] = std::move(*rows);
  }
  swept.parameter = axes->front().name;
  swept.baseline = rows_at(position_of(*study.baseline), question).front().value;
  if (axes->size() == 2) swept.also = axes->back().name;
  std::vector<AnswerRow> rows;
  for (auto& [at, of_stop] : found) {
    for (AnswerRow& row : of_stop) {
      row.label = label_of_stop(*axes, at);
      rows.push_back(std::move(row));
      swept.at.push_back(axes->front().stops[at.front()]);
      if (axes->size() == 2) swept.also_at.push_back(axes->back().stops[at.back()]);
    }
  }
  return rows;
}

}  // namespace demarche
