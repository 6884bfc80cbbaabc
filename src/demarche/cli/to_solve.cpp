#include "demarche/cli/to_solve.h"

#include "demarche/cli/console.h"

#include <limits>

namespace demarche::cli {
namespace {

StudyOptions traced_options(const SolveArguments& arguments, Trace& trace) {
  StudyOptions options = study_options(arguments);
  options.aqre.watch_path = watcher_of(trace);
  return options;
}

}  // namespace

std::optional<CrisisToSolve> crisis_to_solve(Source source, const SolveArguments& arguments, Form form, Trace& trace,
                                             int& exit_code) {
  auto loaded = load_model(std::move(source), arguments, exit_code);
  if (!loaded) return std::nullopt;
  StudyOptions options = traced_options(arguments, trace);
  if (form == Form::Flat) options.in_public_from = std::numeric_limits<double>::infinity();
  auto open = choose_form(loaded->varied.model, options.compile, form);
  if (!open) {
    exit_code = usage_error("the crisis has no public tree: " + open.error(), "leave out `--form public`");
    return std::nullopt;
  }
  return CrisisToSolve{std::move(*loaded), std::move(options), std::move(*open)};
}

std::optional<EfgToSolve> efg_to_solve(const Source& source, const SolveArguments& arguments, Trace& trace,
                                       int& exit_code) {
  EfgRead read = read_game_file(source);
  if (!read.file) {
    exit_code = model_errors(source, read.diagnostics, arguments.json);
    return std::nullopt;
  }
  print_diagnostics(source, read.diagnostics);
  return EfgToSolve{std::move(*read.file), traced_options(arguments, trace)};
}

}  // namespace demarche::cli
