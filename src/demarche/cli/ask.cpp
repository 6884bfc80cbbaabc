#include "demarche/cli/finish.h"
#include "demarche/cli/kept_study.h"
#include "demarche/cli/method.h"
#include "demarche/cli/threads.h"
#include "demarche/engine/kinds_left_out.h"
#include "demarche/engine/request_json.h"
#include "demarche/render/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace demarche::cli {
namespace {

struct AskArguments {
  SolveArguments solve;
  std::vector<std::string> questions;
  bool sensitivity = false;
  std::size_t equilibrium = 1;
  bool under_each = false;
  bool no_look = false;
  MethodArguments method;
  std::size_t num_starts = usual_starts;
  std::uint64_t seed = Plan{}.seed;
  std::string study;               // the file of a study of this model
  std::vector<std::string> where;  // conditions
  std::string given, forcing;      // of all questions
  std::vector<std::string> without;
  bool tip = false;
  std::size_t num_threads = 1;  // for `tip`
};

void take_questions(Request& request, const AskArguments& arguments) {
  take_method(request.plan, arguments.method);
  request.questions = arguments.questions;
  request.sensitivity = arguments.sensitivity;
  request.equilibrium = arguments.equilibrium;
  request.under_each = arguments.under_each;
  request.look = !arguments.no_look;
  request.num_starts = arguments.num_starts;
  request.seed = arguments.seed;
  request.where = arguments.where;
  request.tip = arguments.tip;
  request.given = arguments.given;
  request.forcing = arguments.forcing;
  for (const std::string& kind : arguments.without) leave_out(request, kind);
  request.report_page = !arguments.solve.html.empty();
}

// The study is opened when the engine wants it, and stays open as long as `store` is there.
std::function<OrRefusal<KeptStudy>()> opened_when_wanted(const std::string& path, std::optional<StudyStore>& store) {
  if (path.empty()) return {};
  return [&]() -> OrRefusal<KeptStudy> {
    auto opened = open_kept_study(path, OpenMode::Read);
    if (!opened) return std::unexpected(std::move(opened.error()));
    store.emplace(std::move(*opened));
    return kept_in(*store);
  };
}

// What the page asks again by itself: the model and the request. A study's ranges and tipping values are not asked
// again; they stay as they are published.
std::string asked_again(const Opened& opened, const AskArguments& arguments) {
  if (arguments.solve.html.empty() || arguments.solve.is_static) return {};
  return render::compact_json_of({{"name", opened.session.source.parts.front().name},
                                  {"text", opened.session.source.text},
                                  {"request", request_data(opened.request)}});
}

int run_ask(const AskArguments& arguments) {
  if (const auto refused = cannot_write_page(arguments.solve.html)) return *refused;
  auto opened = open_to(Errand::Ask, arguments.solve);
  if (!opened) return opened.error();
  take_questions(opened->request, arguments);
  ProgressLine progress(arguments.solve.time_limit_s);
  std::optional<StudyStore> store;
  Lent lent{.monitor = progress.monitor(), .study = opened_when_wanted(arguments.study, store)};
  if (arguments.tip) lent.crew = make_crew(arguments.num_threads);
  const Result result = run(opened->session, opened->request, lent);
  if (!result.report) return conclude(result, arguments.solve, progress);
  const int shown = show_with_page(result, arguments.solve, asked_again(*opened, arguments));
  return shown != code(Exit::Ok) ? shown : tell_outcome(result, progress);
}

// One of several equilibria, or each.
struct EquilibriumOptions {
  CLI::Option* one = nullptr;
  CLI::Option* each = nullptr;
};

EquilibriumOptions add_equilibrium_options(CLI::App& command, AskArguments& arguments) {
  EquilibriumOptions options;
  options.one = command
                    .add_option("--equilibrium", arguments.equilibrium,
                                "answer under this one of the equilibria that `demarche solve --all` lists (1)")
                    ->type_name("NUMBER")
                    ->check(whole_number(1, 1'000'000));
  options.each = command.add_flag("--equilibria", arguments.under_each,
                                  "look for other equilibria, and answer under each that is found, side by side");
  options.each->excludes(options.one);
  add_starts_option(command, arguments.num_starts);
  command.add_flag("--no-look", arguments.no_look,
                   "do not take a cheap look whether there are other equilibria; answers are the same");
  return options;
}

void add_uncertainty_options(CLI::App& command, AskArguments& arguments, const EquilibriumOptions& equilibria) {
  arguments.num_threads = std::max(1U, std::thread::hardware_concurrency());
  command
      .add_option("--study", arguments.study,
                  "beside the answers what they are over the draws of this study (a file that `demarche study` made)")
      ->excludes(equilibria.one)
      ->excludes(equilibria.each);
  auto* tip =
      command
          .add_flag("--tip", arguments.tip,
                    "find where each number alone tips the conditions; solves the game some twenty times a number")
          ->excludes(equilibria.one)
          ->excludes(equilibria.each);
  command
      .add_option(
          "--where", arguments.where,
          "CONDITION: look for it in the study's draws, and for --tip; such as \"P(a.move is x) > 20%\"; may be "
          "repeated (where a check of the model fails)")
      ->allow_extra_args(false);
  command.add_option("--threads", arguments.num_threads, "threads for --tip (all cores); answers are the same bits")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1024))
      ->needs(tip);
}

CLI::Validator kind_of_questions() {
  return {[](const std::string& typed) {
            Request nothing;
            return leave_out(nothing, typed) ? std::string()
                                             : fmt::format("`{}` is none of {}", typed, words_of_kinds());
          },
          "KIND"};
}

void add_suppositions(CLI::App& command, AskArguments& arguments) {
  command.add_option("--given", arguments.given,
                     "CONDITION: evidence that all questions take into account, such as \"A.move is x\"");
  command.add_option("--forcing", arguments.forcing,
                     "\"A.move to x\": forced in all questions that force nothing themselves");
  command
      .add_option("--without", arguments.without,
                  "leave out the model's questions of this kind, such as rank; may be repeated")
      ->allow_extra_args(false)
      ->check(kind_of_questions());
}

}  // namespace

void add_ask(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<AskArguments>();
  CLI::App* command = program.add_subcommand("ask", "answer the questions in a model, or those typed here");
  add_file(*command, arguments->solve.file, "a .crisis model");
  command->add_option("questions", arguments->questions,
                      "questions, such as \"P(escalation is war) given damage is none\"");
  add_solve_options(*command, arguments->solve);
  command->add_flag("--sensitivity", arguments->sensitivity,
                    "add to each probability and expectation its derivative by every parameter");
  const EquilibriumOptions equilibria = add_equilibrium_options(*command, *arguments);
  add_method_options(*command, arguments->method);
  add_seed_option(*command, arguments->seed, "mccfr, --equilibrium and --equilibria");
  add_suppositions(*command, *arguments);
  add_uncertainty_options(*command, *arguments, equilibria);
  add_output_options(*command, arguments->solve);
  command->add_flag("--static", arguments->solve.is_static, "leave the engine out of the report page")->needs("--html");
  command->callback([arguments, &exit_code] { exit_code = run_ask(*arguments); });
}

}  // namespace demarche::cli
