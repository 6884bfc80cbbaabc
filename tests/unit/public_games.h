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

// Odds drawn afresh.
inline void draw_again(std::mt19937& random, double* first, std::size_t num) {
  std::uniform_real_distribution<double> weight(0.05, 1);
  double sum = 0;
  for (std::size_t k = 0; k < num; ++k) sum += first[k] = weight(random);
  for (std::size_t k = 0; k < num; ++k) first[k] /= sum;
}

// What somebody may think of chance's public moves, two at each draw, and of everybody's types.
inline PublicOdds other_odds(std::mt19937& random, const PublicStakes& stakes) {
  PublicOdds own{stakes.priors, stakes.odds};
  for (std::vector<double>& prior : own.priors) draw_again(random, prior.data(), prior.size());
  for (std::size_t k = 0; k < own.odds.size(); k += 2) draw_again(random, own.odds.data() + k, 2);
  return own;
}

// The game, then the same where actors disagree about chance: some go by the odds of the stakes, some think alike. In
// one of three all terminals have something in common.
inline std::vector<RandomPublic> agreed_and_not(std::mt19937& random) {
  std::vector<RandomPublic> both{random_public_game(random)};
  if (random() % 3 == 0) both.front().stakes.bases.assign(both.front().game.num_actors, 2.5);
  both.push_back(both.front());
  const PublicStakes& common = both.front().stakes;
  const PublicOdds shared = other_odds(random, common);
  for (std::size_t actor = 0; actor < both.front().game.num_actors; ++actor) {
    const auto kind = random() % 4;
    both.back().stakes.thoughts.push_back(kind == 0   ? PublicOdds{common.priors, common.odds}
                                          : kind == 1 ? shared
                                                      : other_odds(random, common));
  }
  return both;
}

}  // namespace demarche::tests
