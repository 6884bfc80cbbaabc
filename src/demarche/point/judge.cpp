#include "demarche/point/judge.h"

#include "demarche/game/sharpness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {

namespace {

// Solvers sum in another order and with fewer digits: a gain at the tolerance itself may come out on either side of it.
constexpr double same_gain = 1.001;
constexpr double visible = 1e-3;  // of log-odds

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

}  // namespace

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
  if (solution.solution_concept.empty()) hold_to_certificate(solution, certificate, tolerance);
  solution.precisions = precisions_at(stakes.precisions, solution.precision);
  return certificate;
}

Certificate judge(const PublicGame& game, const PublicStakes& stakes, Solution& solution, double tolerance) {
  Certificate certificate = certify(game, stakes, solution.strategy);
  if (solution.solution_concept.empty()) hold_to_certificate(solution, certificate, tolerance);
  solution.precisions = precisions_at(stakes.precisions, solution.precision);
  return certificate;
}

JudgedStrategy judge(const Game& game, const Stakes& stakes, Strategy strategy) {
  JudgedStrategy judged;
  judged.solution.strategy = std::move(strategy);
  judged.certificate = certify(game, stakes, judged.solution.strategy);
  judged.unsettled = unsettled_beliefs(game, stakes, judged.solution.strategy);
  return judged;
}

}  // namespace demarche
