#include "demarche/survey/runs.h"

#include "demarche/diag/unified_diff.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>

namespace demarche {
namespace {

bool lies_within(double value, const std::optional<RangeOfDraws>& draws) {
  return !draws || (value >= draws->low && value <= draws->high);
}

Movement movement_of(const RunNumber& first, const RunNumber& second) {
  if (std::isnan(first.value) || std::isnan(second.value))
    return std::isnan(first.value) == std::isnan(second.value) ? Movement::None : Movement::Beyond;
  if (std::abs(second.value - first.value) <= first.known_to + second.known_to) return Movement::None;
  const bool has_ranges = first.draws || second.draws;
  const bool within = lies_within(second.value, first.draws) && lies_within(first.value, second.draws);
  return has_ranges && within ? Movement::WithinRanges : Movement::Beyond;
}

void pair_numbers(RunComparison& comparison, const std::vector<RunNumber>& first,
                  const std::vector<RunNumber>& second) {
  std::vector<bool> is_paired(second.size(), false);
  for (const RunNumber& number : first) {
    std::size_t k = 0;
    while (k < second.size() && (is_paired[k] || number.key != second[k].key)) ++k;
    if (k == second.size()) {
      comparison.only_first.push_back(number);
      continue;
    }
    is_paired[k] = true;
    const RunNumber& other = second[k];
    comparison.numbers.push_back({number, other, other.value - number.value, movement_of(number, other), {}});
  }
  for (std::size_t k = 0; k < second.size(); ++k) {
    if (!is_paired[k]) comparison.only_second.push_back(second[k]);
  }
}

double probability_in(const RunChoice& choice, const std::string& move) {
  const auto found = std::ranges::find(choice.moves, move, &std::pair<std::string, double>::first);
  return found == choice.moves.end() ? 0 : found->second;  // a move that is not to be had is not made
}

PairedChoice paired(const RunChoice& first, const RunChoice& second) {
  PairedChoice pair{first.actor, first.place, "", 0, 0, std::max(first.reach, second.reach)};
  double most = -1;
  for (const RunChoice* side : {&first, &second}) {
    for (const auto& [move, chance] : side->moves) {
      const double before = probability_in(first, move), after = probability_in(second, move);
      if (std::abs(after - before) <= most) continue;
      most = std::abs(after - before);
      pair.move = move;
      pair.first = before;
      pair.second = after;
    }
  }
  return pair;
}

ActorChange& change_of(std::vector<ActorChange>& actors, const std::string& actor) {
  const auto found = std::ranges::find(actors, actor, &ActorChange::actor);
  if (found != actors.end()) return *found;
  return actors.emplace_back(ActorChange{actor, 0, {}});
}

bool is_heavier(const PairedChoice& one, const PairedChoice& other) {
  return one.weight() != other.weight() ? one.weight() > other.weight() : one.place < other.place;
}

// Sets of one name, as games from files have, in their order: the first of them with the first.
void pair_choices(RunComparison& comparison, const std::vector<RunChoice>& first,
                  const std::vector<RunChoice>& second) {
  std::map<std::pair<std::string, std::string>, std::deque<const RunChoice*>> others;
  for (const RunChoice& choice : second) others[{choice.actor, choice.place}].push_back(&choice);
  std::size_t num_paired = 0;
  std::vector<ActorChange>& actors = comparison.actors.emplace();
  for (const RunChoice& choice : first) {
    ActorChange& change = change_of(actors, choice.actor);
    const auto other = others.find({choice.actor, choice.place});
    if (other == others.end() || other->second.empty()) {
      ++comparison.sets_only_first;
      continue;
    }
    ++change.num_sets;
    ++num_paired;
    PairedChoice pair = paired(choice, *other->second.front());
    if (std::abs(pair.second - pair.first) > same_choice) change.changes.push_back(std::move(pair));
    other->second.pop_front();
  }
  comparison.sets_only_second = second.size() - num_paired;
  for (ActorChange& change : actors) std::ranges::sort(change.changes, is_heavier);
}

}  // namespace

double PairedChoice::weight() const { return std::abs(second - first) * reach; }

RunComparison compared(const RunSide& first, const RunSide& second) {
  RunComparison comparison;
  pair_numbers(comparison, first.numbers, second.numbers);
  if (!first.worth.empty() && !second.worth.empty()) pair_numbers(comparison, first.worth, second.worth);
  if (first.text && second.text) comparison.text_diff = unified_diff("the model", *first.text, *second.text);
  if (first.choices && second.choices) pair_choices(comparison, *first.choices, *second.choices);
  return comparison;
}

}  // namespace demarche
