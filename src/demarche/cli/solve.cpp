#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"

#include <memory>

namespace demarche::cli {
namespace {

int show(const Report& report, const SolveArguments& arguments) {
  if (arguments.json) print(solution_as_json(report));
  else if (arguments.csv) print(solution_as_csv(report));
  else print(solution_as_text(report, stdout_options()));
  return arguments.html.empty() ? code(Exit::Ok) : write_page(report, arguments.html);
}

int solve_crisis(Source source, const SolveArguments& arguments) {
  int exit_code = code(Exit::Ok);
  const auto loaded = load_model(std::move(source), arguments, exit_code);
  if (!loaded) return exit_code;
  const StudyOptions options = study_options(arguments);
  ProgressLine progress(arguments.time_limit_s);
  const auto solved = solve_model(loaded->varied.model, loaded->varied.parameters, options, progress.monitor());
  if (!solved) return model_errors(loaded->reading.source, solved.error(), arguments.json);
  exit_code =
      show(report_on(*solved, loaded->reading.source, provenance_of(loaded->reading.source, options)), arguments);
  return exit_code != code(Exit::Ok) ? exit_code : exit_of(solved->solution, progress);
}

int solve_efg(const Source& source, const SolveArguments& arguments) {
  EfgRead read = read_efg(source);
  if (!read.file) return model_errors(source, read.diagnostics, arguments.json);
  print_diagnostics(source, read.diagnostics);
  if (!arguments.variant.empty() || !arguments.settings.empty()) {
    return usage_error("an .efg game has no variants and no parameters");
  }
  const StudyOptions options = study_options(arguments);
  ProgressLine progress(arguments.time_limit_s);
  const SolvedFile solved = solve_file(std::move(*read.file), options.aqre, progress.monitor());
  const int exit_code = show(report_on(solved, source, provenance_of(source, options)), arguments);
  return exit_code != code(Exit::Ok) ? exit_code : exit_of(solved.solution, progress);
}

int run(const SolveArguments& arguments) {
  auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  return is_efg(source->text) ? solve_efg(*source, arguments) : solve_crisis(std::move(*source), arguments);
}

}  // namespace

void add_solve(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<SolveArguments>();
  CLI::App* command =
      program.add_subcommand("solve", "find the equilibrium and certify it: strategies, beliefs, values, gains");
  add_file(*command, arguments->file, "a .crisis model or an .efg game");
  add_solve_options(*command, *arguments);
  add_output_options(*command, *arguments);
  command->callback([arguments, &exit_code] { exit_code = run(*arguments); });
}

}  // namespace demarche::cli
