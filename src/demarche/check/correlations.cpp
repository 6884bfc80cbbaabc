#include "demarche/check/correlations.h"

#include "demarche/base/one_number.h"
#include "demarche/base/rank_correlation.h"
#include "demarche/check/formulas.h"
#include "demarche/check/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

void say_cannot(Work& work, std::string message, Span span, std::string help) {
  say(work, {Kind::E027, std::move(message), {span, ""}, {}, std::move(help)});
}

// The place where a number is in a group already.
using Members = std::map<ParameterId, Span>;

bool has_no_width(const Work& work, const Parameter& parameter) {
  const std::optional<double> low = best_value(work, *parameter.low);
  const std::optional<double> high = best_value(work, *parameter.high);
  return low && high && is_one_number(*low, *high);
}

std::optional<ParameterId> member_of(Work& work, Members& members, const Name& name) {
  const std::optional<ParameterId> id = resolve_parameter(work, name);
  if (!id) return std::nullopt;
  const Parameter& parameter = work.model.parameters[*id];
  if (const auto [found, added] = members.emplace(*id, name.span); !added) {
    say_cannot(work, fmt::format("{} is correlated twice", ticked(parameter.name)), name.span,
               "a number is in one group, once");
    work.diagnostics.back().others.push_back({found->second, "it is here, too"});
    return std::nullopt;
  }
  const bool ranged = parameter.low && parameter.high;
  if (ranged && !has_no_width(work, parameter)) return id;
  say_cannot(
      work,
      fmt::format("{} has {}, so it is not drawn", ticked(parameter.name), ranged ? "a range of width 0" : "no range"),
      name.span, "give it one, as in `= 20%, 5% to 50%`, or leave it out");
  work.diagnostics.back().others.push_back({parameter.span, "declared here"});
  return std::nullopt;
}

void check_correlation(Work& work, double correlation, Span span, std::size_t num_members) {
  const std::string seen = percent_text(correlation);
  if (std::abs(correlation) >= 1) {
    say_cannot(work, fmt::format("a correlation of {} leaves nothing to draw", seen), span,
               "keep it above -100% and below 100%; where one number follows from another, compute it: `parameter b = "
               "2 * a`");
    return;
  }
  const double least = least_rank_correlation(num_members);
  if (correlation > least) return;
  say_cannot(work, fmt::format("{} numbers cannot all be correlated by {}", num_members, seen), span,
             fmt::format("they cannot all go against each other (their matrix must be positive definite): write more "
                         "than {}, or correlate two of them",
                         percent_text(std::ceil(least * 1000) / 1000)));
}

void build_correlation(Work& work, Members& members, const CorrelatedStatement& statement) {
  Correlation built;
  for (const Name& name : statement.names) {
    if (const auto id = member_of(work, members, name)) built.parameters.push_back(*id);
  }
  const Formula formula = build_constant(work, statement.correlation, "a correlation");
  check_finite(work, formula, "this correlation");
  const std::optional<double> correlation = best_value(work, formula);
  if (correlation && reads_parameters(formula)) {
    say_cannot(work, "a correlation reads a parameter, and numbers are drawn before any is known", formula.span,
               "write a number");
    return;
  }
  const bool all_known = built.parameters.size() == statement.names.size();
  if (!all_known || !correlation || !work.tree.whole) return;
  if (built.parameters.size() < 2) {
    say_cannot(work, fmt::format("{} is correlated with nothing", ticked(statement.names.front().text)),
               statement.names.front().span, "name two numbers or more, as in `correlated cost, prize: 60%`");
    return;
  }
  check_correlation(work, *correlation, formula.span, built.parameters.size());
  built.rank_correlation = *correlation;
  work.model.correlations.push_back(std::move(built));
}

}  // namespace

void build_correlations(Work& work) {
  Members members;
  for_each_statement<CorrelatedStatement>(work.tree, [&](const CorrelatedStatement& statement, const Statement&) {
    build_correlation(work, members, statement);
  });
}

}  // namespace demarche
