#include "demarche/game/sharpness.h"

#include <algorithm>
#include <map>
#include <utility>

namespace demarche {
namespace {

// Of an actor who plays at random: nothing beside any payoff that doubles hold, and yet something to divide by.
constexpr double least = 1e-12;

double largest_of(const Table<ActorId, double>& precisions) {
  return precisions.empty() ? 0 : *std::ranges::max_element(precisions);
}

// The numbers of terms, each times the sharpness of the actor who is paid them. Terms of several actors may share some.
void sharpen_terms(const PublicGame& game, const Table<ActorId, double>& sharpness, PublicStakes& stakes) {
  std::vector<double> numbers;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> placed;
  for (PublicStakes::Term& term : stakes.terms) {
    const auto [found, is_new] =
        placed.emplace(std::pair{term.first_number, term.actor.value}, static_cast<std::uint32_t>(numbers.size()));
    const bool is_pair = term.other != none<ActorTag>;
    const std::size_t size = std::size_t{game.num_types[term.one]} * (is_pair ? game.num_types[term.other] : 1);
    for (std::size_t k = 0; is_new && k < size; ++k)
      numbers.push_back(stakes.numbers[term.first_number + k] * sharpness[term.actor]);
    term.first_number = found->second;
  }
  stakes.numbers = std::move(numbers);
}

}  // namespace

Table<ActorId, double> sharpness_of(const Table<ActorId, double>& precisions) {
  const double largest = largest_of(precisions);
  Table<ActorId, double> sharpness;
  if (!(largest > 0)) return sharpness;
  for (const double precision : precisions) sharpness.push_back(std::max(precision / largest, least));
  return sharpness;
}

double precision_of(const Table<ActorId, double>& precisions, ActorId actor, double sharpest) {
  const double largest = largest_of(precisions);
  return largest > 0 ? sharpest * (precisions[actor] / largest) : sharpest;
}

Table<ActorId, double> precisions_at(const Table<ActorId, double>& precisions, double sharpest) {
  Table<ActorId, double> all;
  for (std::size_t row = 0; row < precisions.size(); ++row)
    all.push_back(precision_of(precisions, ActorId{row}, sharpest));
  return all;
}

PublicStakes sharpened(const PublicGame& game, PublicStakes stakes) {
  const Table<ActorId, double> sharpness = sharpness_of(stakes.precisions);
  stakes.precisions = {};
  if (sharpness.empty()) return stakes;
  for (std::size_t k = 0; k < stakes.constants.size(); ++k)
    stakes.constants[k] *= sharpness[ActorId{k % game.num_actors}];
  for (std::size_t actor = 0; actor < stakes.bases.size(); ++actor) stakes.bases[actor] *= sharpness[ActorId{actor}];
  sharpen_terms(game, sharpness, stakes);
  return stakes;
}

}  // namespace demarche
