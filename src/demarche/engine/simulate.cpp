#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/solving.h"
#include "demarche/survey/plays.h"
#include "demarche/view/plays_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

std::string plays_until_then(const Played& played, const Request& request) {
  return fmt::format("{} of {} plays were played, and the counts are of these",
                     count_text(static_cast<double>(played.num_plays)),
                     count_text(static_cast<double>(request.num_plays)));
}

}  // namespace

Result run_simulate(Session& session, const Request& request, const Lent& lent) {
  const auto crisis = crisis_of(session, request.selection);
  if (!crisis) return crisis.error();
  Plan plan = request.plan;
  plan.held = Held::OverHistories;
  const auto found = solve_in(session, crisis->varied, request.selection, plan, lent);
  if (!found) return failed(crisis->source, found.error());
  const Solved& solved = std::get<Solved>((*found)->solved);
  const Played played = play_out(solved, {request.num_plays, request.seed}, lent.monitor);
  const std::vector<PlayedRow> rows = compare_plays(solved, crisis->varied.model.questions, played.counts);
  PlaysReport report{provenance_of(crisis->source, plan, request.selection), played.num_plays, &rows};
  report.provenance.seed = request.seed;
  Result result{Outcome::Ok, plays_page(report), crisis->source, {}, {}};
  take_outcome(result, solved.solution);
  if (played.num_plays < request.num_plays) {
    result.outcome = Outcome::Stopped;
    result.message.sentence = plays_until_then(played, request);
  } else if (result.outcome == Outcome::Ok && !bears_out(rows)) {
    result.outcome = Outcome::CheckFailed;
  }
  return result;
}

}  // namespace demarche
