#include "demarche/cli/program.h"

#include "demarche/cli/console.h"
#include "demarche/cli/options.h"
#include "demarche/diag/guess.h"
#include "demarche/engine/provenance.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace demarche::cli {
namespace {

constexpr std::string_view welcome =
    "demarche solves a crisis written in plain sentences and answers questions on it.\n"
    "  demarche tour                a walk through the April 2024 example (begin here)\n"
    "  demarche new my.crisis       write a small model to start from\n"
    "  demarche check my.crisis     say what is wrong or doubtful in it, and how to mend it\n"
    "  demarche ask my.crisis       answer the questions in it\n"
    "  demarche --help              all commands\n";

struct Command {
  std::string_view name;
  void (*add)(CLI::App& program, int& exit_code);
};

// In the order of the help.
constexpr Command commands[] = {
    {"tour", add_tour},       {"new", add_new},           {"check", add_check},   {"describe", add_describe},
    {"symbols", add_symbols}, {"ask", add_ask},           {"solve", add_solve},   {"study", add_study},
    {"results", add_results}, {"merge", add_merge},       {"tip", add_tip},       {"compare", add_compare},
    {"raid", add_raid},       {"simulate", add_simulate}, {"play", add_play},     {"certify", add_certify},
    {"format", add_format},   {"explain", add_explain},   {"export", add_export}, {"lsp", add_lsp},
    {"studio", add_studio},   {"dump", add_dump},
};

// Only the one that is called, where it is one: all options of all commands take longer than a small game.
void add_commands(CLI::App& program, const std::string& called, int& exit_code) {
  const auto one = std::ranges::find(commands, called, &Command::name);
  if (one != std::end(commands)) return one->add(program, exit_code);
  for (const Command& command : commands) command.add(program, exit_code);
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Command& command : commands) names.emplace_back(command.name);
  return names;
}

int unknown_command(const std::string& word, const std::vector<std::string>& names) {
  const std::string guess = best_guess(word, names);
  return usage_error(fmt::format("no command is called `{}`", word),
                     guess.empty() ? "`demarche --help` lists the commands" : fmt::format("did you mean `{}`?", guess));
}

// The options of a command, and of the program itself.
std::vector<std::string> option_names(const CLI::App& program, const CLI::App* command) {
  std::vector<std::string> names;
  for (const CLI::App* app : {&program, command}) {
    if (!app) continue;
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

// The first word that looks like an option and is none: CLI11 asks for what is missing before it says so.
std::optional<std::string> unknown_option(const std::vector<std::string>& arguments,
                                          const std::vector<std::string>& names) {
  for (const std::string& argument : arguments) {
    const std::string name = argument.substr(0, argument.find('='));
    const bool is_word = name.starts_with("--") && name.size() > 2 && name.find(' ') == std::string::npos;
    if (is_word && std::ranges::find(names, name) == names.end()) return name;
  }
  return std::nullopt;
}

int unreadable(const CLI::App& program, const std::vector<std::string>& arguments, const std::string& what) {
  const std::vector<CLI::App*> chosen = program.get_subcommands();
  const CLI::App* command = chosen.empty() ? nullptr : chosen.front();
  const std::vector<std::string> names = option_names(program, command);
  const std::string help = command ? fmt::format("`demarche {} --help` lists its options", command->get_name())
                                   : "`demarche --help` lists the commands";
  const std::optional<std::string> unknown = unknown_option(arguments, names);
  if (!unknown) return usage_error(what, help);
  const std::string guess = best_guess(*unknown, names);
  return usage_error(fmt::format("no option is called `{}`", *unknown),
                     guess.empty() ? help : fmt::format("did you mean `{}`?", guess));
}

}  // namespace

int run_program(const std::vector<std::string>& arguments) {
  CLI::App program("Crises in plain sentences, answers with certificates.", "demarche");
  program.set_version_flag("--version", fmt::format("demarche {}", version()));
  program.require_subcommand(0, 1);
  int exit_code = code(Exit::Ok);
  const std::vector<std::string> names = command_names();
  const std::string first = arguments.empty() ? "-" : arguments.front();
  add_commands(program, first, exit_code);
  if (!first.starts_with('-') && std::ranges::find(names, first) == names.end()) return unknown_command(first, names);
  try {
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));  // CLI11 takes them last first
  } catch (const CLI::Success& success) {
    return program.exit(success);
  } catch (const CLI::ParseError& error) {
    return unreadable(program, arguments, error.what());
  }
  if (program.get_subcommands().empty()) print(welcome);
  return exit_code;
}

}  // namespace demarche::cli
