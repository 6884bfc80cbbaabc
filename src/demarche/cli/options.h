#pragma once

#include "demarche/engine/request.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace demarche::cli {

// How a page is printed: as a terminal shows it, unless one of these is asked for.
struct PrintArguments {
  bool json = false;
  bool csv = false;
  bool markdown = false;
};

// What the commands that solve have in common.
struct SolveArguments : PrintArguments {
  std::string file;
  std::string variant;
  std::vector<std::string> settings;  // name=value
  std::optional<double> precision;
  std::optional<double> tolerance;
  double max_histories = 10'000'000;
  std::optional<double> time_limit_s;
  std::string html;
  bool is_static = false;  // ask: the page is left without the engine
};

void add_file(CLI::App& command, std::string& file, const std::string& what);
void add_solve_options(CLI::App& command, SolveArguments& arguments);
void add_certify_options(CLI::App& command, SolveArguments& arguments);

// `--json` and `--md`; and `--csv`, where a command has a table to print: below the others.
void add_print_options(CLI::App& command, PrintArguments& format);
void add_table_option(CLI::App& command, PrintArguments& format, const std::string& what);
void add_output_options(CLI::App& command, SolveArguments& arguments);

// `--starts` and `--seed`: how other equilibria are looked for.
inline constexpr std::size_t usual_starts = 20;
CLI::Option* add_starts_option(CLI::App& command, std::size_t& num_starts);
// For options that take any number above 0: `nan`, `inf`, `1e999` and `0x10` are refused.
CLI::Validator positive_number();
// For options that count something: `1e3` and `-1` are refused in the same words.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most);

void add_seed_option(CLI::App& command, std::uint64_t& seed, const std::string& of_what);

// How to solve, by the usual method.
Plan plan_of(const SolveArguments& arguments);

// The settings as pairs, or one sentence about the one that is not name=number.
std::expected<Selection, std::string> selection_of(const SolveArguments& arguments);

// The commands. Each adds itself to the program and, when chosen, leaves its exit code in `exit_code`.
void add_new(CLI::App& program, int& exit_code);
void add_check(CLI::App& program, int& exit_code);
void add_describe(CLI::App& program, int& exit_code);
void add_symbols(CLI::App& program, int& exit_code);
void add_format(CLI::App& program, int& exit_code);
void add_explain(CLI::App& program, int& exit_code);
void add_dump(CLI::App& program, int& exit_code);
void add_export(CLI::App& program, int& exit_code);
void add_solve(CLI::App& program, int& exit_code);
void add_certify(CLI::App& program, int& exit_code);
void add_ask(CLI::App& program, int& exit_code);
void add_compare(CLI::App& program, int& exit_code);
void add_study(CLI::App& program, int& exit_code);
void add_tip(CLI::App& program, int& exit_code);
void add_results(CLI::App& program, int& exit_code);
void add_merge(CLI::App& program, int& exit_code);
void add_raid(CLI::App& program, int& exit_code);
void add_simulate(CLI::App& program, int& exit_code);
void add_play(CLI::App& program, int& exit_code);
void add_tour(CLI::App& program, int& exit_code);
void add_lsp(CLI::App& program, int& exit_code);
void add_studio(CLI::App& program, int& exit_code);

}  // namespace demarche::cli
