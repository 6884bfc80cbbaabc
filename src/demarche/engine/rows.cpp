#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/solving.h"
#include "demarche/engine/study_plans.h"
#include "demarche/view/rows_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

// Why the study has no such rows, if so.
std::optional<Refusal> no_such_rows(const RowsAsked& asked, const Design& design) {
  if (asked.from < asked.to && asked.to <= design.num_rows) return std::nullopt;
  return Refusal{
      fmt::format("the study has rows 0 to {}, and none from {} up to {}", design.num_rows - 1, asked.from, asked.to),
      "rows are counted from 0, and the last is not among them: `\"from\": 0, \"to\": 16`"};
}

Result rows_in(const Crisis& crisis, StudyRun& run, const Request& request, const Monitor& monitor) {
  const Provenance from = provenance_of(crisis.source, run.options.plan, request.selection);
  SomeRows some{from, card_of(run, from, crisis.source.text), centre_of(run), {}};
  some.provenance.seed = request.seed;
  some.rows = solve_rows(run, request.rows.from, request.rows.to, monitor);
  Result result{Outcome::Ok, rows_page(some), crisis.source, {}, {}};
  if (some.rows.size() < request.rows.to - request.rows.from) {
    result.outcome = Outcome::Stopped;
    result.message.sentence =
        fmt::format("{} of {} {} solved", some.rows.size(), counted(request.rows.to - request.rows.from, "row"),
                    agreeing(some.rows.size(), "is", "are"));
  }
  return result;
}

}  // namespace

Result run_rows(Session& session, const Request& request, const Lent& lent) {
  const auto crisis = crisis_of(session, request.selection);
  if (!crisis) return crisis.error();
  auto run = study_asked(*crisis, request);
  if (!run) return failed(crisis->source, run.error());
  if (auto why = no_such_rows(request.rows, run->design)) return refused(crisis->source, std::move(*why));
  const auto found = solve_in(session, crisis->varied, request.selection, run->options.plan, lent);
  if (!found) return failed(crisis->source, found.error());
  const Solved& central = std::get<Solved>((*found)->solved);
  Result unsolved{Outcome::Ok, {}, crisis->source, {}, {}};
  take_outcome(unsolved, central.solution);
  if (unsolved.outcome != Outcome::Ok) return unsolved;
  const auto begun = begin_at(*run, central, lent.monitor);
  if (!begun) return with_errors(crisis->source, begun.error());
  if (!*begun) return stopped_at_centre(crisis->source);
  return rows_in(*crisis, *run, request, lent.monitor);
}

}  // namespace demarche
