#include "demarche/cli/console.h"
#include "demarche/cli/options.h"
#include "demarche/cli/program.h"
#include "demarche/render/layout.h"

#include <fmt/format.h>

#include <unistd.h>

#include <array>
#include <cstdio>
#include <sstream>

namespace demarche::cli {
namespace {

struct Stop {
  std::string_view title;
  std::string_view words;
  std::vector<std::string> command;
};

std::vector<Stop> stops() {
  const std::string model = "example:april2024";
  return {
      {"The story",
       "In April 2024 a patron told its ally in private that it would defend it and not join a counter-strike. "
       "The example writes that down: who moves when, who hears what, what each side cares about.",
       {"describe", model}},
      {"Is it sound?",
       "`check` finds what is wrong or doubtful. Errors point at the place and say what to type.",
       {"check", model}},
      {"A question",
       "How likely is a regional war? The answer names its certificate: how much anybody could still gain.",
       {"ask", model, "P(escalation is war)"}},
      {"Three kinds of `if`",
       "`given` conditions on what happens in equilibrium; `forcing` replaces one choice and keeps what "
       "everyone else does; a `variant` changes the rules and solves again.",
       {"ask", model, "P(Israel.response is stand_down) given US.demarche is restrain",
        "P(Israel.response is stand_down) forcing US.demarche to restrain",
        "compare P(Israel.response is stand_down) across baseline, silent"}},
      {"What was believed",
       "Beliefs follow from what an actor has seen, by Bayes' rule.",
       {"ask", model, "belief of Israel about US.backing given US.demarche is restrain"}},
      {"When it goes wrong", "Every diagnostic has a page of explanation.", {"explain", "E009"}},
  };
}

bool wait_for_enter() {
  if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0) return true;
  print("\n[Enter goes on, q ends] ");
  const int key = std::getchar();
  return key == '\n';
}

int run_tour() {
  const auto all = stops();
  for (std::size_t k = 0; k < all.size(); ++k) {
    std::string line = "$ demarche";
    for (const std::string& word : all[k].command) {
      line += word.find(' ') == std::string::npos ? " " + word : fmt::format(" \"{}\"", word);
    }
    print(fmt::format("{}{}/{}  {}\n{}\n{}\n", k == 0 ? "" : "\n", k + 1, all.size(), all[k].title,
                      render::wrapped(all[k].words, stdout_options().width, {0, 0}), line));
    const int exit_code = run_program(all[k].command);
    if (exit_code != code(Exit::Ok)) return exit_code;
    if (k + 1 < all.size() && !wait_for_enter()) return code(Exit::Ok);
  }
  print(
      "\nNow yours: `demarche new my.crisis`, or `demarche new april.crisis --example\n"
      "april2024` to change this one.\n");
  return code(Exit::Ok);
}

}  // namespace

void add_tour(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("tour", "a walk through the April 2024 example");
  command->callback([&exit_code] { exit_code = run_tour(); });
}

}  // namespace demarche::cli
