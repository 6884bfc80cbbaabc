#include "demarche/cli/console.h"
#include "demarche/cli/load.h"
#include "demarche/cli/options.h"
#include "demarche/render/json.h"
#include "demarche/view/diagnostics_data.h"

#include <memory>

namespace demarche::cli {
namespace {

struct CheckArguments {
  std::string file;
  bool json = false;
};

int run_check(const CheckArguments& arguments) {
  auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  const Diagnostics diagnostics = check_all(*source);
  print_diagnostics(*source, diagnostics);
  if (arguments.json) print(render::json_of(diagnostics_data(*source, diagnostics)));
  if (has_errors(diagnostics)) return code(Exit::ModelErrors);
  if (!arguments.json) print((arguments.file == "-" ? "standard input" : arguments.file) + ": no errors\n");
  return code(Exit::Ok);
}

}  // namespace

void add_check(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command =
      program.add_subcommand("check", "find what is wrong or doubtful in a model, and say how to mend it");
  add_file(*command, arguments->file, "a .crisis model, or a game of Gambit (.efg, .nfg)");
  command->add_flag("--json", arguments->json, "print the diagnostics as JSON");
  command->callback([arguments, &exit_code] { exit_code = run_check(*arguments); });
}

}  // namespace demarche::cli
