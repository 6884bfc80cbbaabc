#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

constexpr double share_of_rounding = 1e-13;

std::string with_commas(std::string digits) {
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace

std::string share_text(double share) {
  if (std::isnan(share)) return "undefined";
  if (share > 0 && share < 0.00005) return "<0.01%";
  if (share > 0 && share < 0.00995) return fmt::format("{:.2f}%", 100 * share);
  return fmt::format("{:.1f}%", std::abs(100 * share));
}

std::string log_share_text(double log_share) {
  if (log_share == -std::numeric_limits<double>::infinity()) return "0.0%";
  const double share = std::exp(log_share);
  if (share >= 0.00005) return share_text(share);
  return fmt::format("0.0% (10^{:.0f})", log_share / std::log(10.0));
}

std::string short_number(double number) {
  if (std::isnan(number)) return "undefined";
  return fmt::format("{:.4g}", number == 0 ? 0.0 : number);
}

std::string payoff_text(double payoff, double payoff_range) {
  return short_number(std::abs(payoff) < share_of_rounding * payoff_range ? 0 : payoff);
}

// Scales and traits are counted in units of their own, so a wide range of payoffs must not hide them.
std::string value_text(const AnswerRow& row, double value) {
  return row.unit == Unit::Share ? share_text(value) : payoff_text(value, std::min(row.payoff_range, 1.0));
}

std::string swing_text(const AnswerRow& row, const RankedRange& range) {
  if (std::isnan(row.value)) return "undefined";
  if (range.fixed) return "does not vary";
  if (row.unit == Unit::Share) return fmt::format("{:.2f} points", 100 * row.value);
  return payoff_text(row.value, std::max(std::abs(range.at_low), std::abs(range.at_high)));
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

std::vector<std::string> quantities_of(const Answer& answer) {
  std::vector<std::string> names;
  for (const AnswerRow& row : answer.rows) {
    if (std::find(names.begin(), names.end(), row.quantity) == names.end()) names.push_back(row.quantity);
  }
  return names;
}

bool is_outside_its_draws(const AnswerRow& row) {
  if (!row.draws || std::isnan(row.value)) return false;
  return row.value < row.draws->low - row.slack.varying || row.value > row.draws->high + row.slack.varying;
}

std::string difference_text(const AnswerRow& row, const Difference& difference) {
  if (std::isnan(difference.value)) return "undefined";
  const bool share = row.unit == Unit::Share;
  const double largest = std::max({std::abs(difference.value), std::abs(difference.low), std::abs(difference.high)});
  const double rounding =
      share ? 5e-5 : share_of_rounding * std::max(std::abs(row.value), std::min(row.payoff_range, 1.0));
  if (largest <= rounding) return "no difference";
  const auto word = [&](double number) {
    if (std::abs(number) <= rounding) return std::string("0");
    return share ? fmt::format("{:+.2f}", 100 * number) : fmt::format("{:+.4g}", number);
  };
  return fmt::format("{}{} ({} to {})", word(difference.value), share ? " points" : "", word(difference.low),
                     word(difference.high));
}

std::optional<OverRange> over_range(const AnswerRow& row, const Sensitivity& sensitivity) {
  if (!sensitivity.low || !sensitivity.high) return std::nullopt;
  const double at_low = row.value + sensitivity.derivative * (*sensitivity.low - sensitivity.at);
  const double at_high = row.value + sensitivity.derivative * (*sensitivity.high - sensitivity.at);
  if (row.unit != Unit::Share || std::isnan(at_low) || std::isnan(at_high)) {
    return OverRange{at_high - at_low, false};
  }
  const double low = std::clamp(at_low, 0.0, 1.0);
  const double high = std::clamp(at_high, 0.0, 1.0);
  return OverRange{high - low, low != at_low || high != at_high};
}

std::string count_text(double count) {
  return count < 1e15 ? with_commas(fmt::format("{:.0f}", count)) : fmt::format("{:.2e}", count);
}

std::string counted(std::size_t count, const std::string& singular) {
  return fmt::format("{} {}{}", count_text(static_cast<double>(count)), singular, count == 1 ? "" : "s");
}

std::string_view agreeing(std::size_t count, std::string_view one, std::string_view many) {
  return count == 1 ? one : many;
}

std::string plain_number(double number) { return fmt::format("{:.6g}", number == 0 ? 0.0 : number); }

std::string seen_by_text(const Model& model, ActorSet set, std::optional<ActorId> owner) {
  std::string names;
  std::size_t others = 0, seen = 0;
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    const ActorId actor{row};
    if (owner && *owner == actor) continue;
    ++others;
    if (!contains(set, actor)) continue;
    ++seen;
    names += (names.empty() ? "" : ", ") + model.actors[actor].name;
  }
  if (seen == others) return "everyone";
  if (seen == 0) return owner ? "nobody else" : "nobody";
  return names;
}

std::string_view stop_sentence(StopReason reason) {
  switch (reason) {
    case StopReason::ReachedPrecision:
      return "stopped at the precision asked for";
    case StopReason::ReachedTolerance:
      return "stopped when the largest gain fell under the tolerance";
    case StopReason::StepLimit:
      return "stopped at the limit of steps: this is the best strategy found, not what was asked for";
    case StopReason::NoProgress:
      return "stopped where the path could not be followed further: this is the best strategy found, not what was "
             "asked for";
    case StopReason::OpenBelief:
      return "stopped at the highest precision that can be followed, with a belief open: this is the best strategy "
             "found, not what was asked for";
    case StopReason::Interrupted:
      return "stopped on the way, by a signal or a limit: this is the best strategy found until then";
  }
  return "";
}

std::string_view stop_word(StopReason reason) {
  switch (reason) {
    case StopReason::ReachedPrecision:
      return "reached_precision";
    case StopReason::ReachedTolerance:
      return "reached_tolerance";
    case StopReason::StepLimit:
      return "step_limit";
    case StopReason::NoProgress:
      return "no_progress";
    case StopReason::OpenBelief:
      return "open_belief";
    case StopReason::Interrupted:
      return "stopped";
  }
  return "";
}

std::string gain_sentence(double max_gain, double payoff_range) {
  const double share = payoff_range > 0 ? 100 * max_gain / payoff_range : 0;
  return fmt::format("no actor can gain more than {:.2g} ({:.2g}% of the payoff range {}) by changing one move",
                     max_gain, share, short_number(payoff_range));
}

std::string place_text(const Report& report, InfosetId id) {
  const std::string label = infoset_label(*report.game, id);
  const std::size_t bar = label.find(" | ");
  if (!report.model) return fmt::format("{}'s `{}`", actor_name(*report.game, report.game->infosets[id].actor), label);
  if (bar == std::string::npos) return label;
  return label.substr(0, bar) + ", having seen " + label.substr(bar + 3);
}

GameSize size_of(const Report& report) {
  if (!report.open) return {report.game->nodes.size(), report.game->num_terminals};
  return {static_cast<std::size_t>(flat_nodes(*report.open)), static_cast<std::size_t>(flat_terminals(*report.open))};
}

}  // namespace demarche
