#include "demarche/cli/console.h"
#include "demarche/cli/embedded.h"
#include "demarche/cli/options.h"
#include "demarche/store/write_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace demarche::cli {
namespace {

struct NewArguments {
  std::string file;
  std::string example = "starter";
};

std::string example_names() {
  std::string names;
  for (const EmbeddedText& example : examples()) names += fmt::format("{}{}", names.empty() ? "" : ", ", example.name);
  return names;
}

int run_new(const NewArguments& arguments) {
  for (const EmbeddedText& example : examples()) {
    if (example.name != arguments.example) continue;
    if (std::filesystem::exists(arguments.file)) {
      return usage_error(fmt::format("`{}` exists already and is left as it is", arguments.file));
    }
    const auto written = write_file(arguments.file, example.text, IfThere::Leave);
    if (!written) return usage_error(written.error());
    print(fmt::format("wrote {0}\nnext: demarche check {0}\n      demarche ask {0}\n", arguments.file));
    return code(Exit::Ok);
  }
  return usage_error(fmt::format("no example is called `{}`", arguments.example), "one of " + example_names());
}

}  // namespace

void add_new(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<NewArguments>();
  CLI::App* command = program.add_subcommand("new", "write a small model to start from, or a copy of an example");
  command->add_option("file", arguments->file, "the .crisis file to write")->required();
  command->add_option("--example", arguments->example, "one of " + example_names());
  command->callback([arguments, &exit_code] { exit_code = run_new(*arguments); });
}

}  // namespace demarche::cli
