#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/cli/method.h"
#include "demarche/render/csv.h"

#include <fmt/format.h>

#include <iterator>
#include <memory>
#include <utility>

namespace demarche::cli {
namespace {

struct SimulateArguments {
  SolveArguments solve;
  MethodArguments method;
  std::uint64_t num_plays = 100'000;
  std::uint64_t seed = 1;
  std::string strategy;
};

// Histories are written as they are played; the text of each ending is made once.
HistoriesHeard written_as_played(std::vector<std::string>& texts) {
  const auto write = [&texts](const HistoriesPlayed& plays) {
    texts.resize(plays.num_ends);
    std::string lines;
    std::uint64_t number = plays.first;
    for (const std::size_t end : plays.ends) {
      if (texts[end].empty()) texts[end] = render::csv_row(plays.row_of(end));
      fmt::format_to(std::back_inserter(lines), "{},{}", number++, texts[end]);
    }
    print(lines);
    return !output_is_lost();
  };
  return {[](const std::vector<view::Data>& heads) { print(render::csv_row(heads)); }, write};
}

int run_simulate(const SimulateArguments& arguments) {
  auto opened = open_to(Errand::Simulate, arguments.solve);
  if (!opened) return opened.error();
  Request& request = opened->request;
  take_method(request.plan, arguments.method);
  request.num_plays = arguments.num_plays;
  request.seed = arguments.seed;
  if (!arguments.strategy.empty()) {
    auto strategy = load_text(arguments.strategy);
    if (!strategy) return usage_error(strategy.error());
    request.strategy = std::move(*strategy);
  }
  ProgressLine progress(arguments.solve.time_limit_s);
  std::vector<std::string> texts;
  Lent lent{.monitor = progress.monitor()};
  if (arguments.solve.csv) lent.histories = written_as_played(texts);
  return conclude(run(opened->session, request, lent), arguments.solve, progress);
}

}  // namespace

void add_simulate(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<SimulateArguments>();
  CLI::App* command =
      program.add_subcommand("simulate", "play a model out, and set the plays against its exact answers");
  add_file(*command, arguments->solve.file, "a .crisis model");
  command->add_option("--plays", arguments->num_plays, "so many (100000)")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1'000'000'000'000));
  add_seed_option(*command, arguments->seed, "the plays");
  command->add_option(
      "--strategy", arguments->strategy,
      "play this strategy instead of the equilibrium: JSON of `demarche solve`, or as `certify` reads it");
  add_solve_options(*command, arguments->solve);
  add_method_options(*command, arguments->method);
  add_print_options(*command, arguments->solve);
  add_table_option(*command, arguments->solve, "print every play as a line of CSV instead");
  command->callback([arguments, &exit_code] { exit_code = run_simulate(*arguments); });
}

}  // namespace demarche::cli
