#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/cli/method.h"
#include "demarche/cli/solve_all.h"
#include "demarche/cli/threads.h"
#include "demarche/cli/to_solve.h"
#include "demarche/pipeline_regret.h"
#include "demarche/view/solution.h"

#include <memory>

namespace demarche::cli {
namespace {

// How to solve: along the logit path unless there are options for regret minimisation.
struct Way {
  std::optional<RegretOptions> regret;
  std::size_t num_threads = 1;
  Form form = Form::Automatic;
};

// What the road gives, by the method asked for.
std::expected<Solved, Diagnostics> solved_crisis(const Varied& varied, const StudyOptions& options, const Way& way,
                                                 const Monitor& monitor) {
  if (!way.regret) return solve_model(varied.model, varied.parameters, options, monitor);
  return solve_model(varied.model, varied.parameters, options.compile, *way.regret, make_workers(way.num_threads),
                     monitor);
}

SolvedFile solved_efg(EfgFile file, const StudyOptions& options, const Way& way, const Monitor& monitor) {
  if (!way.regret) return solve_file(std::move(file), options.aqre, monitor);
  return solve_file(std::move(file), *way.regret, make_workers(way.num_threads), monitor);
}

Provenance provenance(const Source& source, const StudyOptions& options, const Way& way,
                      const Selection& selection = {}) {
  return way.regret ? provenance_of(source, options.compile, *way.regret, selection)
                    : provenance_of(source, options, selection);
}

int solve_in_public(CrisisToSolve crisis, const SolveArguments& arguments) {
  const Source& source = crisis.loaded.reading.source;
  ProgressLine progress(arguments.time_limit_s);
  const auto solved = solve_public(crisis.loaded.varied, std::move(*crisis.open), crisis.options, progress.monitor());
  if (!solved) return model_errors(source, solved.error(), arguments.json);
  const Provenance from = provenance_of(source, crisis.options, crisis.loaded.selection);
  const int exit_code = show_solution(report_on(*solved, source, from), arguments);
  return exit_code != code(Exit::Ok) ? exit_code : exit_of(solved->solution, progress);
}

int solve_crisis(Source source, const SolveArguments& arguments, const Way& way, Trace& trace) {
  int exit_code = code(Exit::Ok);
  auto crisis = crisis_to_solve(std::move(source), arguments, way.form, trace, exit_code);
  if (!crisis) return exit_code;
  if (crisis->open) return solve_in_public(std::move(*crisis), arguments);
  const Source& text = crisis->loaded.reading.source;
  ProgressLine progress(arguments.time_limit_s);
  const auto solved = solved_crisis(crisis->loaded.varied, crisis->options, way, progress.monitor());
  if (!solved) return model_errors(text, solved.error(), arguments.json);
  Report report = report_on(*solved, text, provenance(text, crisis->options, way, crisis->loaded.selection));
  take_record(trace, report);
  exit_code = finish_trace(trace, show_solution(report, arguments));
  return exit_code != code(Exit::Ok) ? exit_code : exit_of(solved->solution, progress);
}

int solve_efg(const Source& source, const SolveArguments& arguments, const Way& way, Trace& trace) {
  int exit_code = code(Exit::Ok);
  auto game = efg_to_solve(source, arguments, trace, exit_code);
  if (!game) return exit_code;
  ProgressLine progress(arguments.time_limit_s);
  const SolvedFile solved = solved_efg(std::move(game->file), game->options, way, progress.monitor());
  Report report = report_on(solved, source, provenance(source, game->options, way));
  take_record(trace, report);
  exit_code = finish_trace(trace, show_solution(report, arguments));
  return exit_code != code(Exit::Ok) ? exit_code : exit_of(solved.solution, progress);
}

// How many equilibria, and where the path goes.
struct AlsoAsked {
  bool all = false;
  SearchPlan plan;
  std::string trace_file;
};

// One sentence about options that do not go together, and what to do about it; empty where all do.
struct Conflict {
  std::string sentence;
  std::string help;
};

Conflict conflict_of(const SolveArguments& arguments, const MethodArguments& method, const AlsoAsked& also,
                     bool by_regret) {
  const bool traced = !also.trace_file.empty();
  if (method.form == Form::Public && (by_regret || !arguments.html.empty() || traced)) {
    return {"the public tree is solved along the logit path, and has no report page and no trace yet",
            "leave out `--form public`"};
  }
  if (by_regret && arguments.precision) {
    return {"`--precision` belongs to the logit path", "leave it out, or take `--method path`"};
  }
  if (by_regret && traced) return {"`--trace` writes the logit path", "leave it out, or take `--method path`"};
  if (by_regret && also.all) {
    return {"several equilibria are looked for along logit paths", "leave out `--all`, or take `--method path`"};
  }
  return {};
}

int run_solve(const SolveArguments& arguments, const MethodArguments& method, const AlsoAsked& also) {
  Way way{regret_options(arguments, method), method.num_threads, method.form};
  const Conflict conflict = conflict_of(arguments, method, also, way.regret.has_value());
  if (!conflict.sentence.empty()) return usage_error(conflict.sentence, conflict.help);
  // Several equilibria are numbered as `ask` numbers them, which reads its answers off the flat tree.
  const bool needs_histories = way.regret || !arguments.html.empty() || !also.trace_file.empty() || also.all;
  if (needs_histories && way.form == Form::Automatic) way.form = Form::Unfolded;
  if (const auto refused = cannot_write_page(arguments.html)) return *refused;
  auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  Trace trace{
      .file = also.trace_file, .out = {}, .keeps_record = !arguments.html.empty(), .record = {}, .num_points = 0};
  const auto opened = open_trace(trace);
  if (!opened) return usage_error(opened.error());
  const bool efg = is_game_file(*source);
  if (efg && (!arguments.variant.empty() || !arguments.settings.empty()))
    return usage_error("a game of Gambit has no variants and no parameters");
  if (also.all) {
    const SearchPlan plan{also.plan.num_starts, method.seed};
    return efg ? solve_all_of_efg(*source, arguments, plan, trace)
               : solve_all_of_crisis(std::move(*source), arguments, plan, way.form, trace);
  }
  return efg ? solve_efg(*source, arguments, way, trace) : solve_crisis(std::move(*source), arguments, way, trace);
}

}  // namespace

int show_solution(const Report& report, const SolveArguments& arguments) {
  show(solution_page(report, part_of(arguments)), arguments);
  return arguments.html.empty() ? code(Exit::Ok) : write_page(report, arguments.html);
}

void add_solve(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<SolveArguments>();
  CLI::App* command =
      program.add_subcommand("solve", "find the equilibrium and certify it: strategies, beliefs, values, gains");
  add_file(*command, arguments->file, "a .crisis model, or a game of Gambit (.efg, .nfg)");
  add_solve_options(*command, *arguments);
  auto method = std::make_shared<MethodArguments>();
  add_method_options(*command, *method);
  auto also = std::make_shared<AlsoAsked>();
  auto* all = command->add_flag("--all", also->all, "look for other equilibria too, and certify each that is found");
  add_starts_option(*command, also->plan)->needs(all);
  command->add_option("--trace", also->trace_file,
                      "also write the path to this file, as CSV: the moves and gains by precision");
  add_output_options(*command, *arguments);
  command->callback([=, &exit_code] { exit_code = run_solve(*arguments, *method, *also); });
}

}  // namespace demarche::cli
