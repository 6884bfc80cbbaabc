#include "demarche/check/symbols.h"

#include "demarche/cli/console.h"
#include "demarche/cli/load.h"
#include "demarche/render/json.h"
#include "demarche/render/text.h"
#include "demarche/syntax/parse.h"
#include "demarche/view/symbols.h"

#include <memory>

namespace demarche::cli {
namespace {

struct SymbolsArguments {
  std::string file;
  bool json = false;
};

int run_symbols(const SymbolsArguments& arguments) {
  const auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  if (is_game_file(*source)) return usage_error("`symbols` reads .crisis models, and this is a game of Gambit");
  const Parsed parsed = parse(*source);
  const view::Page page = symbols_page(*source, symbols_of(*source, parsed.tree));
  const Diagnostics diagnostics = read_model(*source).diagnostics;
  if (has_errors(diagnostics)) print_diagnostics(*source, diagnostics);
  print(arguments.json ? render::json_of(page.data) : render::text_of(page, stdout_options()));
  return code(has_errors(diagnostics) ? Exit::ModelErrors : Exit::Ok);
}

}  // namespace

void add_symbols(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<SymbolsArguments>();
  CLI::App* command = program.add_subcommand(
      "symbols", "list every name of a model: what it is, where it is declared and used, who sees it");
  add_file(*command, arguments->file, "a .crisis model, right or wrong");
  command->add_flag("--json", arguments->json, "print JSON, with all places (docs/reference/json.md)");
  command->callback([arguments, &exit_code] { exit_code = run_symbols(*arguments); });
}

}  // namespace demarche::cli
