#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/reports.h"
#include "demarche/engine/strategy.h"
#include "demarche/point/claims.h"
#include "demarche/point/judge.h"
#include "demarche/view/judgement.h"

#include <utility>

namespace demarche {
namespace {

Judgement judgement_on(const JudgedStrategy& judged, const StrategyRead& read, const Request& request) {
  Judgement judgement{request.strategy->parts.front().name,
                      read.rounding,
                      request.plan.aim.tolerance,
                      false,
                      judged.unsettled,
                      judged.mistake};
  const Certificate& certificate = judged.certificate;
  const double allowed = judgement.tolerance * certificate.payoff_range;
  judgement.accepted = certificate.max_gain + certificate.rounding <= allowed && !judged.mistake;
  return judgement;
}

// Whatever comes from elsewhere is judged by its gains alone, whichever precision the model holds.
Provenance provenance_of_judged(const Source& source, const Request& request) {
  Plan plan = request.plan;
  plan.precision_from_model = false;
  return provenance_of(source, plan, request.selection);
}

Result judged_result(const Report& report, const Judgement& judgement, const Request& request) {
  Result result =
      shown(*report.source, request.parts, [&](view::Part part) { return judgement_page(report, judgement, part); });
  if (!judgement.accepted) result.outcome = Outcome::NotCertified;
  return result;
}

// Held against what the model names its equilibrium by, as a limit is.
Judgement with_claims(Judgement judgement, const Solved& solved) {
  if (!solved.model.named) return judgement;
  judgement.claims = read_claims({solved.model, solved.compiled, solved.parameters, solved.stakes},
                                 solved.solution.strategy, same_limit);
  return judgement;
}

Result certify_crisis(Session& session, const Request& request) {
  const auto crisis = crisis_of(session, request.selection);
  if (!crisis) return crisis.error();
  auto built = build(crisis->varied, request.plan.compile);
  if (!built) return with_errors(crisis->source, std::move(built.error()));
  auto read = strategy_for(built->compiled.game, request);
  if (!read) return std::move(read.error());
  JudgedStrategy judged =
      judge(built->compiled.game, built->stakes, std::move(*read->strategy), request.plan.aim.tolerance);
  Judgement judgement = judgement_on(judged, *read, request);
  const Solved solved{crisis->varied.model,     crisis->varied.parameters,  std::move(built->compiled),
                      std::move(built->stakes), std::move(judged.solution), std::move(judged.certificate)};
  const Provenance from = provenance_of_judged(crisis->source, request);
  return judged_result(report_on(solved, crisis->source, from), with_claims(std::move(judgement), solved), request);
}

Result certify_game(const Session& session, const Request& request) {
  const Source& source = session.source;
  if (!session.game->file) return with_errors(source, session.game->diagnostics);
  if (!(request.selection == Selection{}))
    return refused(source, {"a game of Gambit has no variants and no parameters", ""});
  const EfgFile& file = *session.game->file;
  auto read = strategy_for(file.game, request);
  if (!read) return std::move(read.error());
  const JudgedStrategy judged = judge(file.game, file.stakes, std::move(*read->strategy), request.plan.aim.tolerance);
  const Judgement judgement = judgement_on(judged, *read, request);
  Report report;
  report.provenance = provenance_of_judged(source, request);
  report.game = &file.game;
  report.stakes = &file.stakes;
  report.solution = &judged.solution;
  report.certificate = &judged.certificate;
  report.source = &source;
  return judged_result(report, judgement, request);
}

}  // namespace

Result run_certify(Session& session, const Request& request) {
  if (!request.strategy)
    return refused(session.source, {"there is no strategy to judge", "`--strategy FILE` brings one"});
  return session.game ? certify_game(session, request) : certify_crisis(session, request);
}

}  // namespace demarche
