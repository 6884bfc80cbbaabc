#include "demarche/check/numbers.h"

#include "demarche/check/fixes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {

namespace {

constexpr double tolerance = 1e-9;
constexpr double max_count = 100'000;

void say_bounds(Work& work, std::string message, Span span, std::string help, std::vector<Fix> fixes = {}) {
  say(work, {Kind::E019, std::move(message), {span, ""}, {}, std::move(help), std::move(fixes)});
}

// As written where it is a plain number, else what it comes to.
std::string seen_text(const Work& work, const Formula& formula, double number) {
  const std::string text = one_line(work.source, formula.span);
  const bool literal = formula.code.size() == 1 && formula.code.front().op == OpCode::Number && !text.empty();
  return literal ? text : number_text(number);
}

Span draws_span(const DrawCase& row) {
  Span span = row.draws.front().span;
  for (const DrawCase::Draw& draw : row.draws) {
    span = joined(span, draw.span);
    if (draw.odds) span = joined(span, draw.odds->span);
  }
  return span;
}

constexpr std::string_view mend_infinite = "look for a division by 0 or a number too large";

// What is wrong with a case's odds at one point; empty where nothing is.
struct Fault {
  std::string message;
  Span span;
  std::string help;
  Kind kind = Kind::E011;
  std::vector<Fix> fixes{};
};

// The last odds of a row as what is left over.
std::vector<Fix> with_rest(const DrawCase& row) {
  const DrawCase::Draw& last = row.draws.back();
  return {possible_fix({last.span.end, last.odds->span.end}, " rest")};
}

std::optional<Fault> fault_of_draw(const Work& work, const DrawCase::Draw& draw, double odds) {
  if (odds >= -tolerance && odds <= 1 + tolerance) return std::nullopt;
  const std::string what = "the probability of " + ticked(one_line(work.source, draw.span));
  if (!std::isfinite(odds)) {
    return Fault{what + " is not finite", draw.odds->span, std::string(mend_infinite), Kind::E019};
  }
  return Fault{fmt::format("{} is {}", what, percent_text(odds)), draw.odds->span, "keep it between 0% and 100%"};
}

// What is read that is itself no finite number is said where it stands: a name that does not resolve, a number that
// cannot be computed. On what follows from it nothing more is said.
bool reads_finite(const Work& work, const Formula& formula) {
  return std::ranges::all_of(formula.code, [&](const Instruction& step) {
    if (step.op == OpCode::Number) return !std::isnan(step.number);
    if (step.op != OpCode::Parameter) return true;
    return step.index < work.best.parameters.size() && std::isfinite(work.best.parameters[ParameterId{step.index}]);
  });
}

// It can be worked out before the story begins, and from numbers that are known.
bool is_worked_out(const Work& work, const Formula& formula) {
  return !formula.code.empty() && variables_of(formula).empty() && reads_finite(work, formula);
}

std::optional<Fault> fault_at(const Work& work, const DrawCase& row, const Point& point) {
  double sum = 0;
  bool has_rest = false;
  for (const DrawCase::Draw& draw : row.draws) {
    if (!draw.odds) has_rest = true;
    if (!draw.odds) continue;
    if (!is_worked_out(work, *draw.odds)) return std::nullopt;
    const double odds = evaluate(*draw.odds, point, {});
    if (auto fault = fault_of_draw(work, draw, odds)) {
      if (odds > 1) fault->fixes = with_percent_signs(work, row);
      return fault;
    }
    sum += odds;
  }
  const Span span = draws_span(row);
  const std::string last = one_line(work.source, row.draws.back().span);
  if (has_rest && sum > 1 + tolerance) {
    return Fault{fmt::format("the probabilities add up to {} before the rest", percent_text(sum)), span,
                 "lower one of them so that something is left for `rest`"};
  }
  if (has_rest || std::abs(sum - 1) <= tolerance) return std::nullopt;
  return Fault{fmt::format("the probabilities add up to {}, not 100%", percent_text(sum)), span,
               fmt::format("change one of them, or write `{} rest`", last), Kind::E011, with_rest(row)};
}

// The parameters a case reads, also by way of others that are computed from them.
std::vector<ParameterId> all_parameters_of(const Model& model, const DrawCase& row) {
  std::vector<ParameterId> found;
  std::vector<std::uint8_t> is_found(model.parameters.size(), 0);
  const auto add = [&](const Formula& formula) {
    for (const ParameterId id : parameters_of(formula)) {
      if (std::exchange(is_found[id.value], std::uint8_t{1}) == 0) found.push_back(id);
    }
  };
  for (const DrawCase::Draw& draw : row.draws) {
    if (draw.odds) add(*draw.odds);
  }
  if (found.empty()) return found;
  std::size_t num_read = 0;
  while (num_read < found.size()) add(model.parameters[found[num_read++]].best);
  return found;
}

void say_fault(Work& work, Fault fault) {
  say(work,
      {fault.kind, std::move(fault.message), {fault.span, ""}, {}, std::move(fault.help), std::move(fault.fixes)});
}

// True where one end of one parameter's range breaks the odds, all others at their best guesses.
bool check_end(Work& work, const DrawCase& row, ParameterId id, const std::optional<Formula>& end,
               std::string_view which) {
  const std::optional<double> value = end ? best_value(work, *end) : std::nullopt;
  if (!value || work.ends_left <= 0) return false;
  work.ends_left -= static_cast<double>(work.model.parameters.size() + row.draws.size());
  Parameters parameters = best_guesses(work.model);
  parameters[id] = value;
  std::optional<Fault> fault = fault_at(work, row, point_of(work.model, parameters));
  if (!fault) return false;
  const Parameter& parameter = work.model.parameters[id];
  fault->message += fmt::format(" at the {} end of {}", which, ticked(parameter.name));
  fault->fixes.clear();  // the odds are right at the best guess
  say_fault(work, std::move(*fault));
  work.diagnostics.back().others.push_back(
      {end->span, fmt::format("{} goes to {}", ticked(parameter.name), seen_text(work, *end, *value))});
  return true;
}

bool depends_on_story(const DrawCase& row) {
  return std::ranges::any_of(row.draws,
                             [](const auto& draw) { return draw.odds && !variables_of(*draw.odds).empty(); });
}

void check_lognormal(Work& work, const Parameter& parameter, double low) {
  if (parameter.distribution != DistributionKind::Lognormal || low > 0) return;
  say_bounds(work,
             fmt::format("the range of {} begins at {}, and a lognormal number is above 0", ticked(parameter.name),
                         seen_text(work, *parameter.low, low)),
             parameter.low->span, "begin the range above 0, or leave out `lognormal`");
}

void check_range(Work& work, const Parameter& parameter) {
  if (!parameter.low || !parameter.high) return;
  const std::optional<double> best = best_value(work, parameter.best);
  const std::optional<double> low = best_value(work, *parameter.low);
  const std::optional<double> high = best_value(work, *parameter.high);
  if (!best || !low || !high) return;
  const std::string from = seen_text(work, *parameter.low, *low);
  const std::string to = seen_text(work, *parameter.high, *high);
  const Span range = joined(parameter.low->span, parameter.high->span);
  if (*low > *high) {
    say(work, {Kind::E016,
               fmt::format("the range {} to {} runs backwards", from, to),
               {range, ""},
               {},
               fmt::format("write `{} to {}`", to, from),
               in_right_order(work, parameter.low->span, parameter.high->span)});
    return;
  }
  if (*best >= *low && *best <= *high) {
    check_lognormal(work, parameter, *low);
    return;
  }
  const std::string seen = seen_text(work, parameter.best, *best);
  say(work, {Kind::E016,
             fmt::format("best guess {} lies outside its own range {} to {}", seen, from, to),
             {parameter.best.span, ""},
             {{range, "the range"}},
             "widen the range, or change the best guess"});
}

}  // namespace

std::optional<double> best_value(const Work& work, const Formula& formula) {
  if (!is_worked_out(work, formula)) return std::nullopt;
  const double number = evaluate(formula, work.best, {});
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

void check_ranges(Work& work) {
  for (const Parameter& parameter : work.model.parameters) {
    check_finite(work, parameter.best, "the best guess of " + ticked(parameter.name));
    if (parameter.low) check_finite(work, *parameter.low, "the low end of the range of " + ticked(parameter.name));
    if (parameter.high) check_finite(work, *parameter.high, "the high end of the range of " + ticked(parameter.name));
    check_range(work, parameter);
    if (!parameter.is_precision) continue;
    const double best = best_value(work, parameter.best).value_or(1);
    if (best < 0)
      say_bounds(work, fmt::format("the {} is below 0", parameter.name), parameter.best.span,
                 "0 is play at random; larger is sharper");
  }
}

void check_scale_numbers(Work& work) {
  for (const Variable& variable : work.model.variables) {
    if (variable.kind != VariableKind::Scale || !variable.has_numbers) continue;
    for (const Value& value : variable.values) {
      check_finite(work, value.number, fmt::format("the number of level {} of {}", ticked(value.name), variable.name));
    }
  }
}

void check_odds(Work& work, const DrawCase& row) {
  if (row.draws.empty() || depends_on_story(row)) return;
  if (std::optional<Fault> fault = fault_at(work, row, work.best)) {
    say_fault(work, std::move(*fault));
    return;
  }
  for (const ParameterId id : all_parameters_of(work.model, row)) {
    if (work.ends_left <= 0) return;
    const Parameter parameter = work.model.parameters[id];
    if (check_end(work, row, id, parameter.low, "low") || check_end(work, row, id, parameter.high, "high")) return;
  }
}

Formula plain_number(double number, Span span) {
  Formula formula;
  formula.span = span;
  formula.code.push_back({OpCode::Number, 0, 0, 0, number});
  return formula;
}

void check_share(Work& work, const Formula& formula, const std::string& what) {
  check_finite(work, formula, what);
  const std::optional<double> share = best_value(work, formula);
  if (!share || (*share >= -tolerance && *share <= 1 + tolerance)) return;
  say_bounds(work, fmt::format("{} is {}", what, percent_text(*share)), formula.span, "keep it between 0% and 100%",
             with_percent_sign(work, formula));
}

std::vector<Fix> whole_numbers(const Work& work, const Formula& formula, double count) {
  if (!is_bare_number(work, formula)) return {};
  return {possible_fix(formula.span, fmt::format("{}", std::floor(count))),
          possible_fix(formula.span, fmt::format("{}", std::ceil(count)))};
}

void check_count(Work& work, const Formula& formula, const std::string& what) {
  check_finite(work, formula, what);
  const std::optional<double> count = best_value(work, formula);
  if (!count) return;
  const std::string seen = fmt::format("{:.10g}", *count);
  if (*count < 0) {
    say_bounds(work, fmt::format("{} is {}, below 0", what, seen), formula.span, "write 0 for none",
               {possible_fix(formula.span, "0")});
  }
  if (*count > max_count) {
    say_bounds(work, fmt::format("{} is {}; at most {} can be computed", what, seen, max_count), formula.span,
               "use a smaller number");
  }
  if (*count >= 0 && *count <= max_count && std::abs(*count - std::round(*count)) > tolerance) {
    say_bounds(work, fmt::format("{} is {}, not a whole number", what, seen), formula.span,
               fmt::format("write {} or {}", std::floor(*count), std::ceil(*count)),
               whole_numbers(work, formula, *count));
  }
}

void check_finite(Work& work, const Formula& formula, const std::string& what) {
  if (!is_worked_out(work, formula) || std::isfinite(evaluate(formula, work.best, {}))) return;
  say_bounds(work, what + " is not finite", formula.span, std::string(mend_infinite));
}

}  // namespace demarche
