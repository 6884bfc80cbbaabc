#include "demarche/study/play.h"

#include "demarche/base/philox.h"
#include "demarche/study/position.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

constexpr std::uint32_t stream = 0x706C6179;  // "play": no other draw of the program has these counters

// The draws of one play, two from each counter.
class Draws {
 public:
  Draws(std::uint64_t seed, std::uint64_t number) : key_{low(seed), high(seed)}, number_(number) {}

  double next() {
    if (num_used_++ % 2 == 0) bits_ = philox({low(number_), high(number_), num_used_ / 2, stream}, key_);
    else bits_ = {bits_[2], bits_[3], 0, 0};
    return unit_interval(bits_);
  }

 private:
  static std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
  static std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32U); }

  PhiloxKey key_;
  std::uint64_t number_;
  std::uint32_t num_used_ = 0;
  PhiloxCounter bits_{};
};

const double* up_to(const Playbook& book, const Node& node) {
  if (node.kind == NodeKind::Chance) return book.up_to_odds.data() + node.first_odds().value;
  return book.up_to_action.data() + book.game->infosets[node.infoset()].first_action.value;
}

// What is left of rounding goes to the last move that can be made.
void add_up(std::vector<double>& chances, std::size_t first, std::size_t num) {
  double sum = 0;
  std::size_t last = 0;
  for (std::size_t k = 0; k < num; ++k) {
    if (chances[first + k] > 0) last = k;
    chances[first + k] = sum += chances[first + k];
  }
  for (std::size_t k = last; k < num; ++k) chances[first + k] = 1;
}

struct Moments {
  double share = 0;
  double sum = 0;
  double squares = 0;

  void add(double weight, double number) {
    share += weight;
    sum += weight * number;
    squares += weight * number * number;
  }
  double mean() const { return sum / share; }
  double deviation() const { return std::sqrt(std::max(0.0, squares / share - mean() * mean())); }
};

PlayedRow compare(const Outlook& outlook, const Question& question, const Quantity& quantity,
                  const PlayCounts& counts) {
  const Endings endings = endings_of(outlook, question.given ? &*question.given : nullptr);
  const double all = log_sum_exp(endings.logs);
  Moments exact, played;
  for (std::size_t k = 0; k < endings.nodes.size(); ++k) {
    const double number = number_at(outlook, quantity, endings.nodes[k]);
    exact.add(std::exp(endings.logs[k] - all), number);
    if (counts[endings.nodes[k]] > 0) played.add(static_cast<double>(counts[endings.nodes[k]]), number);
  }
  PlayedRow row{question.text, quantity.text, question.given.has_value()};
  row.unit = unit_of(quantity);
  row.exact = exact.mean();
  row.played = played.share > 0 ? played.mean() : std::numeric_limits<double>::quiet_NaN();
  row.num_plays = static_cast<std::uint64_t>(played.share);
  row.standard_error = exact.deviation() / std::sqrt(played.share);
  row.z = row.played == row.exact ? 0 : (row.played - row.exact) / row.standard_error;
  return row;
}

}  // namespace

Playbook playbook_of(const Game& game, const Stakes& stakes, const Strategy& strategy) {
  Playbook book{&game, {}, {stakes.odds.begin(), stakes.odds.end()}};
  for (const double log : strategy.log_probability) book.up_to_action.push_back(std::exp(log));
  for (const Infoset& infoset : game.infosets)
    add_up(book.up_to_action, infoset.first_action.value, infoset.num_actions);
  std::vector<char> added(game.num_odds, 0);
  for (const Node& node : game.nodes) {
    if (node.kind != NodeKind::Chance || added[node.first_odds().value]) continue;
    added[node.first_odds().value] = 1;
    add_up(book.up_to_odds, node.first_odds().value, node.num_children);
  }
  return book;
}

NodeId play(const Playbook& book, std::uint64_t seed, std::uint64_t number) {
  Draws draws(seed, number);
  NodeId id{0};
  while (book.game->nodes[id].kind != NodeKind::Terminal) {
    const Node& node = book.game->nodes[id];
    const double* chances = up_to(book, node);
    const double drawn = draws.next();
    std::size_t move = 0;
    while (move + 1 < node.num_children && drawn >= chances[move]) ++move;
    id = child(node, move);
  }
  return id;
}

std::vector<PlayedRow> compare_plays(const Solved& solved, const std::vector<Question>& questions,
                                     const PlayCounts& counts) {
  const Outlook outlook = look_ahead(position_of(solved), solved.solution.strategy, std::nullopt);
  std::vector<PlayedRow> rows;
  for (const Question& question : questions) {
    if (question.kind != QuestionKind::Ask || question.forcing) continue;
    if (question.seen_by) continue;  // chance plays by the model's own odds
    for (const Quantity& quantity : question.quantities) {
      if (quantity.op == Quantity::Op::Ratio) continue;  // of means, and the mean of nothing that a play could show
      rows.push_back(compare(outlook, question, quantity, counts));
    }
  }
  return rows;
}

}  // namespace demarche
