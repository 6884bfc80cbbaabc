#include "demarche/cli/bound.h"
#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/cli/threads.h"
#include "demarche/report/tipping.h"
#include "demarche/study/row_solver.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <thread>

namespace demarche::cli {
namespace {

struct TipArguments {
  SolveArguments solve;
  std::string condition;
  int num_steps = 16;
  std::size_t num_threads = 1;
};

// What all threads share: none of it changes while they work, but for the next parameter to take.
struct TipRun {
  const Solved* central = nullptr;
  std::vector<Question> questions;
  StudyOptions options;
  std::vector<DrawnParameter> drawn;
  double bound = 0;
  int num_steps = 0;
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> stopped = false;
};

TippedParameter tip_one(const TipRun& run, RowSolver& solver, const DrawnParameter& one) {
  const auto value_at = [&](double number) -> std::optional<double> {
    Parameters point = run.central->parameters;
    point[one.id] = one.number.whole ? std::round(number) : number;
    const RowOutcome row = solve_row(solver, point);
    if (row.interrupted || row.not_certified || std::isnan(row.answers.front())) return std::nullopt;
    return row.answers.front() - run.bound;
  };
  TippedParameter tipped{
      {run.central->model.parameters[one.id].name, one.number.best, one.number.low, one.number.high}, 0, 0, {}};
  tipped.at_low = value_at(one.number.low).value_or(std::nan("")) + run.bound;
  tipped.at_high = value_at(one.number.high).value_or(std::nan("")) + run.bound;
  tipped.crossings = all_crossings(value_at, one.number.low, one.number.high, {run.num_steps, 1e-6});
  return tipped;
}

void work(TipRun& run, std::vector<TippedParameter>& found, const Monitor& asked, const Monitor* shown) {
  auto solver = make_row_solver(*run.central, run.questions, run.options, RowStart::Path, asked);
  if (!solver) return;  // it was made at the centre before
  for (std::size_t k = run.next++; k < run.drawn.size(); k = run.next++) {
    const double fraction = static_cast<double>(k) / static_cast<double>(run.drawn.size());
    const std::string& name = run.central->model.parameters[run.drawn[k].id].name;
    const std::string words = "moving " + name;
    if (shown && !(*shown)({words, fraction, 0, 0})) run.stopped = true;
    if (!asked({})) return;
    found[k] = tip_one(run, **solver, run.drawn[k]);
  }
}

Tipping tipping_of(const Loaded& loaded, const TipRun& run, const RowSolver& solver, const std::string& condition) {
  return {provenance_of(loaded.reading.source, run.options, loaded.selection),
          condition,
          solver.columns.front().unit,
          run.bound,
          solver.at_centre.answers.front(),
          run.num_steps,
          {}};
}

int tip_it(const Loaded& loaded, TipRun& run, const TipArguments& arguments) {
  const Source& source = loaded.reading.source;
  ProgressLine progress(arguments.solve.time_limit_s);
  const Monitor shown = progress.monitor();
  const auto central = solve_model(loaded.varied.model, loaded.varied.parameters, run.options, shown);
  if (!central) return model_errors(source, central.error(), arguments.solve.json);
  run.central = &*central;
  const int reached = exit_of(central->solution, progress);
  if (reached != code(Exit::Ok)) return reached;
  const auto first = make_row_solver(*central, run.questions, run.options, RowStart::Path, shown);
  if (!first) return model_errors(source, first.error(), arguments.solve.json);
  Tipping tipping = tipping_of(loaded, run, **first, arguments.condition);
  tipping.parameters.resize(run.drawn.size());
  const Monitor asked = [&](const Progress&) { return !progress.interrupted() && !run.stopped; };
  const std::thread::id here = std::this_thread::get_id();
  run_jobs(make_workers(arguments.num_threads), arguments.num_threads, [&](std::size_t) {
    work(run, tipping.parameters, asked, std::this_thread::get_id() == here ? &shown : nullptr);
  });
  if (progress.interrupted() || progress.out_of_time()) {
    complain("stopped before all numbers were moved\n");
    return code(progress.interrupted() ? Exit::Interrupted : Exit::Limit);
  }
  print(arguments.solve.json ? tipping_as_json(tipping) : tipping_as_text(tipping, stdout_options()));
  return code(Exit::Ok);
}

// The question typed, and only that; the exit code where it is none of one number.
std::expected<std::vector<Question>, int> typed_question(const Loaded& loaded) {
  std::vector<Question> questions = loaded.varied.model.questions;
  const std::uint32_t first_typed = loaded.reading.source.parts.at(1).begin;
  std::erase_if(questions, [&](const Question& question) { return question.span.begin < first_typed; });
  if (questions.size() == 1 && questions.front().op == Question::Op::Ask && questions.front().quantities.size() == 1) {
    return questions;
  }
  return std::unexpected(usage_error("a condition is on one number", "`\"P(a.move is value) > 20%\"`"));
}

int run_tip(const TipArguments& arguments) {
  const auto bound = bound_of(arguments.condition);
  if (!bound) {
    return usage_error(fmt::format("`{}` is not a quantity, `>` or `<`, and a number", arguments.condition),
                       "`demarche tip FILE \"P(a.move is value) > 20%\"`");
  }
  auto source = load(arguments.solve.file);
  if (!source) return usage_error(source.error());
  if (is_efg(source->text)) return usage_error("`tip` reads .crisis models: an .efg game has no ranges");
  int exit_code = code(Exit::Ok);
  const auto loaded = load_model(with_part(std::move(*source), "condition", "ask " + bound->quantity + "\n"),
                                 arguments.solve, exit_code);
  if (!loaded) return exit_code;
  auto questions = typed_question(*loaded);
  if (!questions) return questions.error();
  TipRun run;
  run.questions = std::move(*questions);
  run.options = study_options(arguments.solve);
  run.drawn = drawn_parameters(loaded->varied.model, loaded->varied.parameters);
  run.bound = bound->number;
  run.num_steps = arguments.num_steps;
  if (run.drawn.empty()) {
    return usage_error("no number of the model has a range, so there is nothing to move",
                       "give one: `parameter cost = 20%, 5% to 50%`");
  }
  return tip_it(*loaded, run, arguments);
}

}  // namespace

void add_tip(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<TipArguments>();
  arguments->num_threads = std::max(1U, std::thread::hardware_concurrency());
  CLI::App* command = program.add_subcommand("tip", "find where each number of a model tips an answer over a bound");
  add_file(*command, arguments->solve.file, "a .crisis model");
  command->add_option("condition", arguments->condition, "such as \"P(escalation is war) > 20%\"")->required();
  command->add_option("--steps", arguments->num_steps, "look at so many equal steps of each range (16)")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, 100'000).description(""));
  command->add_option("--threads", arguments->num_threads, "threads (all cores); answers are the same bits")
      ->type_name("NUMBER")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1024}).description(""));
  add_solve_options(*command, arguments->solve);
  command->add_flag("--json", arguments->solve.json, "print JSON (docs/reference/json.md)");
  command->callback([arguments, &exit_code] { exit_code = run_tip(*arguments); });
}

}  // namespace demarche::cli
