#include "demarche/check/levels.h"

#include "demarche/check/fixes.h"
#include "demarche/check/formulas.h"
#include "demarche/check/numbers.h"
#include "demarche/check/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

void check_number_of_levels(Work& work, const Variable& variable, const LevelsSyntax& levels) {
  if (levels.num > static_cast<int>(max_levels)) {
    say(work, {Kind::E022,
               fmt::format("{} has more than {} levels", ticked(variable.name), max_levels),
               {levels.span, ""},
               {},
               "use a coarser grid of levels"});
  } else if (levels.num < 2 && work.tree.whole) {  // 0, too, where the number could not be read
    say(work,
        {Kind::E019,
         fmt::format("{} in {} level{} has no two ends", ticked(variable.name), levels.num, levels.num == 1 ? "" : "s"),
         {levels.span, ""},
         {},
         "write `2 levels` or more"});
  }
}

// All levels together are kept one by one, each with its odds, and with a formula where an end is none but a number.
constexpr std::size_t most_levels_together = 100'000;
constexpr std::size_t most_instructions_together = 1'000'000;

// The levels that are left for one more variable, at most `wanted`; where they are not enough, it is said once.
std::size_t levels_left(Work& work, const Variable& variable, const LevelsSyntax& levels, std::size_t wanted) {
  const bool said = work.num_levels > most_levels_together;
  if (!said && work.num_levels + wanted <= most_levels_together) {
    work.num_levels += wanted;
    return wanted;
  }
  if (!said) {
    say(work, {Kind::E022,
               ticked(variable.name) + " brings all levels together to more than 100,000",
               {levels.span, ""},
               {},
               "use coarser grids of levels"});
  }
  work.num_levels = most_levels_together + 1;
  return 0;
}

// from + share x (to - from); a plain number where both ends are, and the ends as they are written.
Formula between(const Formula& from, const Formula& to, double share, Span span) {
  if (share == 0) return from;
  if (share == 1) return to;
  if (!reads_parameters(from) && !reads_parameters(to)) {
    return plain_number(std::lerp(evaluate(from, {}, {}), evaluate(to, {}, {}), share), span);
  }
  Formula formula = from;
  formula.span = span;
  const auto add = [&](const Formula& part) {
    formula.code.insert(formula.code.end(), part.code.begin(), part.code.end());
  };
  add(to);
  add(from);
  formula.code.push_back({OpCode::Subtract});
  formula.code.push_back({OpCode::Number, 0, 0, 0, share});
  formula.code.push_back({OpCode::Multiply});
  formula.code.push_back({OpCode::Add});
  return formula;
}

// Levels go up, so that `at least level3` means what it says.
void check_order(Work& work, const LevelsSyntax& levels, const Formula& from, const Formula& to) {
  const std::optional<double> low = best_value(work, from);
  const std::optional<double> high = best_value(work, to);
  if (!low || !high || *low <= *high) return;
  const std::string first = one_line(work.source, levels.from.span);
  const std::string last = one_line(work.source, levels.to.span);
  say(work, {Kind::E016,
             fmt::format("the levels {} to {} run backwards", first, last),
             {joined(levels.from.span, levels.to.span), ""},
             {},
             fmt::format("write `from {} to {}`", last, first),
             in_right_order(work, levels.from.span, levels.to.span)});
}

// Nothing where they would take too much working out, which is said.
std::optional<Levels> ends_of_levels(Work& work, VariableId id, const LevelsSyntax& levels) {
  const std::string name = ticked(work.model.variables[id].name);
  Formula from = build_constant(work, levels.from, "the first level of " + name);
  Formula to = build_constant(work, levels.to, "the last level of " + name);
  check_finite(work, from, "the first level of " + name);
  check_finite(work, to, "the last level of " + name);
  check_order(work, levels, from, to);
  const std::size_t num = work.model.variables[id].values.size();
  if (num * (from.code.size() + to.code.size()) <= most_instructions_together)
    return Levels{std::move(from), std::move(to)};
  say(work, {Kind::E022,
             fmt::format("{} has too many levels for ends that take so much working out", name),
             {levels.span, ""},
             {},
             "use a coarser grid of levels, or make the ends parameters of their own"});
  return std::nullopt;
}

}  // namespace

void declare_levels(Work& work, VariableId variable, const LevelsSyntax& levels) {
  Variable& declared = work.model.variables[variable];
  check_number_of_levels(work, declared, levels);
  const int asked = std::clamp(levels.num, 0, static_cast<int>(max_levels));
  const std::size_t num = levels_left(work, declared, levels, static_cast<std::size_t>(asked));
  declared.has_numbers = true;
  for (std::size_t k = 1; k <= num; ++k) {
    const std::string name = fmt::format("level{}", k);
    work.value_names[variable].push_back(name);
    declared.values.push_back({name, "", {}, levels.span});
  }
}

void number_levels(Work& work, VariableId id, const LevelsSyntax& levels) {
  std::optional<Levels> ends = ends_of_levels(work, id, levels);
  if (!ends) return;
  std::vector<Value>& values = work.model.variables[id].values;
  const double last = std::max(1.0, static_cast<double>(values.size()) - 1);
  for (std::size_t k = 0; k < values.size(); ++k) {
    values[k].number = between(ends->from, ends->to, static_cast<double>(k) / last, levels.span);
  }
  work.model.variables[id].levels = std::move(ends);
}

void build_levels(Work& work) {
  for_each_statement<PrivateStatement>(work.tree, [&](const PrivateStatement& syntax, const Statement&) {
    if (!syntax.levels || !syntax.trait.second) return;
    const std::optional<VariableId> id = find_variable(work, syntax.trait);
    if (!id || work.model.variables[*id].span != syntax.trait.span) return;
    number_levels(work, *id, *syntax.levels);
  });
  work.best = point_of(work.model, best_guesses(work.model));
}

DrawCase even_odds(const Variable& variable, Span span) {
  DrawCase row;
  row.span = span;
  const double share = 1 / static_cast<double>(std::max<std::size_t>(1, variable.values.size()));
  for (std::size_t k = 0; k < variable.values.size(); ++k) {
    row.draws.push_back({static_cast<ValueIndex>(k), plain_number(share, span), span});
  }
  return row;
}

}  // namespace demarche
