#include "demarche/study/answer_sensitivity.h"

#include "demarche/base/one_number.h"
#include "demarche/reasons/move_weights.h"
#include "demarche/solve/sensitivity.h"
#include "demarche/study/forcing.h"
#include "demarche/study/rows.h"
#include "demarche/study/stakes_slope.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

namespace demarche {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// A number read at the ends of histories, each with its weight.
struct WeightedFormula {
  const Formula* formula = nullptr;
  std::vector<std::pair<NodeId, double>> ends;
};

// The derivatives of one row's number by all numbers of the model.
struct RowGradient {
  AnswerRow* row = nullptr;
  Gradient gradient;
  std::vector<double> readings;             // as Numbers has them
  std::size_t response = 0;                 // its place among Numbers::responses
  std::vector<WeightedFormula> formulas{};  // of E(number): what it reads at the ends of histories
  std::size_t place = 0;                    // of the first of them among Numbers::formulas
};

// Where a variable's numbers begin among all readings.
std::size_t first_reading(const Point& point, VariableId variable) {
  std::size_t first = 0;
  for (std::size_t row = 0; row < variable.value; ++row) first += point.numbers[VariableId{row}].size();
  return first;
}

// The direct derivatives by what is read at the end of a history.
void read_endings(const Outlook& outlook, const Endings& endings, const PartSlope& part, RowGradient& found) {
  const Quantity& quantity = *part.quantity;
  WeightedFormula formula{&quantity.number, {}};
  const Game& game = outlook.position.compiled->game;
  const Story& story = outlook.position.compiled->story;
  for (std::size_t k = 0; k < endings.nodes.size(); ++k) {
    const NodeId node = endings.nodes[k];
    const double share = part.slope * (endings.shares[k] / endings.total);
    switch (quantity.op) {
      case Quantity::Op::Probability:
        break;
      case Quantity::Op::Payoff:
        found.gradient
            .payoffs[std::size_t{game.nodes[node].outcome().value} * game.num_actors + quantity.actor.value] += share;
        break;
      case Quantity::Op::Reading: {
        const ValueIndex value = state_view(story, story.state_of[node])[quantity.variable.value];
        if (value != has_not_happened) found.readings[first_reading(outlook.point, quantity.variable) + value] += share;
        break;
      }
      case Quantity::Op::Formula:
        formula.ends.emplace_back(node, share);
        break;
      case Quantity::Op::Difference:
      case Quantity::Op::Ratio:
        break;  // made of others
    }
  }
  if (!formula.ends.empty()) found.formulas.push_back(std::move(formula));
}

// Moves that a question forces do not follow the equilibrium.
void hold_forced(const Strategy& equilibrium, const Strategy& read, Objective& objective) {
  for (std::size_t row = 0; row < equilibrium.log_probability.size(); ++row) {
    const ActionId action{row};
    if (equilibrium.log_probability[action] != read.log_probability[action]) objective.by_log_probability[action] = 0;
  }
}

// Nor do draws that it forces follow their odds.
void hold_drawn(const Forced& forced, Table<OddsId, double>& by_odds) {
  for (const auto& [first, num] : forced.drawn)
    for (std::size_t k = 0; k < num; ++k) by_odds[OddsId{first.value + k}] = 0;
}

// The direct derivatives by the odds that the answer is read by.
void take_odds(const Stakes& stakes, std::optional<ActorId> seen_by, Table<OddsId, double> slopes, Gradient& gradient) {
  gradient.odds.resize(slopes.size(), 0.0);
  gradient.thoughts.resize(stakes.thoughts.size(), Table<OddsId, double>(slopes.size(), 0.0));
  (seen_by && !stakes.thoughts.empty() ? gradient.thoughts[*seen_by] : gradient.odds) = std::move(slopes);
}

std::optional<RowGradient> differentiate(const Linearisation& at, const Position& position, const Question& question,
                                         const Quantity& quantity) {
  const Strategy& equilibrium = position.solution->strategy;
  const Forced forced = question.forcing ? force(position, forced_values(question)) : Forced{equilibrium, {}, {}, {}};
  const Outlook outlook = look_ahead(under(position, forced), forced.strategy, question.seen_by);
  RowGradient found;
  found.gradient.payoffs.assign(position.stakes->payoffs.size(), 0.0);
  for (const auto& numbers : outlook.point.numbers) found.readings.resize(found.readings.size() + numbers.size(), 0.0);
  const Endings endings = endings_of(outlook, question.given ? &*question.given : nullptr);
  for (const PartSlope& part : slopes_by_part(outlook, endings, quantity)) read_endings(outlook, endings, part, found);
  MoveSlopes slopes = slopes_by_move(outlook.position, odds_of(outlook), slopes_by_end(outlook, endings, quantity));
  hold_drawn(forced, slopes.by_odds);
  take_odds(*position.stakes, question.seen_by, std::move(slopes.by_odds), found.gradient);
  Objective objective{std::move(slopes.by_log_probability), std::move(found.gradient)};
  hold_forced(equilibrium, forced.strategy, objective);
  auto gradient = gradient_of(at, objective);
  if (!gradient) return std::nullopt;
  found.gradient = std::move(*gradient);
  return found;
}

// Numbers that were not asked for do not change.
double dot(const std::vector<double>& one, const std::vector<double>& other) {
  double sum = 0;
  for (std::size_t k = 0; k < std::min(one.size(), other.size()); ++k) sum += one[k] * other[k];
  return sum;
}

double along(const RowGradient& row, const Numbers& slope) {
  const std::vector<double> odds(row.gradient.odds.begin(), row.gradient.odds.end());
  std::vector<double> thoughts;
  for (const Table<OddsId, double>& own : row.gradient.thoughts)
    thoughts.insert(thoughts.end(), own.begin(), own.end());
  const double response = slope.responses.empty() ? 0 : slope.responses[row.response];
  double formula = 0;
  for (std::size_t k = 0; k < row.formulas.size(); ++k) formula += slope.formulas[row.place + k];
  return dot(row.gradient.payoffs, slope.payoffs) + dot(odds, slope.odds) + dot(thoughts, slope.thoughts) +
         dot(row.readings, slope.readings) + response + formula + row.gradient.precision * slope.precision +
         dot(row.gradient.own_precisions, slope.own_precisions);
}

// A move of chance that becomes possible makes beliefs jump.
bool leaves_support(const Stakes& stakes, const Numbers& slope) {
  for (std::size_t k = 0; k < slope.odds.size(); ++k) {
    if (stakes.odds[OddsId{k}] == 0 && slope.odds[k] != 0) return true;
  }
  return false;
}

Sensitivity describe(const Model& model, const Point& point, ParameterId id) {
  const Parameter& parameter = model.parameters[id];
  Sensitivity sensitivity;
  sensitivity.parameter = parameter.name;
  sensitivity.at = point.parameters[id];
  if (!parameter.low || !parameter.high) return sensitivity;
  const double low = evaluate(*parameter.low, point, {});
  const double high = evaluate(*parameter.high, point, {});
  if (!std::isfinite(low) || !std::isfinite(high) || is_one_number(low, high)) return sensitivity;
  sensitivity.low = low;
  sensitivity.high = high;
  return sensitivity;
}

// Where the rows' derivatives come from.
struct Sources {
  ReadSlopes slopes;
  ReadNumbers numbers;  // where formulas have no slopes
};

// How far the parameter may go: over its range, else by its own size or by one.
double reach_of(const Sensitivity& sensitivity) {
  if (sensitivity.low && sensitivity.high) return *sensitivity.high - *sensitivity.low;
  return std::max(1.0, std::abs(sensitivity.at));
}

// A derivative that moves the answer by less than it is known to is none.
double settled_derivative(const Sensitivity& sensitivity, const AnswerRow& row, double derivative) {
  return std::abs(derivative * reach_of(sensitivity)) <= row.slack.touching ? 0 : derivative;
}

void add_parameter(const Sources& sources, const Position& position, ParameterId id, std::vector<RowGradient>& rows) {
  Sensitivity sensitivity = describe(*position.model, point_of(*position.model, *position.parameters), id);
  const auto slope = slope_by(sources.slopes, sources.numbers, position, id);
  if (slope) sensitivity.note = slope->note;
  else sensitivity.note = "the model has no numbers next to this value";
  const bool jumps = slope && leaves_support(*position.stakes, slope->best);
  if (jumps) sensitivity.note = "a move of chance becomes possible here: beliefs may jump";
  for (RowGradient& row : rows) {
    const double found = slope && !jumps ? along(row, slope->best) : undefined;
    sensitivity.derivative = settled_derivative(sensitivity, *row.row, found);
    sensitivity.error = slope && !jumps ? std::abs(found - along(row, slope->coarser)) : undefined;
    row.row->sensitivities.push_back(sensitivity);
  }
}

// The precision itself, where it is no parameter of the model or was set from outside.
void add_precision(const Position& position, std::vector<RowGradient>& rows) {
  for (RowGradient& row : rows) {
    Sensitivity sensitivity;
    sensitivity.parameter = "precision";
    sensitivity.at = position.solution->precision;
    sensitivity.derivative = settled_derivative(sensitivity, *row.row, row.gradient.precision);
    row.row->sensitivities.push_back(std::move(sensitivity));
  }
}

double weight_of(const Sensitivity& sensitivity) {
  if (std::isnan(sensitivity.derivative)) return -1;
  const bool ranged = sensitivity.low && sensitivity.high;
  return std::abs(sensitivity.derivative * (ranged ? *sensitivity.high - *sensitivity.low : sensitivity.at));
}

void sort_rows(std::vector<RowGradient>& rows) {
  for (RowGradient& row : rows) {
    std::sort(row.row->sensitivities.begin(), row.row->sensitivities.end(),
              [](const Sensitivity& a, const Sensitivity& b) {
                return weight_of(a) != weight_of(b) ? weight_of(a) > weight_of(b) : a.parameter < b.parameter;
              });
  }
}

// Of quantities that are read from the baseline's equilibrium.
bool is_wanted(const Question& question) {
  return traits_of(question.kind).rows == RowsOf::Quantities && !question.believed && !is_asked_elsewhere(question);
}

std::vector<RowGradient> gradients_of(const Linearisation& at, const Position& position,
                                      const std::vector<const Question*>& questions, std::vector<Answer>& answers) {
  std::vector<RowGradient> rows;
  for (std::size_t k = 0; k < answers.size(); ++k) {
    if (!is_wanted(*questions[k])) continue;
    for (std::size_t q = 0; q < answers[k].rows.size(); ++q) {
      AnswerRow& row = answers[k].rows[q];
      if (std::isnan(row.value)) continue;
      auto found = differentiate(at, position, *questions[k], questions[k]->quantities[q]);
      if (!found) append_note(row.note, "no derivatives: the equilibrium is too near a fold");
      else {
        found->row = &row;
        rows.push_back(std::move(*found));
      }
    }
  }
  return rows;
}

void refuse(const std::vector<const Question*>& questions, std::vector<Answer>& answers) {
  for (std::size_t k = 0; k < answers.size(); ++k) {
    if (!is_wanted(*questions[k])) continue;
    for (AnswerRow& row : answers[k].rows) {
      append_note(
          row.note,
          "no derivatives: the equilibrium stands on a fold, or the game is too large to eliminate its equations");
    }
  }
}

std::optional<Linearisation> linearised(const InPublic* open, const Position& position) {
  const Game& game = position.compiled->game;
  if (open) {
    const auto stakes = bind_public(*position.model, open->compiled, *position.parameters);
    if (!stakes) return std::nullopt;
    return linearise(game, {&open->compiled.game, &*stakes, &open->matched}, *position.stakes, *position.solution);
  }
  return linearise(game, aqre_shape(game), *position.stakes, *position.solution);
}

bool reads_payoffs(const std::vector<RowGradient>& rows) {
  const auto not_zero = [](double x) { return x != 0; };
  return std::ranges::any_of(
      rows, [&](const RowGradient& row) { return std::ranges::any_of(row.gradient.payoffs, not_zero); });
}

Sources sources_in_flat(const Position& position, const StudyOptions& options) {
  return {
      [=, &options](const Point& point, const Point& slopes) { return slopes_of(position, options, point, slopes); },
      [=, &options](const Parameters& parameters) { return numbers_of(position, options, parameters); }};
}

// A crisis in public: the strategy's part comes from the public tree, and from the flat game only what answers read.
struct InPublicOnly {
  const InPublic& open;
  const Linearisation& at;
  Position position;
  const StudyOptions& options;
  PublicStakes stakes;
  std::vector<std::vector<double>> weights;  // [row]
  bool reads_all = false;

  std::optional<Numbers> slopes(const Point& point, const Point& slopes) const {
    const auto bound = bind_public_slopes(*position.model, open.compiled, point, slopes, stakes);
    if (!bound) return std::nullopt;
    std::optional<Numbers> numbers{std::in_place};
    if (reads_all) numbers = slopes_of(position, options, point, slopes);
    else read_level_slopes(*position.model, options, slopes, *numbers);
    if (numbers) numbers->responses = weighted_values(at, open.compiled.game, *bound, weights);
    return numbers;
  }

  std::optional<Numbers> numbers(const Parameters& parameters) const {
    const Model& model = *position.model;
    auto bound = bind_public(model, open.compiled, parameters);
    if (bound) bound->precisions = stakes.precisions;  // how they move counts apart
    const auto odds = bind_odds(model, *position.compiled, parameters);
    if (!bound || !odds) return std::nullopt;
    std::optional<Numbers> numbers{std::in_place};
    if (reads_all) numbers = numbers_of(position, options, parameters);
    else read_levels(model, options, parameters, *numbers);
    if (!numbers) return std::nullopt;
    numbers->odds.assign(odds->begin(), odds->end());
    numbers->responses = weighted_values(at, open.compiled.game, *bound, weights);
    return numbers;
  }
};

Sources sources_in_public(const InPublic& open, const Linearisation& at, const Position& position,
                          const StudyOptions& options, std::vector<RowGradient>& rows) {
  auto stakes = bind_public(*position.model, open.compiled, *position.parameters);
  if (!stakes) return sources_in_flat(position, options);
  const bool reads_all = reads_payoffs(rows) || !position.stakes->thoughts.empty();
  InPublicOnly only{open, at, position, options, std::move(*stakes), {}, reads_all};
  for (RowGradient& row : rows) {
    row.response = only.weights.size();
    only.weights.push_back(std::move(row.gradient.action_weights));
  }
  const auto shared = std::make_shared<const InPublicOnly>(std::move(only));
  return {[=](const Point& point, const Point& slopes) { return shared->slopes(point, slopes); },
          [=](const Parameters& parameters) { return shared->numbers(parameters); }};
}

// `read` gives the formula's number, or its slope, at an end.
template <class Read>
std::vector<double> formulas_at(const std::vector<WeightedFormula>& formulas, const Position& position,
                                const Read& read) {
  const Story& story = position.compiled->story;
  std::vector<double> numbers;
  for (const WeightedFormula& one : formulas) {
    double& sum = numbers.emplace_back(0);
    for (const auto& [node, weight] : one.ends)
      sum += weight * read(*one.formula, state_view(story, story.state_of[node]));
  }
  return numbers;
}

// With the numbers of formulas that rows ask for.
Sources with_formulas(Sources sources, const Position& position, std::vector<RowGradient>& rows) {
  auto formulas = std::make_shared<std::vector<WeightedFormula>>();
  for (RowGradient& row : rows) {
    row.place = formulas->size();
    formulas->insert(formulas->end(), row.formulas.begin(), row.formulas.end());
  }
  if (formulas->empty()) return sources;
  const ReadSlopes slopes = [=, read = sources.slopes](const Point& point, const Point& by) {
    std::optional<Numbers> numbers = read(point, by);
    if (!numbers) return numbers;
    numbers->formulas = formulas_at(*formulas, position, [&](const Formula& formula, StateView state) {
      return evaluate_slope(formula, point, by, state);
    });
    const bool all = std::ranges::all_of(numbers->formulas, [](double slope) { return std::isfinite(slope); });
    return all ? numbers : std::nullopt;
  };
  const ReadNumbers at = [=, read = sources.numbers](const Parameters& parameters) {
    std::optional<Numbers> numbers = read(parameters);
    if (!numbers) return numbers;
    const Point point = point_of(*position.model, parameters);
    numbers->formulas = formulas_at(
        *formulas, position, [&](const Formula& formula, StateView state) { return evaluate(formula, point, state); });
    const bool all = std::ranges::all_of(numbers->formulas, [](double number) { return std::isfinite(number); });
    return all ? numbers : std::nullopt;
  };
  return {slopes, at};
}

}  // namespace

void add_sensitivities(Study& study, const std::vector<const Question*>& questions, std::vector<Answer>& answers) {
  const Position position = position_of(*study.baseline);
  const InPublic* open = open_form(study, study.rulesets.front());
  const auto at = linearised(open, position);
  if (!at) return refuse(questions, answers);
  std::vector<RowGradient> rows = gradients_of(*at, position, questions, answers);
  const StudyOptions& options = *study.options;
  const Sources sources =
      with_formulas(open ? sources_in_public(*open, *at, position, options, rows) : sources_in_flat(position, options),
                    position, rows);
  const bool fixed = options.plan.aim.precision || !options.plan.precision_from_model;
  bool has_precision = false;
  for (std::size_t row = 0; row < position.model->parameters.size() && !rows.empty(); ++row) {
    const bool is_precision = position.model->parameters[ParameterId{row}].is_precision;
    if (is_precision && fixed) continue;
    has_precision = has_precision || is_precision;
    add_parameter(sources, position, ParameterId{row}, rows);
  }
  if (!has_precision) add_precision(position, rows);
  sort_rows(rows);
}

}  // namespace demarche
