#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/store/write_file.h"

#include <memory>
#include <utility>

namespace demarche::cli {
namespace {

struct FormatArguments {
  std::string file;
  bool write = false;
  bool check = false;
};

int lay_out(const std::string& formatted, const std::string& before, const FormatArguments& arguments) {
  if (arguments.check) {
    const bool same = formatted == before;
    if (!same) complain(arguments.file + ": not in the house's layout\n  = help: `demarche format --write` mends it\n");
    return code(same ? Exit::Ok : Exit::ModelErrors);
  }
  if (!arguments.write || arguments.file == "-") {
    print_exactly(formatted);
    return code(Exit::Ok);
  }
  if (formatted == before) return code(Exit::Ok);
  const auto written = write_file(arguments.file, formatted);
  return written ? code(Exit::Ok) : usage_error(written.error());
}

int run_format(const FormatArguments& arguments) {
  auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  Session session = open_session(std::move(*source));
  Request request;
  request.errand = Errand::Format;
  const Result result = run(session, request);
  const view::Data* text = result.page ? result.page->data.find("text") : nullptr;
  if (!text) return conclude(result, PrintArguments{}, ProgressLine({}));
  return lay_out(std::get<std::string>(text->value()), result.source.text, arguments);
}

}  // namespace

void add_format(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<FormatArguments>();
  CLI::App* command =
      program.add_subcommand("format", "lay a model out: same text, even columns, long lists wrapped, comments kept");
  add_file(*command, arguments->file, "a .crisis model");
  command->add_flag("--write", arguments->write, "write the file instead of printing it");
  command->add_flag("--check", arguments->check, "only say whether the file is laid out so (exit 1 if not)");
  command->callback([arguments, &exit_code] { exit_code = run_format(*arguments); });
}

}  // namespace demarche::cli
