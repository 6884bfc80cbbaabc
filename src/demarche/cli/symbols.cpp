#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"

#include <memory>
#include <utility>

namespace demarche::cli {
namespace {

struct SymbolsArguments {
  std::string file;
  bool json = false;
};

int run_symbols(const SymbolsArguments& arguments) {
  auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  Session session = open_session(std::move(*source));
  Request request;
  request.errand = Errand::Symbols;
  return conclude(run(session, request), PrintArguments{.json = arguments.json}, ProgressLine({}));
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
