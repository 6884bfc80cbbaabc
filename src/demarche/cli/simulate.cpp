#include "demarche/cli/console.h"
#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/report/plays.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

namespace demarche::cli {
namespace {

constexpr std::uint64_t plays_at_a_time = 65'536;

struct SimulateArguments {
  SolveArguments solve;
  std::uint64_t num_plays = 100'000;
  std::uint64_t seed = 1;
  std::string strategy;
};

// Histories are written as they are played; the text of each ending is made once.
struct Histories {
  const Solved& solved;
  Table<NodeId, std::string> texts{};

  void write(std::uint64_t first, const std::vector<NodeId>& ends) {
    texts.resize(solved.compiled.game.nodes.size());
    std::string lines;
    for (const NodeId end : ends) {
      if (texts[end].empty()) texts[end] = history_as_csv(solved.model, solved.compiled, end);
      fmt::format_to(std::back_inserter(lines), "{},{}", first++, texts[end]);
    }
    print(lines);
  }
};

struct Played {
  PlayCounts counts;
  std::uint64_t num_plays = 0;
};

Played play_all(const Solved& solved, const SimulateArguments& arguments, const Monitor& monitor) {
  const Playbook book = playbook_of(solved.compiled.game, solved.stakes, solved.solution.strategy);
  Played played{PlayCounts(solved.compiled.game.nodes.size(), 0), 0};
  Histories histories{solved};
  if (arguments.solve.csv) print(histories_head(solved.model));
  std::vector<NodeId> ends;
  while (played.num_plays < arguments.num_plays) {
    const double fraction = static_cast<double>(played.num_plays) / static_cast<double>(arguments.num_plays);
    if (monitor && !monitor({"playing", fraction, 0, 0})) break;
    const std::uint64_t num = std::min(plays_at_a_time, arguments.num_plays - played.num_plays);
    ends.clear();
    for (std::uint64_t k = 0; k < num; ++k) {
      ends.push_back(play(book, arguments.seed, played.num_plays + k));
      ++played.counts[ends.back()];
    }
    if (arguments.solve.csv) histories.write(played.num_plays, ends);
    if (output_is_lost()) break;
    played.num_plays += num;
  }
  return played;
}

int show(const Solved& solved, const Loaded& loaded, const Played& played, const SimulateArguments& arguments) {
  const std::vector<PlayedRow> rows = compare_plays(solved, loaded.varied.model.questions, played.counts);
  PlaysReport report{provenance_of(loaded.reading.source, study_options(arguments.solve), loaded.selection),
                     played.num_plays, &rows};
  report.provenance.seed = arguments.seed;
  if (!arguments.strategy.empty()) report.provenance.options += "; strategy of " + arguments.strategy;
  if (arguments.solve.json) print(plays_as_json(report));
  else if (!arguments.solve.csv) print(plays_as_text(report, stdout_options()));
  return code(bears_out(rows) ? Exit::Ok : Exit::CheckFailed);
}

int run_simulate(const SimulateArguments& arguments) {
  auto source = load(arguments.solve.file);
  if (!source) return usage_error(source.error());
  if (is_game_file(*source)) return usage_error("`simulate` reads .crisis models");
  int exit_code = code(Exit::Ok);
  const auto loaded = load_model(std::move(*source), arguments.solve, exit_code);
  if (!loaded) return exit_code;
  ProgressLine progress(arguments.solve.time_limit_s);
  auto solved =
      solve_model(loaded->varied.model, loaded->varied.parameters, study_options(arguments.solve), progress.monitor());
  if (!solved) return model_errors(loaded->reading.source, solved.error(), arguments.solve.json);
  const bool given = !arguments.strategy.empty();
  if (given) {
    auto read = load_strategy(solved->compiled.game, arguments.strategy);
    if (!read) return code(Exit::Usage);
    solved->solution.strategy = std::move(*read->strategy);
  }
  const int exit_of_solving = given ? code(Exit::Ok) : exit_of(solved->solution, progress);
  const Played played = play_all(*solved, arguments, progress.monitor());
  const int shown = show(*solved, *loaded, played, arguments);
  if (played.num_plays < arguments.num_plays && progress.stopped()) {
    complain(fmt::format("{}: {} of {} plays were played, and the counts are of these\n", progress.why_stopped(),
                         count_text(static_cast<double>(played.num_plays)),
                         count_text(static_cast<double>(arguments.num_plays))));
    return progress.stopped_code();
  }
  return exit_of_solving != code(Exit::Ok) ? exit_of_solving : shown;
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
  auto* json = command->add_flag("--json", arguments->solve.json, "print JSON (docs/reference/json.md)");
  command->add_flag("--csv", arguments->solve.csv, "print every play as a line of CSV instead")->excludes(json);
  command->callback([arguments, &exit_code] { exit_code = run_simulate(*arguments); });
}

}  // namespace demarche::cli
