#pragma once

#include "demarche/game/public_game.h"

#include <random>

namespace demarche::tests {

struct RandomPublic {
  PublicGame game;
  PublicStakes stakes;
};

inline void add_random_terms(std::mt19937& random, RandomPublic& made) {
  std::uniform_real_distribution<double> number(-1, 1);
  const std::size_t num_actors = made.game.num_actors;
  for (std::size_t whose = 0; whose < num_actors; ++whose) {
    made.stakes.constants.push_back(number(random));
    for (int k = static_cast<int>(random() % 3); k > 0; --k) {
      PublicStakes::Term term{ActorId{whose}, ActorId{random() % num_actors}};
      std::size_t size = made.game.num_types[term.one];
      if (random() % 3 == 0) {
        term.other = ActorId{(term.one.value + 1 + random() % (num_actors - 1)) % num_actors};
        size *= made.game.num_types[term.other];
      }
      term.first_number = static_cast<std::uint32_t>(made.stakes.numbers.size());
      for (std::size_t i = 0; i < size; ++i) made.stakes.numbers.push_back(number(random));
      made.stakes.terms.push_back(term);
    }
  }
  made.stakes.first_term.push_back(static_cast<std::uint32_t>(made.stakes.terms.size()));
}

inline void make_decision(std::mt19937& random, PublicGame& game, PublicNode& node, std::size_t at) {
  const ActorId actor{random() % game.num_actors};
  node.kind = NodeKind::Decision;
  node.owner = static_cast<std::uint32_t>(game.decisions.size());
  node.num_children = static_cast<std::uint16_t>(1 + random() % 3);
  game.decisions.push_back({actor, static_cast<std::uint32_t>(at), InfosetId{game.num_infosets},
                            ActionId{game.num_actions}, node.num_children});
  game.num_infosets += game.num_types[actor];
  game.num_actions += game.num_types[actor] * node.num_children;
}

inline void make_chance(std::mt19937& random, RandomPublic& made, PublicNode& node) {
  node.kind = NodeKind::Chance;
  node.owner = made.game.num_odds;
  node.num_children = 2;
  made.game.num_odds += 2;
  const double odds = std::uniform_real_distribution<double>(0.1, 0.9)(random);
  made.stakes.odds.push_back(odds);
  made.stakes.odds.push_back(1 - odds);
}

// A game in public of two or three actors with 1 to 4 types, some 20 public nodes, and payoffs with terms of all kinds.
inline RandomPublic random_public_game(std::mt19937& random) {
  RandomPublic made;
  PublicGame& game = made.game;
  game.num_actors = 2 + static_cast<std::uint32_t>(random() % 2);
  std::uniform_real_distribution<double> weight(0.2, 1);
  for (std::size_t actor = 0; actor < game.num_actors; ++actor) {
    std::vector<double> prior(1 + random() % 4);
    double sum = 0;
    for (double& p : prior) sum += p = weight(random);
    for (double& p : prior) p /= sum;
    game.num_types.push_back(static_cast<std::uint32_t>(prior.size()));
    made.stakes.priors.push_back(prior);
  }
  game.nodes.emplace_back();
  for (std::size_t at = 0; at < game.nodes.size(); ++at) {
    PublicNode node = game.nodes[at];
    const bool goes_on = at < 2 || (game.nodes.size() < 24 && random() % 3 != 0);
    if (!goes_on) node.owner = game.num_terminals++;
    else if (random() % 4 == 0) make_chance(random, made, node);
    else make_decision(random, game, node, at);
    node.first_child = static_cast<std::uint32_t>(game.nodes.size());
    for (std::size_t k = 0; k < node.num_children; ++k) {
      game.nodes.emplace_back();
      game.nodes.back().parent = static_cast<std::uint32_t>(at);
    }
    game.nodes[at] = node;
  }
  made.stakes.first_term.push_back(0);
  for (std::size_t row = 0; row < game.num_terminals; ++row) add_random_terms(random, made);
  return made;
}

}  // namespace demarche::tests
