#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/naming.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/reports.h"
#include "demarche/engine/solving.h"
#include "demarche/engine/told_place.h"
#include "demarche/point/refusal.h"
#include "demarche/view/path_record.h"
#include "demarche/view/path_table.h"
#include "demarche/view/report_page.h"
#include "demarche/view/solution.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

// Report pages and paths tell of histories; several equilibria are numbered as `ask` numbers them, which reads answers
// off histories.
Plan plan_to_solve(const Request& request, const Lent& lent) {
  Plan plan = request.plan;
  plan.seed = request.seed;
  plan.num_starts_for_name = request.num_starts;
  if (request.all) plan.num_starts = request.num_starts;
  const bool needs_histories = request.report_page || lent.table.row || request.all;
  if (!request.at.empty() || (needs_histories && plan.form == Form::Automatic)) plan.held = Held::OverHistories;
  return plan;
}

std::vector<Wish> wishes_to_solve(const Request& request, const Lent& lent) {
  std::vector<Wish> wishes;
  if (lent.table.row) wishes.push_back({Gift::Path, "--trace"});
  if (request.all) wishes.push_back({Gift::Several, "--all"});
  return wishes;
}

// The path as it is followed: told to whoever wants it, and recorded for the report page.
PathWatcher watcher_of_path(PathRecord& path, const Request& request, const Lent& lent) {
  const TableHeard& table = lent.table;
  if (!table.row && !request.report_page) return {};
  return [&path, &table, is_recorded = request.report_page, is_first = true](const Game& game,
                                                                             const PathStep& step) mutable {
    // Whoever cannot take a row says so in the end: the solution is worth more than its path.
    if (table.row && is_first) table.heads(path_heads(game));
    if (table.row) table.row(path_row(step));
    if (is_recorded) record(path, step);
    is_first = false;
  };
}

void take_search(Result& result, const Found& found) {
  if (!found.equilibria || !found.equilibria->stopped || result.outcome == Outcome::Stopped) return;
  result.outcome = Outcome::Stopped;
  result.message.sentence =
      fmt::format("the search for other equilibria came through {} of {}; these were found until then",
                  found.equilibria->num_starts, counted(found.equilibria->num_starts_asked, "start"));
}

struct ToBeSolved {
  Source source;
  Problem problem;
  std::optional<Question> told = {};  // the move that is to be told of, as a question about it
};

std::expected<ToBeSolved, Result> to_be_solved(Session& session, const Request& request) {
  const Source& source = session.source;
  if (!session.game) {
    auto crisis = crisis_of(session, request.selection, typed_place(session, request));
    if (!crisis) return std::unexpected(std::move(crisis.error()));
    std::optional<Question> told;
    if (!request.at.empty()) told = typed_questions(*crisis, 0, 1).front();
    return ToBeSolved{std::move(crisis->source), std::move(crisis->varied), std::move(told)};
  }
  if (!(request.selection == Selection{}))
    return std::unexpected(refused(source, {"a game of Gambit has no variants and no parameters", ""}));
  if (!request.at.empty())
    return std::unexpected(refused(source, {"a game of Gambit has information sets, and no moves of a story", ""}));
  if (!session.game->file) return std::unexpected(with_errors(source, session.game->diagnostics));
  return ToBeSolved{source, *session.game->file};
}

}  // namespace

Result run_solve(Session& session, const Request& request, const Lent& lent) {
  Plan plan = plan_to_solve(request, lent);
  if (auto why = refusal_of(plan, wishes_to_solve(request, lent))) return refused(session.source, std::move(*why));
  auto asked = to_be_solved(session, request);
  if (!asked) return std::move(asked.error());
  const Varied* varied = std::get_if<Varied>(&asked->problem);
  if (auto why = refusal_of_starts(varied ? &varied->model : nullptr, plan, "`--all`"))
    return refused(session.source, std::move(*why));
  PathRecord path;
  plan.aim.watch_path = watcher_of_path(path, request, lent);
  const auto found = solve_in(session, std::move(asked->problem), request.selection, plan, lent);
  if (!found) return failed(asked->source, found.error());
  Report report = report_on(**found, asked->source, provenance_of(asked->source, plan, request.selection));
  if (path.num_seen > 0) report.path = &path;
  Table<InfosetId, std::uint8_t> told;
  if (asked->told) {
    auto sets = sets_told(**found, *asked->told);
    if (!sets) return refused(asked->source, std::move(sets.error()));
    told = std::move(*sets);
    report.told = &told;
  }
  Result result = shown(asked->source, request.parts, [&](view::Part part) { return solution_page(report, part); });
  if (request.report_page) result.report = report_page(report);
  if (session.game) result.diagnostics = session.game->diagnostics;
  take_outcome(result, solution_of(**found));
  take_search(result, **found);
  take_naming(result, **found);
  return result;
}

}  // namespace demarche
