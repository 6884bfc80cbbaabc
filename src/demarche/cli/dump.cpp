#include "demarche/cli/console.h"
#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/syntax/parse.h"

#include <fmt/format.h>

#include <memory>

namespace demarche::cli {
namespace {

struct DumpArguments {
  SolveArguments solve;
  std::string stage = "game";
};

std::string strategy_text(const Game& game, const Solution& solution) {
  std::string text = fmt::format("precision {:.6g}\n", solution.precision);
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const Infoset& infoset = game.infosets[InfosetId{row}];
    text += fmt::format("{}\n", game.names.infosets[row]);
    for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
      const ActionId action{infoset.first_action.value + std::size_t{k}};
      text += fmt::format("    {} {:.6f}\n", game.names.actions[action.value], probability(solution.strategy, action));
    }
  }
  return text;
}

int dump_efg(const Source& source, const DumpArguments& arguments) {
  EfgRead read = read_game_file(source);
  if (!read.file) return model_errors(source, read.diagnostics, false);
  if (arguments.stage == "tree" || arguments.stage == "model") {
    return usage_error(fmt::format("a game of Gambit has no {}", arguments.stage),
                       "use `--stage game|stakes|strategy`");
  }
  if (arguments.stage == "game") print(dump(read.file->game));
  if (arguments.stage == "stakes") print(dump(read.file->game, read.file->stakes));
  if (arguments.stage == "strategy") {
    ProgressLine progress(arguments.solve.time_limit_s);
    const auto found = solve(std::move(*read.file), plan_of(arguments.solve), progress.monitor());
    if (!found) return failed(source, found.error(), false);
    const auto& solved = std::get<SolvedFile>(found->solved);
    print(strategy_text(solved.game, solved.solution));
    return exit_of(solved.solution, progress);
  }
  return code(Exit::Ok);
}

int dump_game(const Loaded& loaded, const DumpArguments& arguments) {
  const auto built = build(loaded.varied, {arguments.solve.max_histories});
  if (!built) return model_errors(loaded.reading.source, built.error(), false);
  const Game& game = built->compiled.game;
  print(arguments.stage == "game" ? dump(game) : dump(game, built->stakes));
  return code(Exit::Ok);
}

int dump_solved(const Loaded& loaded, const DumpArguments& arguments) {
  ProgressLine progress(arguments.solve.time_limit_s);
  const auto solved =
      solve_model(loaded.varied.model, loaded.varied.parameters, plan_of(arguments.solve), progress.monitor());
  if (!solved) return failed(loaded.reading.source, solved.error(), false);
  print(strategy_text(solved->compiled.game, solved->solution));
  return exit_of(solved->solution, progress);
}

int run_dump(const DumpArguments& arguments) {
  auto source = load(arguments.solve.file);
  if (!source) return usage_error(source.error());
  if (is_game_file(*source)) return dump_efg(*source, arguments);
  if (arguments.stage == "tree") {
    const Parsed parsed = parse(*source);
    print_diagnostics(*source, parsed.diagnostics);
    print(dump(parsed.tree));
    return code(has_errors(parsed.diagnostics) ? Exit::ModelErrors : Exit::Ok);
  }
  int exit_code = code(Exit::Ok);
  const auto loaded = load_model(std::move(*source), arguments.solve, exit_code);
  if (!loaded) return exit_code;
  if (arguments.stage == "strategy") return dump_solved(*loaded, arguments);
  if (arguments.stage != "model") return dump_game(*loaded, arguments);
  print(dump(loaded->varied.model));
  return code(Exit::Ok);
}

}  // namespace

void add_dump(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<DumpArguments>();
  CLI::App* command =
      program.add_subcommand("dump", "print what one step of the road made, for whoever works on demarche");
  add_file(*command, arguments->solve.file, "a .crisis model, or a game of Gambit (.efg, .nfg)");
  command->add_option("--stage", arguments->stage, "tree, model, game, stakes or strategy (game)")
      ->check(CLI::IsMember({"tree", "model", "game", "stakes", "strategy"}));
  add_solve_options(*command, arguments->solve);
  command->callback([arguments, &exit_code] { exit_code = run_dump(*arguments); });
}

}  // namespace demarche::cli
