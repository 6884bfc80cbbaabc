#include "demarche/study/row_solver.h"

#include "demarche/base/one_number.h"
#include "demarche/study/counts.h"
#include "demarche/study/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace demarche {
namespace {

// The numbers that a variant sets stay as they are.
void keep_set_numbers(Parameters& parameters, const Variant& variant, const Parameters& before) {
  for (const ModelChange& change : variant.changes) {
    if (change.op == ModelChange::Op::SetParameter) parameters[change.parameter] = before[change.parameter];
  }
}

void move_to(Study& study, const Parameters& parameters) {
  for (Ruleset& ruleset : study.rulesets) {
    Parameters all = parameters;
    if (ruleset.variant) keep_set_numbers(all, study.baseline->model.variants[*ruleset.variant], ruleset.parameters);
    ruleset.parameters = std::move(all);
  }
}

double relative_gain(double max_gain, double payoff_range) { return payoff_range > 0 ? max_gain / payoff_range : 0; }

void take_certificate(RowOutcome& outcome, const SolvedPoint& point) {
  const double gain = relative_gain(point.certificate.max_gain, point.certificate.payoff_range);
  if (outcome.payoff_range == 0 || gain > relative_gain(outcome.max_gain, outcome.payoff_range)) {
    outcome.max_gain = point.certificate.max_gain;
    outcome.payoff_range = point.certificate.payoff_range;
    outcome.precision = point.solution.precision;
  }
  outcome.not_certified = outcome.not_certified || !reached(point.solution.reason);
  outcome.jump_suspected = outcome.jump_suspected || !point.note.empty();
  const bool left = point.solution.left_branch_at || point.solution.parts_turn_at;
  outcome.left_branch = outcome.left_branch || left;
  outcome.folded = outcome.folded || point.solution.num_folds > 0 || point.solution.parts_turn_at;
  append_note(outcome.note, point.note);
}

void take_diagnostics(RowOutcome& outcome, Study& study) {
  for (const Diagnostic& diagnostic : study.diagnostics) {
    append_note(outcome.note, diagnostic.message);
    (diagnostic.kind == Kind::E035 ? outcome.not_found : outcome.without_answer) = true;
  }
  study.diagnostics.clear();
  study.failed.clear();
}

// All questions where the study stands; NaN for those without an answer.
void answer_all(RowSolver& solver, RowOutcome& outcome) {
  for (std::size_t q = 0; q < solver.questions.size(); ++q) {
    const auto answer = answer_one(solver.study, solver.questions[q]);
    for (std::size_t k = 0; k < solver.widths[q]; ++k) {
      outcome.answers.push_back(answer && k < answer->rows.size() ? answer->rows[k].value : std::nan(""));
    }
  }
}

void take_points(RowSolver& solver, RowOutcome& outcome) {
  for (std::size_t r = 0; r < solver.study.rulesets.size(); ++r) {
    std::deque<SolvedPoint>& points = solver.study.rulesets[r].points;
    for (std::size_t k = solver.kept_points[r]; k < points.size(); ++k) take_certificate(outcome, points[k]);
    points.erase(points.begin() + static_cast<std::ptrdiff_t>(solver.kept_points[r]), points.end());
  }
}

// What the questions look like is learnt at the centre.
bool learn_columns(RowSolver& solver) {
  for (const Question& question : solver.questions) {
    const auto answer = answer_one(solver.study, question);
    if (!answer) return false;
    std::vector<AskedColumn> columns = columns_of(solver.central->model, question);
    solver.widths.push_back(columns.size());
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const AnswerRow& row = answer->rows[k];
      solver.columns.push_back({std::move(columns[k]), row.unit, row.slack});
      solver.at_centre.answers.push_back(row.value);
    }
  }
  return true;
}

RowOutcome solve_from(RowSolver& solver, const Parameters& parameters, StartFrom start) {
  Study& study = solver.study;
  study.start_from = start;
  RowOutcome outcome;
  move_to(study, parameters);
  Ruleset& baseline = study.rulesets.front();
  const SolvedPoint* point = solve_at(study, baseline, parameters, {"", -1, "", {}});
  if (point) {
    study.here = position_of(baseline, *point);
    answer_all(solver, outcome);
  } else {
    outcome.answers.assign(solver.columns.size(), std::nan(""));
  }
  take_diagnostics(outcome, study);
  take_points(solver, outcome);
  outcome.interrupted = study.interrupted;
  study.interrupted = false;
  return outcome;
}

// Shapes condensed at numbers that no two of which are alike by chance, as best guesses often are: what is settled
// there is settled in nearly every row. The same for all rows, whoever solves them.
void condense_for_rows(RowSolver& solver) {
  if (!gives(*solver.options.plan.method, Gift::Following)) return;  // only paths are followed over a kept shape
  const Solved& central = *solver.central;
  const std::vector<DrawnParameter> drawn = drawn_parameters(central.model, central.parameters);
  std::vector<double> shares;
  for (std::size_t k = 1; k <= drawn.size(); ++k) {
    const double turns = static_cast<double>(k) * std::numbers::phi;
    shares.push_back(0.1 + 0.8 * (turns - std::floor(turns)));
  }
  move_to(solver.study, drawn_point(central.parameters, drawn, shares));
  for (Ruleset& ruleset : solver.study.rulesets) {
    const auto stakes = demarche::bind(*ruleset.model, *ruleset.compiled, ruleset.parameters);
    if (stakes && !open_form(solver.study, ruleset))
      ruleset.kept.shape.path = aqre_shape(ruleset.compiled->game, *stakes);
  }
}

// By more than a tenth of a percentage point, or a thousandth of the number.
bool differs(double one, double other) {
  return std::abs(one - other) > 1e-3 * std::max({1.0, std::abs(one), std::abs(other)});
}

bool led_elsewhere(const RowOutcome& path, const RowOutcome& centre) {
  if (centre.jump_suspected) return true;
  for (std::size_t k = 0; k < path.answers.size(); ++k) {
    if (differs(path.answers[k], centre.answers[k])) return true;
  }
  return false;
}

}  // namespace

std::vector<DrawnParameter> drawn_parameters(const Model& model, const Parameters& parameters) {
  const Point point = point_of(model, parameters);
  const std::vector<bool> counting = counting_parameters(model);
  std::vector<DrawnParameter> drawn;
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const ParameterId id{row};
    const Parameter& parameter = model.parameters[id];
    const bool is_set = row < parameters.size() && parameters[id].has_value();
    if (is_set || !parameter.low || !parameter.high) continue;
    const double low = evaluate(*parameter.low, point, {});
    const double high = evaluate(*parameter.high, point, {});
    if (is_one_number(low, high)) continue;
    drawn.push_back({id, with_natural_bounds(point.parameters[id], low, high)});
    drawn.back().number.whole = counting[row];
    drawn.back().number.kind = parameter.distribution;
  }
  return drawn;
}

Diagnostics infinite_ranges(const Model& model, const Parameters& parameters) {
  const Point point = point_of(model, parameters);
  Diagnostics diagnostics;
  const auto look = [&](const Parameter& parameter, const Formula& end, const char* which) {
    if (std::isfinite(evaluate(end, point, {}))) return;
    diagnostics.push_back({Kind::E019,
                           fmt::format("the {} end of the range of `{}` is not finite", which, parameter.name),
                           {end.span, ""},
                           {},
                           "look for a division by 0 or a number too large"});
  };
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const Parameter& parameter = model.parameters[ParameterId{row}];
    const bool is_set = row < parameters.size() && parameters[ParameterId{row}].has_value();
    if (is_set || !parameter.low || !parameter.high) continue;
    look(parameter, *parameter.low, "low");
    look(parameter, *parameter.high, "high");
  }
  return diagnostics;
}

std::vector<Together> drawn_together(const Model& model, const std::vector<DrawnParameter>& drawn) {
  std::vector<Together> groups;
  for (const Correlation& correlation : model.correlations) {
    std::vector<std::size_t> columns;
    for (const ParameterId id : correlation.parameters) {
      const auto found = std::ranges::find(drawn, id, &DrawnParameter::id);
      if (found != drawn.end()) columns.push_back(static_cast<std::size_t>(found - drawn.begin()));
    }
    if (columns.size() > 1) groups.push_back(together(std::move(columns), correlation.rank_correlation));
  }
  return groups;
}

Parameters drawn_point(const Parameters& parameters, const std::vector<DrawnParameter>& drawn,
                       std::span<const double> shares) {
  Parameters point = parameters;
  for (std::size_t k = 0; k < drawn.size(); ++k) point[drawn[k].id] = quantile(drawn[k].number, shares[k]);
  return point;
}

std::expected<std::unique_ptr<RowSolver>, Diagnostics> make_row_solver(const Solved& central,
                                                                       const std::vector<Question>& questions,
                                                                       const StudyOptions& options, RowStart start,
                                                                       const Monitor& monitor) {
  auto solver = std::make_unique<RowSolver>();
  solver->central = &central;
  solver->options = options;
  solver->start = start;
  solver->monitor = monitor;
  solver->questions = questions_of_rows(questions);
  solver->study = start_study(central, solver->options, solver->monitor);
  const bool learnt = learn_columns(*solver);
  if (!learnt && !solver->study.interrupted) return std::unexpected(std::move(solver->study.diagnostics));
  solver->at_centre.interrupted = solver->study.interrupted;
  for (const Ruleset& ruleset : solver->study.rulesets) {
    solver->kept_points.push_back(ruleset.points.size());
    for (const SolvedPoint& point : ruleset.points) take_certificate(solver->at_centre, point);
  }
  condense_for_rows(*solver);
  for (Ruleset& ruleset : solver->study.rulesets) ruleset.ends = std::make_unique<KnownEnds>();
  solver->study.wording = Wording::NumbersOnly;
  return solver;
}

RowOutcome solve_row(RowSolver& solver, const Parameters& parameters) {
  if (solver.start == RowStart::Centre) return solve_from(solver, parameters, StartFrom::AnyPrecision);
  RowOutcome outcome = solve_from(solver, parameters, StartFrom::Nothing);
  if (solver.start == RowStart::Path || outcome.interrupted || outcome.without_answer || outcome.not_found)
    return outcome;
  const RowOutcome followed = solve_from(solver, parameters, StartFrom::AnyPrecision);
  outcome.interrupted = followed.interrupted;
  outcome.jump_suspected = led_elsewhere(outcome, followed);
  return outcome;
}

}  // namespace demarche
