#pragma once

#include "demarche/certify/certify_public.h"
#include "demarche/certify/mistakes.h"
#include "demarche/certify/off_path.h"
#include "demarche/game/solution.h"

#include <optional>

namespace demarche {

// A solver does not judge itself. What it says it reached stands only where the certificate, which shares no code with
// it, agrees: gains that are numbers, and under the tolerance where a tolerance was asked for. Otherwise the solution
// stopped for want of progress, and a note says what was found instead.
void hold_to_certificate(Solution& solution, const Certificate& certificate, double tolerance);

// Beside a catastrophe the tolerance is wide, and may pass a move that is wrong by all that is at stake in it. What
// says it reached the tolerance stands only where no such mistake is left; else it stopped for want of progress, too.
void hold_to_local_stakes(const Game& game, const Stakes& stakes, Solution& solution, const Certificate& certificate,
                          double tolerance);
void hold_to_local_stakes(const PublicGame& game, const PublicStakes& stakes, Solution& solution,
                          const Certificate& certificate, double tolerance);

// The certificate of a solution, which is held to it where it is to be a logit equilibrium or a limit of them: what has
// a concept of its own tells its own gap.
Certificate judge(const Game& game, const Stakes& stakes, Solution& solution, double tolerance,
                  BestReplies best_replies = BestReplies::Included);
Certificate judge(const PublicGame& game, const PublicStakes& stakes, Solution& solution, double tolerance);

// A strategy from elsewhere, judged. The solution holds the strategy only.
struct JudgedStrategy {
  Solution solution;
  Certificate certificate;
  std::vector<UnsettledBelief> unsettled;
  std::optional<Mistake> mistake;  // that a gain under the tolerance hides
};
JudgedStrategy judge(const Game& game, const Stakes& stakes, Strategy strategy, double tolerance);

}  // namespace demarche
