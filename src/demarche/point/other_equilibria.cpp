#include "demarche/point/other_equilibria.h"

#include "demarche/point/methods.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_nodes_looked_at = 20'000;
constexpr std::size_t most_looks = 4;  // random starts

bool may_be_looked_at(const Solved& solved, const Plan& plan) {
  return gives(*plan.method, Gift::Several) && reached(solved.solution.reason) && solved.certificate.payoff_range > 0;
}

Look look_at_rows(const std::vector<Equilibrium>& rows) {
  const bool another = std::ranges::any_of(rows.begin() + 1, rows.end(),
                                           [](const Equilibrium& row) { return row.apart_on_path > same_play; });
  return another ? Look::Another : Look::Nothing;
}

}  // namespace

bool are_likely(const OtherEquilibria& others) {
  return others.crossed || others.left_branch || others.num_folds > 0 || others.look == Look::Another;
}

OtherEquilibria signs_of_others(const Solution& solution) {
  OtherEquilibria others;
  others.left_branch = solution.left_branch_at.has_value();
  others.num_folds = solution.num_folds;
  others.crossed = std::ranges::any_of(
      solution.notes, [](const std::string& note) { return note.starts_with("branches of equilibria cross"); });
  return others;
}

OtherEquilibria look_for_others(const Solved& solved, const Plan& plan, const Monitor& monitor) {
  OtherEquilibria others = signs_of_others(solved.solution);
  if (are_likely(others) || !may_be_looked_at(solved, plan)) return others;
  if (solved.compiled.game.nodes.size() > most_nodes_looked_at || plan.form == Form::Public) {
    others.look = Look::TooLarge;
    return others;
  }
  int steps_left = solved.solution.num_steps;
  const Monitor counting = [&](const Progress& progress) {
    return steps_left-- > 0 && goes_on(monitor, {"a look for other equilibria", progress.fraction});
  };
  SearchOptions search{plan_at(solved.model, solved.parameters, plan).aim, most_looks, plan.seed};
  search.known = &solved.solution;
  const Equilibria found = search_equilibria(solved.compiled.game, solved.stakes, search, counting);
  others.look = look_at_rows(found.rows);
  others.num_starts = found.num_starts;
  return others;
}

}  // namespace demarche
