#include "demarche/game/worths.h"
#include "demarche/reasons/beliefs_held.h"
#include "demarche/seats/seat_view.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// What is worth most at a set, and what comes next.
OptionPair best_two(const Position& position, InfosetId id) {
  const Infoset& infoset = position.compiled->game.infosets[id];
  OptionPair pair{id, infoset.first_action, ActionId{std::size_t{infoset.first_action.value} + 1}, 1};
  if (worth_of(position, pair.other) > worth_of(position, pair.chosen)) std::swap(pair.chosen, pair.other);
  for (std::uint32_t k = 2; k < infoset.num_actions; ++k) {
    const ActionId option{std::size_t{infoset.first_action.value} + k};
    if (worth_of(position, option) > worth_of(position, pair.chosen)) {
      pair.other = pair.chosen;
      pair.chosen = option;
    } else if (worth_of(position, option) > worth_of(position, pair.other)) {
      pair.other = option;
    }
  }
  return pair;
}

// The belief about a trait that moves the choice between the best two most.
std::optional<BeliefAsked> about_trait(const Solved& solved, InfosetId id) {
  const Position position = position_of(solved);
  const Game& game = solved.compiled.game;
  const auto worths = worths_of(game, solved.stakes, solved.solution.strategy, game.infosets[id].actor);
  std::optional<BeliefAsked> most;
  double largest = -1;
  for (const BeliefReason& reason : reasons_by_belief(position, {best_two(position, id)}, worths)) {
    const double bearing = std::abs(reason.if_so - reason.if_not) * reason.belief * (1 - reason.belief);
    if (bearing <= largest) continue;
    largest = bearing;
    most = BeliefAsked{reason.trait, reason.value};
  }
  return most;
}

double evenness(const std::vector<double>& shares) {
  double squares = 0;
  for (const double share : shares) squares += share * share;
  return 1 - squares;
}

// The move or draw that is most open, and the value of it that is likeliest.
std::optional<BeliefAsked> about_what_happened(const Solved& solved, InfosetId id) {
  const Story& story = solved.compiled.story;
  const Infoset& infoset = solved.compiled.game.infosets[id];
  std::optional<BeliefAsked> most;
  double largest = 0;
  for (std::size_t row = 0; row < solved.model.variables.size(); ++row) {
    const Variable& variable = solved.model.variables[VariableId{row}];
    if (variable.kind == VariableKind::Counter || variable.record) continue;
    std::vector<double> shares(variable.values.size() + 1, 0.0);
    for (std::size_t member = infoset.first_member; member < infoset.first_member + infoset.num_members; ++member) {
      const StateId state = story.state_of[solved.compiled.game.members[member]];
      const std::size_t value = std::min<std::size_t>(state_view(story, state)[row], variable.values.size());
      shares[value] += solved.certificate.beliefs[member];
    }
    const double open = evenness(shares);
    if (open <= largest + 1e-9) continue;
    largest = open;
    shares.pop_back();  // not settled yet
    most = BeliefAsked{VariableId{row}, static_cast<ValueIndex>(std::ranges::max_element(shares) - shares.begin())};
  }
  return most;
}

}  // namespace

std::optional<BeliefAsked> belief_asked_at(const Solved& solved, InfosetId id) {
  const Infoset& infoset = solved.compiled.game.infosets[id];
  if (infoset.num_actions < 2 || infoset.num_members < 2) return std::nullopt;
  if (const auto trait = about_trait(solved, id)) return trait;
  return about_what_happened(solved, id);
}

double belief_held_at(const Solved& solved, InfosetId id, const BeliefAsked& about) {
  const Story& story = solved.compiled.story;
  const Infoset& infoset = solved.compiled.game.infosets[id];
  double share = 0;
  for (std::size_t row = infoset.first_member; row < infoset.first_member + infoset.num_members; ++row) {
    const StateId state = story.state_of[solved.compiled.game.members[row]];
    if (state_view(story, state)[about.variable.value] == about.value) share += solved.certificate.beliefs[row];
  }
  return share;
}

}  // namespace demarche
