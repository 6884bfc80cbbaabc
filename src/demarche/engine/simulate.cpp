#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/solving.h"
#include "demarche/engine/strategy.h"
#include "demarche/survey/plays.h"
#include "demarche/view/plays_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

std::string plays_until_then(const Played& played, const Request& request) {
  return fmt::format("{} of {} {} played, and the counts are of {}", count_text(static_cast<double>(played.num_plays)),
                     counted(request.num_plays, "play"), agreeing(played.num_plays, "was", "were"),
                     agreeing(played.num_plays, "this one", "these"));
}

// Whoever hears of plays is told where they end, and asks for the row of an ending when it likes.
PlaysHeard told_as_histories(const Solved& solved, const HistoriesHeard& heard) {
  return [&](std::uint64_t first, const std::vector<NodeId>& nodes) {
    std::vector<std::size_t> ends;
    for (const NodeId node : nodes) ends.push_back(node.value);
    const auto row_of = [&](std::size_t end) { return history_values(solved.model, solved.compiled, NodeId{end}); };
    return heard.played({first, ends, solved.compiled.game.nodes.size(), row_of});
  };
}

struct PlaysMade {
  Played played;
  bool still_wanted = true;  // by whoever hears of them
};

PlaysMade make_plays(const Solved& solved, const Request& request, const Lent& lent) {
  const PlayPlan plan{request.num_plays, request.seed};
  if (!lent.histories.played) return {play_out(solved, plan, lent.monitor)};
  if (lent.histories.heads) lent.histories.heads(history_columns(solved.model));
  const PlaysHeard tell = told_as_histories(solved, lent.histories);
  PlaysMade made;
  made.played = play_out(solved, plan, lent.monitor, [&](std::uint64_t first, const std::vector<NodeId>& ends) {
    return made.still_wanted = tell(first, ends);
  });
  return made;
}

// What was set in place of what the model's equilibrium would be told by.
Provenance provenance_of_plays(const Crisis& crisis, const Plan& plan, const Request& request) {
  Provenance from = provenance_of(crisis.source, plan, request.selection);
  from.seed = request.seed;
  if (request.strategy) from.options += "; strategy of " + request.strategy->parts.front().name;
  return from;
}

void take_plays_outcome(Result& result, const PlaysMade& made, const std::vector<PlayedRow>& rows,
                        const Request& request) {
  if (made.played.num_plays < request.num_plays && made.still_wanted) {
    if (!result.message.sentence.empty()) result.remarks.push_back(std::move(result.message.sentence));
    result.outcome = Outcome::Stopped;
    result.message.sentence = plays_until_then(made.played, request);
  } else if (result.outcome == Outcome::Ok && !bears_out(rows)) {
    result.outcome = Outcome::CheckFailed;
  }
}

Result plays_of(const Crisis& crisis, const Solved& solved, const Plan& plan, const Request& request,
                const Lent& lent) {
  const PlaysMade made = make_plays(solved, request, lent);
  const std::vector<PlayedRow> rows = compare_plays(solved, crisis.varied.model.questions, made.played.counts);
  const PlaysReport report{provenance_of_plays(crisis, plan, request), made.played.num_plays, &rows};
  Result result{Outcome::Ok, {}, crisis.source, {}, {}};
  if (!lent.histories.played) result.page = plays_page(report);
  take_outcome(result, solved.solution);
  take_plays_outcome(result, made, rows, request);
  return result;
}

// A strategy from elsewhere is played as it is: nothing is solved.
Result plays_of_strategy(const Crisis& crisis, const Plan& plan, const Request& request, const Lent& lent) {
  auto built = build(crisis.varied, plan.compile);
  if (!built) return with_errors(crisis.source, std::move(built.error()));
  auto read = strategy_for(built->compiled.game, request);
  if (!read) return std::move(read.error());
  Solved solved{
      crisis.varied.model, crisis.varied.parameters, std::move(built->compiled), std::move(built->stakes), {}, {}};
  solved.solution.strategy = std::move(*read->strategy);
  return plays_of(crisis, solved, plan, request, lent);
}

}  // namespace

Result run_simulate(Session& session, const Request& request, const Lent& lent) {
  const auto crisis = crisis_of(session, request.selection);
  if (!crisis) return crisis.error();
  Plan plan = request.plan;
  plan.held = Held::OverHistories;
  if (request.strategy) return plays_of_strategy(*crisis, plan, request, lent);
  const auto found = solve_in(session, crisis->varied, request.selection, plan, lent);
  if (!found) return failed(crisis->source, found.error());
  return plays_of(*crisis, std::get<Solved>((*found)->solved), plan, request, lent);
}

}  // namespace demarche
