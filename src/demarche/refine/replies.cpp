#include "demarche/refine/replies.h"

#include "demarche/refine/matrix_game.h"

#include <cmath>

namespace demarche {
namespace {

struct Looking {
  const Signal& signal;
  const std::vector<std::size_t>& possible;
  double margin = 0;
  std::size_t& looks_left;
  std::vector<std::vector<double>> demands;  // what the belief must not make negative, a row each over the types
  Replies chosen;
  std::vector<Replies> found;
};

// That the move is worth at least as much as each other of the set.
void demand_best(Looking& looking, std::size_t reply, std::size_t move) {
  const std::size_t num_moves = looking.signal.to_receiver.front()[reply].size();
  for (std::size_t other = 0; other < num_moves; ++other) {
    if (other == move) continue;
    std::vector<double> row;
    for (const std::size_t type : looking.possible) {
      const std::vector<double>& worth = looking.signal.to_receiver[type][reply];
      row.push_back(worth[move] - worth[other]);
    }
    looking.demands.push_back(std::move(row));
  }
}

bool is_believable(Looking& looking) {
  if (looking.looks_left == 0) return false;
  --looking.looks_left;
  return best_guarantee(looking.demands, looking.possible.size()) >= -looking.margin;
}

void choose_at(Looking& looking, std::size_t reply);

// Takes the moves of the set from `from` on into the choice, or leaves them out.
void choose_from(Looking& looking, std::size_t reply, std::size_t from) {
  if (looking.looks_left == 0) return;
  const std::size_t num_moves = looking.signal.to_receiver.front()[reply].size();
  if (from == num_moves) {
    if (!looking.chosen[reply].empty()) choose_at(looking, reply + 1);
    return;
  }
  choose_from(looking, reply, from + 1);
  const std::size_t before = looking.demands.size();
  demand_best(looking, reply, from);
  looking.chosen[reply].push_back(from);
  if (is_believable(looking)) choose_from(looking, reply, from + 1);
  looking.chosen[reply].pop_back();
  looking.demands.resize(before);
}

void choose_at(Looking& looking, std::size_t reply) {
  if (reply == looking.signal.replies.size()) looking.found.push_back(looking.chosen);
  else choose_from(looking, reply, 0);
}

constexpr double most_choices = 20'000;

// How many choices of moves there are, some at each reply set, good or not.
double num_choices(const Signal& signal) {
  double product = 1;
  for (const std::vector<double>& moves : signal.to_receiver.front())
    product *= std::exp2(static_cast<double>(moves.size())) - 1;
  return product;
}

}  // namespace

std::optional<std::vector<Replies>> best_replies(const Signal& signal, const std::vector<std::size_t>& possible,
                                                 double margin, std::size_t& looks_left) {
  if (num_choices(signal) > most_choices) return std::nullopt;
  Looking looking{signal, possible, margin, looks_left, {}, Replies(signal.replies.size()), {}};
  choose_at(looking, 0);
  if (looks_left == 0) return std::nullopt;
  return std::move(looking.found);
}

}  // namespace demarche
