#include "demarche/cli/finish.h"
#include "demarche/engine/crisis.h"
#include "demarche/point/point.h"
#include "demarche/syntax/parse.h"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <utility>
#include <variant>

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

int tell(const Result& result, const ProgressLine& progress = ProgressLine({})) {
  return conclude(result, PrintArguments{}, progress);
}

// The game that stands in the model or in the file, at its numbers.
int dump_built(const Game& game, const Stakes& stakes, const std::string& stage) {
  print(stage == "game" ? dump(game) : dump(game, stakes));
  return code(Exit::Ok);
}

int dump_solved(const Source& source, Problem problem, const SolveArguments& arguments) {
  ProgressLine progress(arguments.time_limit_s);
  Plan plan = plan_of(arguments);
  plan.held = Held::OverHistories;
  const auto found = solve(std::move(problem), plan, progress.monitor());
  if (!found) return tell(failed(source, found.error()));
  const auto* crisis = std::get_if<Solved>(&found->solved);
  const Game& game = crisis ? crisis->compiled.game : std::get<SolvedFile>(found->solved).game;
  print(strategy_text(game, solution_of(*found)));
  Result result{Outcome::Ok, {}, source, {}, {}};
  take_outcome(result, solution_of(*found));
  return tell(result, progress);
}

int dump_file(const Session& session, const DumpArguments& arguments) {
  const Source& source = session.source;
  const std::optional<EfgFile>& file = session.game->file;
  if (!file) return tell(with_errors(source, session.game->diagnostics));
  if (arguments.stage == "tree" || arguments.stage == "model") {
    return usage_error(fmt::format("a game of Gambit has no {}", arguments.stage),
                       "use `--stage game|stakes|strategy`");
  }
  if (arguments.stage == "strategy") return dump_solved(source, *file, arguments.solve);
  return dump_built(file->game, file->stakes, arguments.stage);
}

int dump_tree(const Source& source) {
  const Parsed parsed = parse(source);
  print_diagnostics(source, parsed.diagnostics);
  print(dump(parsed.tree));
  return code(has_errors(parsed.diagnostics) ? Exit::ModelErrors : Exit::Ok);
}

int dump_crisis(Session& session, const Selection& selection, const DumpArguments& arguments) {
  const auto crisis = crisis_of(session, selection);
  if (!crisis) return tell(crisis.error());
  if (arguments.stage == "strategy") return dump_solved(crisis->source, crisis->varied, arguments.solve);
  if (arguments.stage == "model") {
    print(dump(crisis->varied.model));
    return code(Exit::Ok);
  }
  const auto built = build(crisis->varied, {arguments.solve.max_histories});
  if (!built) return tell(with_errors(crisis->source, built.error()));
  return dump_built(built->compiled.game, built->stakes, arguments.stage);
}

int run_dump(const DumpArguments& arguments) {
  auto opened = open_to(Errand::Solve, arguments.solve);
  if (!opened) return opened.error();
  Session& session = opened->session;
  if (session.game) return dump_file(session, arguments);
  if (arguments.stage == "tree") return dump_tree(session.source);
  return dump_crisis(session, opened->request.selection, arguments);
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
