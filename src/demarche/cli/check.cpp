#include "demarche/cli/finish.h"
#include "demarche/cli/load.h"
#include "demarche/diag/unified_diff.h"
#include "demarche/store/write_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace demarche::cli {
namespace {

struct CheckArguments {
  std::string file;
  bool json = false;
  bool fix = false;
  bool diff = false;
};

int exit_for(const Diagnostics& diagnostics) { return code(has_errors(diagnostics) ? Exit::ModelErrors : Exit::Ok); }

std::string shown_name(const std::string& file) { return file == "-" ? "standard input" : file; }

int only_check(const Result& result, const CheckArguments& arguments) {
  const int exit_code = conclude(result, PrintArguments{.json = arguments.json}, ProgressLine({}));
  if (exit_code == code(Exit::Ok) && !arguments.json) print(shown_name(arguments.file) + ": no errors\n");
  return exit_code;
}

std::string num_fixes(const Mended& mended) {
  return mended.num_fixes == 1 ? "1 fix" : fmt::format("{} fixes", mended.num_fixes);
}

std::string errors_left(const Diagnostics& diagnostics) {
  std::size_t num = 0;
  for (const Diagnostic& diagnostic : diagnostics) num += severity(diagnostic.kind) == Severity::Error ? 1 : 0;
  if (num == 0) return "no errors left";
  return num == 1 ? "1 error left" : fmt::format("{} errors left", num);
}

// What would be done, and what there is to say of the file as it is.
int show_fixes(const Result& result, const CheckArguments& arguments) {
  const Source& source = result.source;
  const Mended& mended = *result.mended;
  print_exactly(unified_diff(source.parts.front().name, source.text, mended.source.text));
  print_diagnostics(source, result.diagnostics);
  print(fmt::format("{}: {} to make, {} then\n", shown_name(arguments.file), num_fixes(mended),
                    errors_left(mended.diagnostics)));
  return exit_for(result.diagnostics);
}

// A sentence where the file is none that can be written whole, or no longer what was read.
std::optional<std::string> cannot_mend(const std::string& file, const std::string& text) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    return fmt::format("`{}` is no file that can be mended", file);
  }
  if (const auto tried = try_to_write(file); !tried) return tried.error();
  const auto now = read_text(file);
  if (!now) return now.error();
  if (*now != text) return fmt::format("`{}` was changed meanwhile and is left as it is", file);
  return std::nullopt;
}

int mend_file(const Result& result, const CheckArguments& arguments) {
  const Mended& mended = *result.mended;
  if (arguments.file == "-") {
    print_exactly(mended.source.text);
    print_diagnostics(mended.source, mended.diagnostics);
    return exit_for(mended.diagnostics);
  }
  if (mended.num_fixes > 0) {
    if (const auto failure = cannot_mend(arguments.file, result.source.text)) {
      return usage_error(*failure, "`demarche check --diff` shows what could be mended");
    }
    print_exactly(unified_diff(arguments.file, result.source.text, mended.source.text));
    const auto written = write_file(arguments.file, mended.source.text);
    if (!written) return usage_error(written.error());
  }
  print_diagnostics(mended.source, mended.diagnostics);
  print(fmt::format("{}: {}, {}\n", arguments.file, num_fixes(mended), errors_left(mended.diagnostics)));
  return exit_for(mended.diagnostics);
}

int run_check(const CheckArguments& arguments) {
  auto source = load(arguments.file);
  if (!source) return usage_error(source.error());
  Session session = open_session(std::move(*source));
  Request request;
  request.errand = Errand::Check;
  request.mend = arguments.diff || arguments.fix;
  const Result result = run(session, request);
  if (arguments.diff) return show_fixes(result, arguments);
  return arguments.fix ? mend_file(result, arguments) : only_check(result, arguments);
}

}  // namespace

void add_check(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command =
      program.add_subcommand("check", "find what is wrong or doubtful in a model, and say how to mend it");
  add_file(*command, arguments->file, "a .crisis model, or a game of Gambit (.efg, .nfg)");
  CLI::Option* json = command->add_flag("--json", arguments->json, "print the diagnostics as JSON");
  CLI::Option* fix = command->add_flag(
      "--fix", arguments->fix,
      "write into the file what can be mended for certain, and show it; of standard input, print the mended text");
  CLI::Option* diff = command->add_flag("--diff", arguments->diff, "show what --fix would write, and write nothing");
  json->excludes(fix)->excludes(diff);
  fix->excludes(diff);
  command->callback([arguments, &exit_code] { exit_code = run_check(*arguments); });
}

}  // namespace demarche::cli
