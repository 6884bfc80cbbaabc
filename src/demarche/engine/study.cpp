#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/kept_study.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/solving.h"
#include "demarche/engine/study_plans.h"
#include "demarche/survey/summary.h"
#include "demarche/view/study_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

// A study begins with the best guesses; the result where these have no equilibrium.
std::optional<Result> unsolved_centre(const Source& source, const Solution& solution) {
  if (reached(solution.reason)) return std::nullopt;
  if (solution.reason == StopReason::Interrupted) return stopped_at_centre(source);
  return Result{Outcome::NotCertified,
                {},
                source,
                {},
                {"the best guesses themselves do not reach the certificate asked for: no study was begun",
                 "`demarche solve` shows how far they come; give a wider `--tolerance`, or a `--precision`"}};
}

RowsLent lent_to_rows(const Lent& lent) {
  // A study's threads all ask, each when it likes.
  const auto asked_in_turn = [turns = turns_of(lent.crew), &monitor = lent.monitor](const Progress& progress) {
    return in_turn(turns, [&] { return monitor(progress); });
  };
  return {lent.crew, lent.monitor ? asked_in_turn : Monitor(), lent.place.is_due, lent.place.told};
}

// What the study tells as a whole, with the rows that were there before.
Result told_as_whole(const Source& source, const KeptStudy& kept) {
  const auto study = read_study(kept);
  if (!study) return refused(source, study.error());
  const StudySummary summary = summary_of(*study);
  Result result{Outcome::Ok, study_page(summary), source, {}, {}};
  if (summary.num_not_certified > 0) result.outcome = Outcome::NotCertified;
  return result;
}

Result filled_study(const Crisis& crisis, StudyRun& run, const Request& request, const Lent& lent) {
  const Source& source = crisis.source;
  const Provenance from = provenance_of(source, run.options.plan, request.selection);
  const auto kept = lent.place.begin(card_of(run, from, source.text));
  if (!kept) return refused(source, kept.error());
  const auto done = fill_study(run, request.shard, kept->keeper, lent_to_rows(lent));
  if (!done) return refused(source, done.error());
  if (done->num_done == done->num_missing) return told_as_whole(source, *kept);
  Result result{Outcome::Stopped, {}, source, {}, {}};
  result.message.sentence = fmt::format("{} of {} {} solved", done->num_done, counted(done->num_missing, "row"),
                                        agreeing(done->num_done, "is", "are"));
  return result;
}

}  // namespace

Result run_study(Session& session, const Request& request, const Lent& lent) {
  const auto crisis = crisis_of(session, request.selection);
  if (!crisis) return crisis.error();
  const Source& source = crisis->source;
  auto run = study_asked(*crisis, request);
  if (!run) return failed(source, run.error());
  if (!lent.place.begin) return refused(source, {"a study needs somebody who keeps its rows", ""});
  const auto may_begin = lent.place.may_begin ? lent.place.may_begin() : OrRefusal<void>();
  if (!may_begin) return refused(source, may_begin.error());
  const auto found = solve_in(session, crisis->varied, request.selection, run->options.plan, lent);
  if (!found) return failed(source, found.error());
  const Solved& central = std::get<Solved>((*found)->solved);
  if (auto unsolved = unsolved_centre(source, central.solution)) return std::move(*unsolved);
  const auto begun = begin_at(*run, central, lent.monitor);
  if (!begun) return with_errors(source, begun.error());
  if (!*begun) return stopped_at_centre(source);
  return filled_study(*crisis, *run, request, lent);
}

}  // namespace demarche
