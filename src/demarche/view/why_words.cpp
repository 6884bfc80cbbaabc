#include "demarche/view/why_words.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_lines_named = 3;
constexpr double worth_naming = 0.05;  // of the largest

double range_of(const Answer& answer) { return answer.rows.empty() ? 0 : answer.rows.front().payoff_range; }

// The preferred option and the other, and +1 where the one asked about is preferred.
struct Preferred {
  const std::string& option;
  const std::string& over;
  double sign = 1;
};
Preferred preferred_in(const OfWhy& why) {
  if (why.total >= 0) return {why.chosen, why.other, 1};
  return {why.other, why.chosen, -1};
}

// Lines that speak for the preferred option (`sign` > 0) or against it, the largest first.
std::vector<std::string> named_lines(const Answer& answer, const OfWhy& why, double sign) {
  std::vector<std::string> named;
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const double added = answer.rows[k].value * sign;
    const double largest = std::abs(answer.rows.front().value);
    if (added <= worth_naming * largest || named.size() == most_lines_named) continue;
    named.push_back(fmt::format("`{}` (line {}) {}", answer.rows[k].label, why.lines[k],
                                signed_text(answer.rows[k].value * preferred_in(why).sign, range_of(answer))));
  }
  return named;
}

std::string lines_text(const Answer& answer, const OfWhy& why) {
  const double sign = preferred_in(why).sign;
  const std::vector<std::string> speaking_for = named_lines(answer, why, sign);
  const std::vector<std::string> against = named_lines(answer, why, -sign);
  std::string text;
  if (!speaking_for.empty()) text += ": " + joined_names(speaking_for);
  if (!against.empty()) text += (speaking_for.empty() ? ": " : "; against it ") + joined_names(against);
  return text;
}

std::string nearest_turn(const OfWhy& why) {
  const bool turns = !why.turns.empty() && why.turns.front().value.has_value();
  if (!turns && why.num_turns_left > 0) return "";
  if (!turns) return why.turns.empty() ? "" : "No number alone would turn it within its range.";
  const TurningValue& nearest = why.turns.front();
  return fmt::format("It would turn if `{}` {} (now {}, range {} to {}).", nearest.parameter, turning_text(nearest),
                     short_number(nearest.now), short_number(nearest.low), short_number(nearest.high));
}

std::string turn_sentence(const OfWhy& why) {
  const std::string nearest = nearest_turn(why);
  const std::string left = left_unturned_text(why);
  if (left.empty()) return nearest;
  return (nearest.empty() ? "" : nearest + " ") + "The search for what would turn it was stopped: " + left + ".";
}

}  // namespace

std::string signed_text(double payoff, double payoff_range) {
  const std::string text = payoff_text(payoff, payoff_range);
  return payoff > 0 && text != "0" ? "+" + text : text;
}

std::string signed_change_text(const AnswerRow& row, double change) {
  if (std::isnan(change)) return "undefined";
  if (row.unit == Unit::Number) return signed_text(change, std::min(row.payoff_range, 1.0));
  const std::string points = fmt::format("{:+.2f}", 100 * change);
  return points == "+0.00" || points == "-0.00" ? "0 points" : points + " points";
}

std::string turning_text(const TurningValue& turn) {
  const bool above = *turn.value > turn.now;
  const double first = above ? std::ceil(*turn.value) : std::floor(*turn.value);
  if (turn.whole) return fmt::format("{} to {}", above ? "rose" : "fell", short_number(first));
  const double to_end = above ? turn.high - *turn.value : *turn.value - turn.low;
  const bool at_end = to_end <= 1e-6 * (turn.high - turn.low);
  if (at_end) return fmt::format("{} to {}", above ? "rose" : "fell", short_number(*turn.value));
  return fmt::format("{} {}{}", above ? "rose above" : "fell below", short_number(*turn.value),
                     turn.is_jump ? ", where another equilibrium begins" : "");
}

std::string left_unturned_text(const OfWhy& why) {
  if (why.num_turns_left == 0) return "";
  const std::size_t num_all = why.num_turns_left + why.turns.size();
  return fmt::format("{} of {} {} moved through {} range", why.turns.size(), counted(num_all, "number"),
                     why.turns.size() == 1 ? "was" : "were", why.turns.size() == 1 ? "its" : "their");
}

std::string belief_text(const HeldBelief& held, double payoff_range) {
  std::string text = fmt::format("{} is {} is held at {}: the preference is {} if so, {} if not", held.trait,
                                 held.value, share_text(held.belief), signed_text(held.if_so, payoff_range),
                                 signed_text(held.if_not, payoff_range));
  if (held.turns_at) text += fmt::format("; it would turn at a belief of {}", share_text(*held.turns_at));
  return text;
}

bool is_carried(const MoveReason& move, const AnswerRow& like) {
  return std::abs(move.derivative) > like.slack.varying;
}

bool is_carried(const Answer& answer, const OfWhyProbability& why) {
  return std::ranges::any_of(why.moves, [&](const MoveReason& move) { return is_carried(move, answer.rows.front()); });
}

std::vector<view::Words> history_lines(const OfWhyProbability& why) {
  std::vector<view::Words> lines;
  for (const HistoryReason& history : why.histories)
    lines.emplace_back(fmt::format("{}: {}", share_text(history.share), fmt::join(history.steps, ", ")));
  return lines;
}

std::string memo_of(const Answer& answer, const OfWhy& why) {
  const Preferred preferred = preferred_in(why);
  const std::string by = payoff_text(std::abs(why.total), range_of(answer));
  if (why.undecided && by == "0") {
    return fmt::format("{} is indifferent between `{}` and `{}` at `{}`: they are worth the same.", why.actor,
                       why.chosen, why.other, why.move);
  }
  if (why.undecided && std::abs(why.total) > why.gain_left) {
    return fmt::format("{} is indifferent between `{}` and `{}` at `{}`: both are still chosen, and differ by {} only.",
                       why.actor, why.chosen, why.other, why.move, by);
  }
  if (why.undecided) {
    return fmt::format(
        "Whether {} prefers `{}` to `{}` at `{}` is undecided: they differ by {}, and the certificate "
        "leaves {} open.",
        why.actor, why.chosen, why.other, why.move, by, short_number(why.gain_left));
  }
  std::string memo = fmt::format("{} prefers `{}` to `{}` at `{}` by {}{}.", why.actor, preferred.option,
                                 preferred.over, why.move, by, lines_text(answer, why));
  const std::string turn = turn_sentence(why);
  return turn.empty() ? memo : memo + " " + turn;
}

}  // namespace demarche
