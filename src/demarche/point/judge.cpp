#include "demarche/point/judge.h"

#include "demarche/game/names.h"
#include "demarche/game/sharpness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {

namespace {

// Solvers sum in another order and with fewer digits: a gain at the tolerance itself may come out on either side of it.
constexpr double same_gain = 1.001;
constexpr double visible = 1e-3;          // of log-odds
constexpr double small_mistake = 1e-3;    // up to this they are passed over
constexpr double usual_tolerance = 1e-6;  // a wider one asks for what is certified to it, and for no more
// What has come to its limit has moves that die out no further along than this, in probability.
constexpr double settled_at_best = 1e-7;
constexpr double settled_at_worst = 1e-5;
constexpr double times_unsettled = 10;

void stop_short(Solution& solution, std::string note) {
  solution.reason = StopReason::NoProgress;
  solution.notes.push_back(std::move(note));
}

std::string note_on_rounding(const Certificate& certificate) {
  return fmt::format(
      "payoffs are too large, beside what is at stake, for doubles to hold: gains are known to {:.2g} only, where the "
      "payoff range is {:.4g}; leave out what all outcomes have in common",
      certificate.rounding, certificate.payoff_range);
}

std::string note_on_faintest(const Certificate& certificate) {
  return fmt::format(
      "small payoffs are lost beside large ones: where no more than {:.2g} is at stake between moves the choice is "
      "left open, as that is nothing beside the payoff range of {:.4g}; what is chosen there is not certified",
      certificate.faint_stake, certificate.payoff_range);
}

Unlikely passed_over(double unsettled) {
  return {small_mistake, std::clamp(times_unsettled * unsettled, settled_at_best, settled_at_worst)};
}

bool is_judged_by_local_stakes(const Solution& solution, double tolerance) {
  return solution.reason == StopReason::ReachedTolerance && tolerance <= usual_tolerance;
}

std::string note_on_mistake(const std::string& where, const Mistake& mistake, const Certificate& certificate) {
  return fmt::format(
      "small payoffs are lost beside large ones: at {} the gain of {:.2g} is within the tolerance, as it is nothing "
      "beside the payoff range of {:.4g}, but it is {:.2g}% of what the choice there turns on, and what is chosen "
      "there "
      "is not certified; `--all` enumerates the equilibria of small games exactly, elsewhere put payoffs on one scale",
      where, certificate.gains[mistake.infoset], certificate.payoff_range, 100 * mistake.share);
}

}  // namespace

void hold_to_local_stakes(const Game& game, const Stakes& stakes, Solution& solution, const Certificate& certificate,
                          double tolerance) {
  if (!is_judged_by_local_stakes(solution, tolerance)) return;
  const auto mistake = worst_mistake(game, stakes, solution.strategy, certificate, passed_over(solution.unsettled));
  if (!mistake) return;
  const std::string where = fmt::format("{}'s {}", actor_name(game, game.infosets[mistake->infoset].actor),
                                        infoset_label(game, mistake->infoset));
  stop_short(solution, note_on_mistake(where, *mistake, certificate));
}

void hold_to_local_stakes(const PublicGame& game, const PublicStakes& stakes, Solution& solution,
                          const Certificate& certificate, double tolerance) {
  if (!is_judged_by_local_stakes(solution, tolerance)) return;
  const auto mistake = worst_mistake(game, stakes, solution.strategy, certificate, passed_over(solution.unsettled));
  if (mistake) stop_short(solution, note_on_mistake("one information set", *mistake, certificate));
}

void hold_to_certificate(Solution& solution, const Certificate& certificate, double tolerance) {
  if (!reached(solution.reason)) return;
  if (!std::isfinite(certificate.max_gain))
    return stop_short(solution, "nothing is certified: payoffs or probabilities are too large or too small to compute");
  if (solution.reason == StopReason::ReachedPrecision) {
    if (solution.precision * certificate.rounding > visible) solution.notes.push_back(note_on_rounding(certificate));
    return;
  }
  const double allowed = tolerance * same_gain * certificate.payoff_range;
  if (certificate.max_gain > allowed)
    return stop_short(solution,
                      fmt::format("the solver took this for an equilibrium; the certificate finds a gain of {:.2g}",
                                  certificate.max_gain));
  const auto is_known = [](const std::string& note) { return note.starts_with("small payoffs"); };
  if (certificate.faint_stake > 0 && std::ranges::none_of(solution.notes, is_known))
    solution.notes.push_back(note_on_faintest(certificate));
  if (certificate.max_gain + certificate.rounding > allowed) stop_short(solution, note_on_rounding(certificate));
}

Certificate judge(const Game& game, const Stakes& stakes, Solution& solution, double tolerance,
                  BestReplies best_replies) {
  Certificate certificate = certify(game, stakes, solution.strategy, best_replies);
  solution.precisions = precisions_at(stakes.precisions, solution.precision);
  if (!solution.solution_concept.empty()) return certificate;
  hold_to_certificate(solution, certificate, tolerance);
  hold_to_local_stakes(game, stakes, solution, certificate, tolerance);
  return certificate;
}

Certificate judge(const PublicGame& game, const PublicStakes& stakes, Solution& solution, double tolerance) {
  Certificate certificate = certify(game, stakes, solution.strategy);
  solution.precisions = precisions_at(stakes.precisions, solution.precision);
  if (!solution.solution_concept.empty()) return certificate;
  hold_to_certificate(solution, certificate, tolerance);
  hold_to_local_stakes(game, stakes, solution, certificate, tolerance);
  return certificate;
}

JudgedStrategy judge(const Game& game, const Stakes& stakes, Strategy strategy, double tolerance) {
  JudgedStrategy judged;
  judged.solution.strategy = std::move(strategy);
  judged.certificate = certify(game, stakes, judged.solution.strategy);
  judged.unsettled = unsettled_beliefs(game, stakes, judged.solution.strategy);
  if (tolerance <= usual_tolerance)
    judged.mistake = worst_mistake(game, stakes, judged.solution.strategy, judged.certificate, passed_over(0));
  return judged;
}

}  // namespace demarche
