#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/cli/method.h"
#include "demarche/cli/threads.h"
#include "demarche/survey/find_tipping.h"
#include "demarche/view/tipping_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <thread>

namespace demarche::cli {
namespace {

struct TipArguments {
  SolveArguments solve;
  MethodArguments method;
  std::string condition;
  int num_steps = 16;
  std::size_t num_threads = 1;
};

int tip_it(const Loaded& loaded, const TipPlan& plan, const TipArguments& arguments) {
  const Source& source = loaded.reading.source;
  StudyOptions options = study_options(arguments.solve);
  take_method(options.plan, arguments.method);
  ProgressLine progress(arguments.solve.time_limit_s);
  const Monitor shown = progress.monitor();
  const auto central = solve_model(loaded.varied.model, loaded.varied.parameters, options.plan, shown);
  if (!central) return failed(source, central.error(), arguments.solve.json);
  const int reached = exit_of(central->solution, progress);
  if (reached != code(Exit::Ok)) return reached;
  auto search = find_tipping(*central, plan, options, make_crew(arguments.num_threads), shown);
  if (!search) return model_errors(source, search.error(), arguments.solve.json);
  Tipping& tipping = search->tipping;
  tipping.provenance = provenance_of(source, options.plan, loaded.selection);
  if (search->complete || !tipping.parameters.empty()) show(tipping_page(tipping), arguments.solve);
  if (search->complete) return code(Exit::Ok);
  complain(fmt::format("{} before all numbers were moved: {} of {}\n", progress.why_stopped(),
                       tipping.parameters.size(),
                       drawn_parameters(loaded.varied.model, loaded.varied.parameters).size()));
  return progress.stopped_code();
}

// The question typed, and only that; refused where it is none of one number.
OrRefusal<Question> typed_question(const Loaded& loaded) {
  std::vector<Question> questions = loaded.varied.model.questions;
  const std::uint32_t first_typed = loaded.reading.source.parts.at(1).begin;
  std::erase_if(questions, [&](const Question& question) { return question.span.begin < first_typed; });
  if (questions.size() == 1 && questions.front().kind == QuestionKind::Ask &&
      questions.front().quantities.size() == 1) {
    return questions.front();
  }
  return std::unexpected(Refusal{"a condition is on one number", "`\"P(a.move is value) > 20%\"`"});
}

int run_tip(const TipArguments& arguments) {
  const auto bound = bound_of(arguments.condition);
  if (!bound) {
    return usage_error(fmt::format("`{}` is not a quantity, {}", arguments.condition, what_bounds_are),
                       "`demarche tip FILE \"P(a.move is value) > 20%\"`");
  }
  if (const std::string doubt = doubt_about(*bound); !doubt.empty()) return usage_error(doubt);
  auto source = load(arguments.solve.file);
  if (!source) return usage_error(source.error());
  if (is_game_file(*source)) return usage_error("`tip` reads .crisis models: a game of Gambit has no ranges");
  int exit_code = code(Exit::Ok);
  const auto loaded = load_model(with_part(std::move(*source), "condition", "ask " + bound->quantity + "\n"),
                                 arguments.solve, exit_code);
  if (!loaded) return exit_code;
  auto question = typed_question(*loaded);
  if (!question) return refused(question.error());
  const Diagnostics infinite = infinite_ranges(loaded->varied.model, loaded->varied.parameters);
  if (!infinite.empty()) return model_errors(loaded->reading.source, infinite, arguments.solve.json);
  if (drawn_parameters(loaded->varied.model, loaded->varied.parameters).empty()) {
    return usage_error("no number of the model has a range, so there is nothing to move",
                       "give one: `parameter cost = 20%, 5% to 50%`");
  }
  return tip_it(*loaded, {*bound, std::move(*question), arguments.num_steps}, arguments);
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
      ->check(whole_number(1, 100'000));
  command->add_option("--threads", arguments->num_threads, "threads (all cores); answers are the same bits")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1024));
  add_solve_options(*command, arguments->solve);
  add_method_options(*command, arguments->method);
  add_print_options(*command, arguments->solve);
  command->callback([arguments, &exit_code] { exit_code = run_tip(*arguments); });
}

}  // namespace demarche::cli
