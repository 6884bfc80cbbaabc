#include "demarche/refine/refine.h"

#include "demarche/refine/replies.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <tuple>

namespace demarche {
namespace {

constexpr std::size_t most_looked_at = 4'000;  // choices of replies, over all messages

struct Worth {
  double least = std::numeric_limits<double>::infinity();
  double most = -std::numeric_limits<double>::infinity();
};

// What a type gets by the message where the receiver mixes among these moves as it likes.
Worth worth_of(const Signal& signal, std::size_t type, const Replies& replies) {
  Worth worth{signal.without_reply[type], signal.without_reply[type]};
  for (std::size_t reply = 0; reply < replies.size(); ++reply) {
    const std::vector<double>& moves = signal.to_sender[type][reply];
    const auto [least, most] = std::ranges::minmax(replies[reply], {}, [&](std::size_t move) { return moves[move]; });
    worth.least += moves[least];
    worth.most += moves[most];
  }
  return worth;
}

Worth worth_of(const Signal& signal, std::size_t type, const std::vector<Replies>& any) {
  Worth worth;
  for (const Replies& replies : any) {
    const Worth here = worth_of(signal, type, replies);
    worth.least = std::min(worth.least, here.least);
    worth.most = std::max(worth.most, here.most);
  }
  return worth;
}

// The best that a mixture can do for `weight` times the gain of the one and what is left of 1 times the loss of the
// other.
double best_mixture(const Signal& signal, const Replies& replies, std::size_t gains, std::size_t loses, double weight,
                    double margin) {
  const double other = 1 - weight;
  double sum = weight * (signal.without_reply[gains] - signal.types[gains].in_equilibrium + margin) +
               other * (signal.types[loses].in_equilibrium - signal.without_reply[loses] + margin);
  for (std::size_t reply = 0; reply < replies.size(); ++reply) {
    double best = -std::numeric_limits<double>::infinity();
    for (const std::size_t move : replies[reply]) {
      best =
          std::max(best, weight * signal.to_sender[gains][reply][move] - other * signal.to_sender[loses][reply][move]);
    }
    sum += best;
  }
  return sum;
}

// Whether some mixture gives the one type its due and the other no more than its own. A convex function of the weight
// is never negative: a game between the mixture and whoever weighs the two claims (von Neumann 1928).
bool may_please_one_alone(const Signal& signal, const Replies& replies, std::size_t pleased, std::size_t other,
                          double margin) {
  double low = 0, high = 1;
  for (int round = 0; round < 60; ++round) {
    const double left = std::lerp(low, high, 1.0 / 3), right = std::lerp(low, high, 2.0 / 3);
    const double at_left = best_mixture(signal, replies, pleased, other, left, margin);
    const double at_right = best_mixture(signal, replies, pleased, other, right, margin);
    if (at_left < 0 || at_right < 0) return false;
    if (at_left < at_right) high = right;
    else low = left;
  }
  return true;
}

// One message under examination.
struct Examined {
  const Signal& signal;
  std::vector<std::size_t> all;
  std::vector<Replies> to_any;  // best replies to any belief about the types
  double margin = 0;
  std::size_t& looks_left;
};

bool could_never_pay(const Examined& examined, std::size_t type) {
  return worth_of(examined.signal, type, examined.to_any).most <
         examined.signal.types[type].in_equilibrium - examined.margin;
}

// Whether another type would gain by every reply by which this one would not lose, and by some reply at all.
bool pays_another_sooner(const Examined& examined, std::size_t type) {
  const Signal& signal = examined.signal;
  return std::ranges::any_of(examined.all, [&](std::size_t other) {
    if (other == type) return false;
    const bool may_gain =
        worth_of(signal, other, examined.to_any).most > signal.types[other].in_equilibrium + examined.margin;
    return may_gain && std::ranges::none_of(examined.to_any, [&](const Replies& replies) {
             return may_please_one_alone(signal, replies, type, other, examined.margin);
           });
  });
}

template <class IsRuledOut>
std::optional<Objection> objection_by(const Examined& examined, Criterion criterion, const IsRuledOut& is_ruled_out) {
  const Signal& signal = examined.signal;
  std::vector<std::size_t> left;
  Objection objection;
  for (const std::size_t type : examined.all) {
    if (is_ruled_out(examined, type)) objection.ruled_out.push_back(signal.types[type].set);
    else left.push_back(type);
  }
  if (left.empty() || objection.ruled_out.empty()) return std::nullopt;
  const auto replies = best_replies(signal, left, examined.margin * 1e-3, examined.looks_left);
  if (!replies || replies->empty()) return std::nullopt;
  for (const std::size_t type : left) {
    const double least = worth_of(signal, type, *replies).least;
    if (least <= signal.types[type].in_equilibrium + examined.margin) continue;
    objection.criterion = criterion;
    objection.sender = signal.sender;
    objection.receiver = signal.receiver;
    objection.breaks = signal.types[type];
    objection.at_least = least;
    return objection;
  }
  return std::nullopt;
}

void examine(const Signal& signal, double margin, std::size_t& looks_left, Refinement& refinement) {
  Examined examined{signal, std::vector<std::size_t>(signal.types.size()), {}, margin, looks_left};
  std::iota(examined.all.begin(), examined.all.end(), std::size_t{0});
  auto to_any = best_replies(signal, examined.all, margin * 1e-3, looks_left);
  if (!to_any) {
    ++refinement.num_not_applicable;
    return;
  }
  examined.to_any = std::move(*to_any);
  ++refinement.num_messages;
  auto objection = objection_by(examined, Criterion::Intuitive, could_never_pay);
  if (!objection) {
    objection = objection_by(examined, Criterion::D1, [](const Examined& at, std::size_t type) {
      return could_never_pay(at, type) || pays_another_sooner(at, type);
    });
  }
  if (objection) refinement.objections.push_back(std::move(*objection));
}

}  // namespace

Refinement refine(const Game& game, const Stakes& stakes, const Strategy& strategy, const Certificate& certificate) {
  const UnusedSignals unused = unused_signals(game, stakes, strategy, certificate);
  Refinement refinement;
  refinement.num_not_applicable = unused.num_others;
  refinement.num_used = unused.num_used;
  const double margin = 1e-6 * certificate.payoff_range + certificate.max_gain;
  std::size_t looks_left = most_looked_at;
  for (const Signal& signal : unused.signals) examine(signal, margin, looks_left, refinement);
  std::ranges::sort(refinement.objections, {},
                    [](const Objection& objection) { return std::tuple(objection.criterion, objection.breaks.sends); });
  return refinement;
}

}  // namespace demarche
