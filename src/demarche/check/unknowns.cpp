#include "demarche/check/unknowns.h"

#include "demarche/check/declare.h"
#include "demarche/check/formulas.h"
#include "demarche/check/numbers.h"
#include "demarche/check/thoughts.h"
#include "demarche/raid/stopping.h"

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr int most_levels = 50;

void declare_unknown(Work& work, const UnknownStatement& syntax, int order) {
  if (syntax.name.text.empty()) return;
  if ((syntax.num < 2 || syntax.num > most_levels) && work.tree.whole) {
    say(work, {Kind::E019,
               fmt::format("{} has {} level{}", ticked(syntax.name.text), syntax.num, syntax.num == 1 ? "" : "s"),
               {syntax.span, ""},
               {},
               fmt::format("write from 2 to {} levels: n of them are exact for up to 2n - 1 targets", most_levels)});
  }
  Variable variable;
  variable.kind = VariableKind::Chance;
  variable.name = syntax.name.text;
  variable.span = syntax.name.span;
  variable.has_numbers = true;
  const VariableId id = declare_variable(work, std::move(variable));
  for (int k = 1; k <= std::min(syntax.num, most_levels); ++k) {
    const std::string name = fmt::format("level{}", k);
    work.value_names[id].push_back(name);
    work.model.variables[id].values.push_back({name, "", {}, syntax.span});
  }
  work.settings[id].push_back({{order, {}, {}, -1}, syntax.name.span, 0});
}

// A number strictly between 0 and 1 that no parameter moves: the levels are laid out once.
std::optional<double> share_within(Work& work, const Expr& expr, const std::string& what) {
  const Formula formula = build_constant(work, expr, what);
  check_finite(work, formula, what);
  const std::optional<double> share = best_value(work, formula);
  if (!share) return std::nullopt;
  if (reads_parameters(formula)) {
    say_misuse(work, fmt::format("{} reads a parameter, and the levels are laid out before any is known", what),
               formula.span, "", "write a number");
    return std::nullopt;
  }
  if (*share > 0 && *share < 1) return share;
  say(work, {Kind::E019,
             fmt::format("{} is {}", what, number_text(*share)),
             {formula.span, ""},
             {},
             "keep it above 0 and below 1; what is certain needs no `unknown`"});
  return std::nullopt;
}

// Lays out the levels; their odds.
DrawCase build_levels_of(Work& work, VariableId id, const UnknownStatement& syntax) {
  DrawCase odds;
  odds.span = syntax.span;
  const std::string name = ticked(syntax.name.text);
  const std::optional<double> mean = share_within(work, syntax.around, fmt::format("the middle of {}", name));
  const std::optional<double> rho = share_within(work, syntax.spread, fmt::format("the spread of {}", name));
  std::vector<Value>& values = work.model.variables[id].values;
  if (!mean || !rho || values.empty()) return odds;
  const std::vector<WeightedShare> nodes = beta_quadrature(beta_with(*mean, *rho), values.size());
  for (std::size_t k = 0; k < values.size(); ++k) {
    values[k].number = plain_number(nodes[k].share, syntax.span);
    odds.draws.push_back({static_cast<ValueIndex>(k), plain_number(nodes[k].weight, syntax.span), syntax.span});
  }
  return odds;
}

}  // namespace

void declare_unknowns(Work& work) {
  int order = -static_cast<int>(work.tree.statements.size());
  for_each_statement<UnknownStatement>(
      work.tree, [&](const UnknownStatement& syntax, const Statement&) { declare_unknown(work, syntax, order++); });
}

void build_unknowns(Work& work) {
  Stage stage;
  stage.title = "What nobody knows";
  for_each_statement<UnknownStatement>(work.tree, [&](const UnknownStatement& syntax, const Statement& statement) {
    const std::optional<VariableId> id = find_variable(work, {syntax.name, std::nullopt, syntax.name.span});
    if (!id || work.model.variables[*id].span != syntax.name.span) return;
    stage.span = statement.span;
    Chance chance{*id, 0, {build_levels_of(work, *id, syntax)}};
    chance.thoughts = build_thoughts(work, chance, work.settings[*id].front().where);
    stage.steps.push_back({std::move(chance), {}, statement.span});
  });
  if (!stage.steps.empty()) work.model.stages.insert(work.model.stages.begin(), std::move(stage));
  work.best = point_of(work.model, best_guesses(work.model));
}

}  // namespace demarche
