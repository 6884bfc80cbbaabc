#include "demarche/point/other_equilibria.h"

#include "demarche/point/methods.h"
#include "demarche/point/replies.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// A step of the search takes at most some 600 instructions a history and ten times that an information set, so that all
// of it takes no more than reading and answering do, some ten million. Where that is not even a start, replies are
// followed from one profile: a round of them is a pass over the game, and all of them take as long as unfolding it.
constexpr double work_of_a_look = 16'000;  // steps x (histories + 10 x information sets)
constexpr double steps_of_a_start = 150;
constexpr std::size_t most_starts_of_a_look = 4;
constexpr std::size_t most_histories_of_replies = 1'000'000;
constexpr int most_rounds_of_replies = 12;  // from either profile
constexpr double inertia_of_replies = 0.3;
constexpr double sharpest_replies = 1e4;  // precision x payoff range
constexpr double still_replies = 2e-5;  // in probability: what drifts on slowly, as along a continuum, has not settled
constexpr double apart_after_replies = 0.02;
constexpr double least_log_of_turned = -30;

bool may_be_looked_at(const Solved& solved, const Plan& plan) {
  return gives(*plan.method, Gift::Several) && reached(solved.solution.reason) && solved.certificate.payoff_range > 0;
}

Look look_at_rows(const std::vector<Equilibrium>& rows) {
  const bool another = std::ranges::any_of(rows.begin() + 1, rows.end(),
                                           [](const Equilibrium& row) { return row.apart_on_path > same_play; });
  return another ? Look::Another : Look::Nothing;
}

// Where everybody does what it does least, and least what it does most.
Strategy turned(const Game& game, const Strategy& strategy) {
  Strategy other = strategy;
  for (const Infoset& infoset : game.infosets) {
    double total = 0;
    for (std::size_t k = 0; k < infoset.num_actions; ++k) {
      const ActionId action{infoset.first_action.value + k};
      const double rest = std::log1p(-std::min(probability(strategy, action), 1.0));
      other.log_probability[action] = std::max(rest, least_log_of_turned);
      total += probability(other, action);
    }
    for (std::size_t k = 0; k < infoset.num_actions; ++k)
      other.log_probability[ActionId{infoset.first_action.value + k}] -= std::log(total);
  }
  return other;
}

// How many choices of a play differ on average.
double choices_apart(const Game& game, const Strategy& one, const Certificate& of_one, const Strategy& other,
                     const Certificate& of_other) {
  double apart = 0;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const InfosetId id{row};
    double largest = 0;
    for (std::size_t k = 0; k < game.infosets[id].num_actions; ++k) {
      const ActionId action{game.infosets[id].first_action.value + k};
      largest = std::max(largest, std::abs(probability(one, action) - probability(other, action)));
    }
    apart += largest * std::exp(std::max(of_one.log_reaches[id], of_other.log_reaches[id]));
  }
  return apart;
}

// Whether replies that begin with the contrary of an equilibrium settle elsewhere than those that begin with it.
Look look_by_replies(const Solved& solved, const Monitor& monitor) {
  const Game& game = solved.compiled.game;
  const double sharpest = sharpest_replies / solved.certificate.payoff_range;
  const Replying replying{.game = game,
                          .stakes = solved.stakes,
                          .precision = std::min(solved.solution.precision, sharpest),
                          .inertia = inertia_of_replies,
                          .most_rounds = most_rounds_of_replies};
  const Monitor named = [&](const Progress&) { return goes_on(monitor, {"a look for other equilibria", -1}); };
  Strategy here = solved.solution.strategy;
  Strategy there = turned(game, here);
  const Replied from_there = let_reply(replying, there, named);
  if (from_there.off > still_replies ||
      choices_apart(game, here, solved.certificate, there, from_there.certificate) <= apart_after_replies)
    return Look::Nothing;
  const Replied from_here = let_reply(replying, here, named);
  if (from_here.off > still_replies) return Look::Nothing;
  const double apart = choices_apart(game, here, from_here.certificate, there, from_there.certificate);
  return apart > apart_after_replies ? Look::Another : Look::Nothing;
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
  if (plan.form == Form::Public || game.nodes.size() > most_histories_of_replies) {
    others.look = Look::TooLong;
    return others;
  }
  if (steps_left < steps_of_a_start) {
    others.look = look_by_replies(solved, monitor);
    others.num_starts = 1;
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
