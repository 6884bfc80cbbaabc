#include "demarche/check/levels.h"

#include "demarche/check/fixes.h"
#include "demarche/check/formulas.h"
#include "demarche/check/level_numbers.h"
#include "demarche/check/numbers.h"
#include "demarche/check/resolve.h"

#include <fmt/format.h>

#include <algorithm>

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

// Levels go up, so that `at least level3` means what it says.
void check_order(Work& work, const LevelsSyntax& levels, const Levels& ends) {
  const std::optional<double> low = best_value(work, ends.first);
  const std::optional<double> high = best_value(work, ends.second);
  if (!low || !high || *low <= *high) return;
  const std::string first = one_line(work.source, levels.first.span);
  const std::string last = one_line(work.source, levels.second.span);
  say(work, {Kind::E016,
             fmt::format("the levels {} to {} run backwards", first, last),
             {joined(levels.first.span, levels.second.span), ""},
             {},
             fmt::format("write `from {} to {}`", last, first),
             in_right_order(work, levels.first.span, levels.second.span)});
}

void check_spread(Work& work, const std::string& name, const Levels& law) {
  const std::optional<double> spread = best_value(work, law.second);
  if (!spread || *spread > 0) return;
  say(work, {Kind::E019,
             fmt::format("the spread of {} is {}", name, number_text(*spread)),
             {law.second.span, ""},
             {},
             "keep it above 0: it is the standard deviation of the law; a number that is certain needs no trait"});
}

// False where all numbers together would be too long, which is said.
bool is_short_enough(Work& work, VariableId id, const LevelsSyntax& levels, const Levels& law) {
  const Variable& variable = work.model.variables[id];
  const std::size_t of_one = law.first.code.size() + law.second.code.size();
  if (variable.values.size() * of_one <= most_instructions_together) return true;
  say(work, {Kind::E022,
             fmt::format("{} has too many levels for ends that take so much working out", ticked(variable.name)),
             {levels.span, ""},
             {},
             "use a coarser grid of levels, or make the ends parameters of their own"});
  return false;
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

Levels build_law(Work& work, VariableId id, const LevelsSyntax& levels) {
  const bool is_even = levels.law == LevelLaw::Even;
  const std::string name = ticked(work.model.variables[id].name);
  const std::string first = (is_even ? "the first level of " : "the middle of ") + name;
  const std::string second = (is_even ? "the last level of " : "the spread of ") + name;
  Levels law{levels.law, build_constant(work, levels.first, first), build_constant(work, levels.second, second)};
  check_finite(work, law.first, first);
  check_finite(work, law.second, second);
  return law;
}

void number_levels(Work& work, VariableId id, const LevelsSyntax& levels) {
  Levels built = build_law(work, id, levels);
  if (built.law == LevelLaw::Even) check_order(work, levels, built);
  if (built.law == LevelLaw::Normal) check_spread(work, ticked(work.model.variables[id].name), built);
  if (!is_short_enough(work, id, levels, built)) return;
  std::vector<Value>& values = work.model.variables[id].values;
  std::vector<Formula> numbers = numbers_of_levels(built, values.size(), levels.span);
  for (std::size_t k = 0; k < values.size(); ++k) values[k].number = std::move(numbers[k]);
  work.model.variables[id].levels = std::move(built);
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
