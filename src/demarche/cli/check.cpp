#include "demarche/cli/console.h"
#include "demarche/cli/load.h"
#include "demarche/cli/options.h"
#include "demarche/diag/mend.h"
#include "demarche/diag/unified_diff.h"
#include "demarche/render/json.h"
#include "demarche/store/write_file.h"
#include "demarche/view/diagnostics_data.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

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

int only_check(const Source& source, const CheckArguments& arguments) {
  const Diagnostics diagnostics = check_all(source);
  print_diagnostics(source, diagnostics);
  if (arguments.json) print(render::json_of(diagnostics_data(source, diagnostics)));
  if (!has_errors(diagnostics) && !arguments.json) print(shown_name(arguments.file) + ": no errors\n");
  return exit_for(diagnostics);
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
int show_fixes(const Source& source, const CheckArguments& arguments) {
  const Mended mended = mend(source, check_all);
  const Diagnostics diagnostics = check_all(source);
  print_exactly(unified_diff(source.parts.front().name, source.text, mended.source.text));
  print_diagnostics(source, diagnostics);
  print(fmt::format("{}: {} to make, {} then\n", shown_name(arguments.file), num_fixes(mended),
                    errors_left(mended.diagnostics)));
  return exit_for(diagnostics);
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

int mend_file(const Source& source, const CheckArguments& arguments) {
  const Mended mended = mend(source, check_all);
  if (arguments.file == "-") {
    print_exactly(mended.source.text);
    print_diagnostics(mended.source, mended.diagnostics);
    return exit_for(mended.diagnostics);
  }
  if (mended.num_fixes > 0) {
    if (const auto failure = cannot_mend(arguments.file, source.text)) {
      return usage_error(*failure, "`demarche check --diff` shows what could be mended");
    }
    print_exactly(unified_diff(arguments.file, source.text, mended.source.text));
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
  if (arguments.diff) return show_fixes(*source, arguments);
  return arguments.fix ? mend_file(*source, arguments) : only_check(*source, arguments);
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
