#include "demarche/cli/console.h"
#include "demarche/cli/options.h"
#include "demarche/render/json.h"
#include "demarche/render/layout.h"
#include "demarche/view/diagnostics_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <sstream>

namespace demarche::cli {
namespace {

struct ExplainArguments {
  std::string code;
  bool json = false;
};

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// Prose at the terminal's width: lines at the left margin run together, and those of a list's point. Examples, which
// are indented, stay as they are.
std::string laid_out(std::string_view text, std::size_t width) {
  std::string out, paragraph;
  view::Indent indent;
  const auto end_paragraph = [&] {
    if (!paragraph.empty()) out += render::wrapped(paragraph, width, indent);
    paragraph.clear();
  };
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t margin = std::min(line.find_first_not_of(' '), line.size());
    const bool is_point = line.starts_with("  - ");
    const bool goes_on = !paragraph.empty() && !line.empty() && margin == indent.hanging && !is_point;
    if (!goes_on) end_paragraph();
    if (is_point) indent = {2, 4};
    else if (!goes_on) indent = {0, 0};
    if (goes_on || is_point || (margin == 0 && !line.empty()))
      paragraph += (paragraph.empty() ? "" : " ") + line.substr(margin);
    else out += line + "\n";
  }
  end_paragraph();
  return out;
}

void print_one(const KindInfo& kind, const ExplainArguments& arguments) {
  if (arguments.json) print(render::json_of(explanation_data(kind)));
  else print(fmt::format("{}: {}\n\n{}", kind.code, kind.title, laid_out(kind.explanation, stdout_options().width)));
}

void print_list(const ExplainArguments& arguments) {
  if (arguments.json) print(render::json_of(kinds_data()));
  if (arguments.json) return;
  for (const KindInfo& kind : all_kinds()) print(fmt::format("{}  {}\n", kind.code, kind.title));
}

int run_explain(const ExplainArguments& arguments) {
  if (arguments.code.empty()) {
    print_list(arguments);
    return code(Exit::Ok);
  }
  const std::string wanted = upper(arguments.code);
  for (const KindInfo& kind : all_kinds()) {
    if (kind.code == wanted) {
      print_one(kind, arguments);
      return code(Exit::Ok);
    }
  }
  return usage_error(fmt::format("no diagnostic has the code `{}`", arguments.code),
                     "`demarche explain` lists them all");
}

}  // namespace

void add_explain(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<ExplainArguments>();
  CLI::App* command = program.add_subcommand("explain", "say what a diagnostic's code means, with an example");
  command->add_option("code", arguments->code, "E009, for example; without it, all codes are listed");
  command->add_flag("--json", arguments->json, "print JSON");
  command->callback([arguments, &exit_code] { exit_code = run_explain(*arguments); });
}

}  // namespace demarche::cli
