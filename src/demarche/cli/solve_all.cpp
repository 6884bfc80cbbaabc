#include "demarche/cli/solve_all.h"

#include "demarche/cli/finish.h"
#include "demarche/cli/to_solve.h"

#include <optional>
#include <utility>

namespace demarche::cli {
namespace {

template <class AnySolved>
int show_all(const Several<AnySolved>& several, Report report, const SolveArguments& arguments,
             const ProgressLine& progress, Trace& trace) {
  report.equilibria = &several.equilibria;
  take_record(trace, report);
  const int shown = finish_trace(trace, show_solution(report, arguments));
  if (shown != code(Exit::Ok)) return shown;
  const bool found_first = several.solved.solution.reason != StopReason::Interrupted;
  const std::optional<int> stopped = found_first ? exit_of_search(several.equilibria, progress) : std::nullopt;
  if (stopped) return *stopped;
  return exit_of(several.solved.solution, progress);
}

}  // namespace

int solve_all_of_crisis(Source source, const SolveArguments& arguments, const SearchPlan& plan, Form form,
                        Trace& trace) {
  int exit_code = code(Exit::Ok);
  auto crisis = crisis_to_solve(std::move(source), arguments, form, trace, exit_code);
  if (!crisis) return exit_code;
  const StudyOptions& options = crisis->options;
  const Varied& varied = crisis->loaded.varied;
  const Source& text = crisis->loaded.reading.source;
  ProgressLine progress(arguments.time_limit_s);
  const Provenance provenance = provenance_of(text, options, plan, crisis->loaded.selection);
  if (crisis->open) {
    const auto several = solve_several(varied, std::move(*crisis->open), options, plan, progress.monitor());
    if (!several) return model_errors(text, several.error(), arguments.json);
    return show_all(*several, report_on(several->solved, text, provenance), arguments, progress, trace);
  }
  const auto several = solve_several(varied.model, varied.parameters, options, plan, progress.monitor());
  if (!several) return model_errors(text, several.error(), arguments.json);
  return show_all(*several, report_on(several->solved, text, provenance), arguments, progress, trace);
}

int solve_all_of_efg(const Source& source, const SolveArguments& arguments, const SearchPlan& plan, Trace& trace) {
  int exit_code = code(Exit::Ok);
  auto game = efg_to_solve(source, arguments, trace, exit_code);
  if (!game) return exit_code;
  ProgressLine progress(arguments.time_limit_s);
  const Several<SolvedFile> several =
      solve_several(std::move(game->file), game->options.aqre, plan, progress.monitor());
  return show_all(several, report_on(several.solved, source, provenance_of(source, game->options, plan)), arguments,
                  progress, trace);
}

}  // namespace demarche::cli
