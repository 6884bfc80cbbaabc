#include "demarche/point/other_equilibria.h"

#include "demarche/point/methods.h"

#include <algorithm>

namespace demarche {
namespace {

// A step of the search takes at most some 0.12 microseconds a history and ten times that an information set, so that
// all of it takes milliseconds, as reading, unfolding and answering do. Where that is not even a start nothing is
// looked at.
constexpr double work_of_a_look = 60'000;  // steps x (histories + 10 x information sets)
constexpr double steps_of_a_start = 150;
constexpr std::size_t most_starts_of_a_look = 4;

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
  const Game& game = solved.compiled.game;
  double steps_left = work_of_a_look / static_cast<double>(game.nodes.size() + 10 * game.infosets.size());
  if (steps_left < steps_of_a_start || plan.form == Form::Public) {
    others.look = Look::TooLong;
    return others;
  }
  const Monitor counting = [&](const Progress& progress) {
    return --steps_left > 0 && goes_on(monitor, {"a look for other equilibria", progress.fraction});
  };
  SearchOptions search{plan_at(solved.model, solved.parameters, plan).aim, most_starts_of_a_look, plan.seed};
  search.known = &solved.solution;
  const Equilibria found = search_equilibria(game, solved.stakes, search, counting);
  others.look = look_at_rows(found.rows);
  if (others.look == Look::Nothing && found.num_starts == 0) others.look = Look::TooLong;
  others.num_starts = found.num_starts;
  return others;
}

}  // namespace demarche
