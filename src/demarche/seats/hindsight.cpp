#include "demarche/seats/hindsight.h"

#include "demarche/seats/ends_ahead.h"

#include <algorithm>

namespace demarche {
namespace {

ActionId action_at(const Infoset& infoset, std::size_t k) { return ActionId{infoset.first_action.value + k}; }

std::vector<OptionInHindsight> options_at(const Solved& solved, NodeId node, InfosetId id, double got) {
  const Infoset& infoset = solved.compiled.game.infosets[id];
  std::vector<OptionInHindsight> options;
  for (std::size_t k = 0; k < infoset.num_actions; ++k) {
    options.push_back({value_of_move(solved, node, k), probability(solved.solution.strategy, action_at(infoset, k)),
                       solved.certificate.action_values[action_at(infoset, k)], ends_after(solved, id, k, got)});
  }
  return options;
}

std::size_t best_of(const std::vector<OptionInHindsight>& options) {
  return static_cast<std::size_t>(std::ranges::max_element(options, {}, &OptionInHindsight::worth) - options.begin());
}

// The best of the others.
std::optional<std::size_t> best_beside(const std::vector<OptionInHindsight>& options, std::size_t chosen) {
  std::optional<std::size_t> best;
  for (std::size_t k = 0; k < options.size(); ++k) {
    if (k != chosen && (!best || options[k].worth > options[*best].worth)) best = k;
  }
  return best;
}

ChoiceInHindsight look_back_at(const Sitting& sitting, const SeatChoice& choice, double got) {
  const Solved& solved = *sitting.solved;
  const Story& story = solved.compiled.story;
  const InfosetId id = solved.compiled.game.nodes[choice.node].infoset();
  const Site& site = story.sites[story.site_of[choice.node]];
  ChoiceInHindsight back{choice, id, site.variable};
  if (site.stage >= 0) back.place = place_at(story, choice.node);
  back.options = options_at(solved, choice.node, id, got);
  back.best = best_of(back.options);
  back.gave_up = back.options[back.best].worth - back.options[choice.option].worth;
  const auto about = sitting.plan.asks_beliefs ? belief_asked_at(solved, id) : std::nullopt;
  if (about) {
    back.belief = {*about, choice.belief, belief_held_at(solved, id, *about),
                   state_view(story, story.state_of[choice.node])[about->variable.value] == about->value};
  }
  back.other = best_beside(back.options, choice.option);
  if (back.other) {
    const Infoset& infoset = solved.compiled.game.infosets[id];
    back.lines = reasons_by_line(position_of(solved),
                                 {{id, action_at(infoset, choice.option), action_at(infoset, *back.other), 1}});
  }
  return back;
}

std::vector<LineAtEnd> lines_at_end(const Solved& solved, NodeId end, ActorId actor) {
  const Point point = point_of(solved.model, solved.parameters);
  const StateView state = state_view(solved.compiled.story, solved.compiled.story.state_of[end]);
  std::vector<LineAtEnd> lines;
  for (std::size_t row = 0; row < solved.model.payoffs[actor].size(); ++row) {
    const PayoffTerm& term = solved.model.payoffs[actor][row];
    const double amount = holds(term.condition, point, state) ? evaluate(term.number, point, state) : 0;
    if (amount != 0) lines.push_back({row, amount});
  }
  return lines;
}

}  // namespace

SeatInHindsight look_back(const Sitting& sitting, ActorId seat) {
  const Solved& solved = *sitting.solved;
  const Game& game = solved.compiled.game;
  const OutcomeId outcome = game.nodes[sitting.stands_at].outcome();
  const Certificate& certificate = solved.certificate;
  const auto& expected = certificate.own_values.empty() ? certificate.values : certificate.own_values;
  SeatInHindsight back{seat, payoff(game, solved.stakes, outcome, seat), expected[seat]};
  back.lines = lines_at_end(solved, sitting.stands_at, seat);
  for (const SeatChoice& choice : sitting.choices) {
    if (game.infosets[game.nodes[choice.node].infoset()].actor == seat)
      back.choices.push_back(look_back_at(sitting, choice, back.payoff));
  }
  return back;
}

double quadratic_score(double likelihood, bool was_so) {
  const double off = likelihood - (was_so ? 1 : 0);
  return off * off;
}

}  // namespace demarche
