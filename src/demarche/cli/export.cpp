#include "demarche/cli/finish.h"
#include "demarche/store/write_file.h"

#include <memory>

namespace demarche::cli {
namespace {

struct ExportArguments {
  SolveArguments solve;
  std::string output = "-";
  bool efg = false;
};

int write_game(const std::string& text, const std::string& output) {
  if (output == "-") {
    print_exactly(text);
    return code(Exit::Ok);
  }
  const auto written = write_file(output, text);
  return written ? code(Exit::Ok) : usage_error(written.error());
}

int run_export(const ExportArguments& arguments) {
  if (!arguments.efg) return usage_error("say what to export", "`demarche export FILE --efg`");
  const auto tried = arguments.output == "-" ? Written<void>() : try_to_write(arguments.output);
  if (!tried) return usage_error(tried.error());
  auto opened = open_to(Errand::Export, arguments.solve);
  if (!opened) return opened.error();
  const Result result = run(opened->session, opened->request);
  const view::Data* text = result.page ? result.page->data.find("text") : nullptr;
  if (!text) return conclude(result, arguments.solve, ProgressLine({}));
  return write_game(std::get<std::string>(text->value()), arguments.output);
}

}  // namespace

void add_export(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* command = program.add_subcommand("export", "write the game for other programs: Gambit's .efg");
  add_file(*command, arguments->solve.file, "a .crisis model, or a game of Gambit (.efg, .nfg)");
  command->add_flag("--efg", arguments->efg, "Gambit's extensive-form format, version 2");
  command->add_option("--output,-o", arguments->output, "write to this file instead of standard output");
  command->add_option("--variant", arguments->solve.variant, "export this variant of the model");
  command->add_option("--set", arguments->solve.settings, "NAME=NUMBER: a parameter's value instead of its best guess")
      ->allow_extra_args(false);
  command->add_option("--max-histories", arguments->solve.max_histories, "refuse games with more histories (10000000)")
      ->check(positive_number());
  command->callback([arguments, &exit_code] { exit_code = run_export(*arguments); });
}

}  // namespace demarche::cli
