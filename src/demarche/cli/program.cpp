#include "demarche/cli/program.h"

#include "demarche/cli/console.h"
#include "demarche/cli/options.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche::cli {
namespace {

constexpr std::string_view welcome =
    "demarche solves a crisis written in plain sentences and answers questions on it.\n"
    "  demarche tour                a walk through the April 2024 example (begin here)\n"
    "  demarche new my.crisis       write a small model to start from\n"
    "  demarche check my.crisis     say what is wrong or doubtful in it, and how to mend it\n"
    "  demarche ask my.crisis       answer the questions in it\n"
    "  demarche --help              all commands\n";

void add_commands(CLI::App& program, int& exit_code) {
  add_tour(program, exit_code);
  add_new(program, exit_code);
  add_check(program, exit_code);
  add_describe(program, exit_code);
  add_ask(program, exit_code);
  add_solve(program, exit_code);
  add_study(program, exit_code);
  add_results(program, exit_code);
  add_merge(program, exit_code);
  add_tip(program, exit_code);
  add_raid(program, exit_code);
  add_simulate(program, exit_code);
  add_certify(program, exit_code);
  add_format(program, exit_code);
  add_explain(program, exit_code);
  add_export(program, exit_code);
  add_dump(program, exit_code);
}

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

int unknown_command(const std::string& word, const std::vector<std::string>& names) {
  const std::string guess = best_guess(word, names);
  return usage_error(fmt::format("no command is called `{}`", word),
                     guess.empty() ? "`demarche --help` lists the commands" : fmt::format("did you mean `{}`?", guess));
}

}  // namespace

int run_program(std::vector<std::string> arguments) {
  CLI::App program("Crises in plain sentences, answers with certificates.", "demarche");
  program.set_version_flag("--version", fmt::format("demarche {}", version()));
  program.require_subcommand(0, 1);
  int exit_code = code(Exit::Ok);
  add_commands(program, exit_code);
  const std::vector<std::string> names = command_names(program);
  const std::string first = arguments.empty() ? "-" : arguments.front();
  if (!first.starts_with('-') && std::ranges::find(names, first) == names.end()) return unknown_command(first, names);
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them last first
  try {
    program.parse(arguments);
  } catch (const CLI::Success& success) {
    return program.exit(success);
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what(), "`demarche --help` lists the commands, `demarche COMMAND --help` their options");
  }
  if (program.get_subcommands().empty()) print(welcome);
  return exit_code;
}

}  // namespace demarche::cli
