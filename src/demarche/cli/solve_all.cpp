#include "demarche/cli/solve_all.h"

#include "demarche/cli/finish.h"

#include <limits>
#include <optional>
#include <utility>

namespace demarche::cli {
namespace {

template <class AnySolved>
int show_all(const Several<AnySolved>& several, Report report, const SolveArguments& arguments,
             const ProgressLine& progress, Trace& trace) {
  report.equilibria = &several.equilibria;
  if (!finish_trace(trace, report)) return code(Exit::Usage);
  const int shown = show_solution(report, arguments);
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
  const auto loaded = load_model(std::move(source), arguments, exit_code);
  if (!loaded) return exit_code;
  const Source& text = loaded->reading.source;
  StudyOptions options = study_options(arguments);
  options.aqre.watch_path = watcher_of(trace);
  if (form == Form::Flat) options.in_public_from = std::numeric_limits<double>::infinity();
  auto open = choose_form(loaded->varied.model, options.compile, form);
  if (!open) return usage_error("the crisis has no public tree: " + open.error(), "leave out `--form public`");
  ProgressLine progress(arguments.time_limit_s);
  const Provenance provenance = provenance_of(text, options, plan, loaded->selection);
  if (*open) {
    const auto several = solve_several(loaded->varied, std::move(**open), options, plan, progress.monitor());
    if (!several) return model_errors(text, several.error(), arguments.json);
    return show_all(*several, report_on(several->solved, text, provenance), arguments, progress, trace);
  }
  const Varied& varied = loaded->varied;
  const auto several = solve_several(varied.model, varied.parameters, options, plan, progress.monitor());
  if (!several) return model_errors(text, several.error(), arguments.json);
  return show_all(*several, report_on(several->solved, text, provenance), arguments, progress, trace);
}

int solve_all_of_efg(const Source& source, const SolveArguments& arguments, const SearchPlan& plan, Trace& trace) {
  EfgRead read = read_efg(source);
  if (!read.file) return model_errors(source, read.diagnostics, arguments.json);
  print_diagnostics(source, read.diagnostics);
  StudyOptions options = study_options(arguments);
  options.aqre.watch_path = watcher_of(trace);
  ProgressLine progress(arguments.time_limit_s);
  const Several<SolvedFile> several = solve_several(std::move(*read.file), options.aqre, plan, progress.monitor());
  return show_all(several, report_on(several.solved, source, provenance_of(source, options, plan)), arguments, progress,
                  trace);
}

}  // namespace demarche::cli
