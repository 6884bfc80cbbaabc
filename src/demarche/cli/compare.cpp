#include "demarche/engine/compare.h"
#include "demarche/cli/finish.h"
#include "demarche/cli/kept_study.h"
#include "demarche/cli/load.h"
#include "demarche/cli/method.h"
#include "demarche/engine/kept_study.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>

namespace demarche::cli {
namespace {

struct CompareArguments {
  std::array<std::string, 2> runs;
  SolveArguments solve;
  MethodArguments method;
};

// What a run is made of stays here while it is compared.
struct OpenedRun {
  RunInput input;
  std::optional<Session> session = {};
  std::optional<ReadStudy> study = {};
};

constexpr std::string_view study_mark = "SQLite format 3";

std::optional<Refusal> open_study(OpenedRun& run, const std::string& file) {
  const auto store = open_kept_study(file, OpenMode::Read);
  if (!store) return store.error();
  auto read = read_study(kept_in(*store));
  if (!read) return read.error();
  run.study = std::move(*read);
  run.input = &*run.study;
  return std::nullopt;
}

// A file, or what stands before the last colon, with a variant behind it.
std::pair<std::string, std::string> file_and_variant(const std::string& named) {
  const std::size_t colon = named.rfind(':');
  const bool is_example = named.starts_with("example:") && colon == std::string_view("example").size();
  std::error_code ignored;
  if (colon == std::string::npos || is_example || std::filesystem::exists(named, ignored)) return {named, ""};
  return {named.substr(0, colon), named.substr(colon + 1)};
}

std::optional<Refusal> open_text(OpenedRun& run, const std::string& named, const SolveArguments& arguments) {
  const auto [file, variant] = file_and_variant(named);
  auto source = load(file);
  if (!source) return Refusal{source.error(), ""};
  auto selection = selection_of(arguments);
  if (!selection) return Refusal{selection.error(), "`demarche describe` lists the parameters and variants"};
  if (!variant.empty()) selection->variant = variant;
  run.session = open_session(std::move(*source));
  run.input = RunNow{named, &*run.session, std::move(*selection)};
  return std::nullopt;
}

// How a file begins, blanks left out; empty where it cannot be read.
std::string beginning_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string begin(study_mark.size(), '\0');
  in >> std::ws;
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(in.gcount()));
  return begin;
}

std::optional<Refusal> open_kept_result(OpenedRun& run, const std::string& file) {
  const auto text = load_text(file);
  if (!text) return Refusal{text.error(), ""};
  auto side = side_of_json(file, text->text);
  if (!side) return side.error();
  run.input = std::move(*side);
  return std::nullopt;
}

std::optional<Refusal> open_run(OpenedRun& run, const std::string& named, const SolveArguments& arguments) {
  const std::string begin = beginning_of(named);
  if (begin == study_mark) return open_study(run, named);
  return begin.starts_with('{') ? open_kept_result(run, named) : open_text(run, named, arguments);
}

int run_compare(const CompareArguments& arguments) {
  std::array<OpenedRun, 2> runs;
  for (std::size_t k = 0; k < runs.size(); ++k) {
    if (const auto why = open_run(runs[k], arguments.runs[k], arguments.solve)) return refused(*why);
  }
  Request request;
  request.plan = plan_of(arguments.solve);
  request.parts = {part_of(arguments.solve)};
  take_method(request.plan, arguments.method);
  ProgressLine progress(arguments.solve.time_limit_s);
  Lent lent{.monitor = progress.monitor()};
  return conclude(compare(runs[0].input, runs[1].input, request, lent), arguments.solve, progress);
}

}  // namespace

void add_compare(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<CompareArguments>();
  CLI::App* command = program.add_subcommand(
      "compare", "set two runs side by side: which answers moved, whose strategy changed, which lines differ");
  const std::string what = "a model, MODEL:VARIANT, a study, or a result in JSON";
  command->add_option("first", arguments->runs[0], what)->required();
  command->add_option("second", arguments->runs[1], "the same, held against the first")->required();
  add_solve_options(*command, arguments->solve);
  add_method_options(*command, arguments->method);
  add_print_options(*command, arguments->solve);
  add_table_option(*command, arguments->solve, "print the answers as CSV");
  command->callback([arguments, &exit_code] { exit_code = run_compare(*arguments); });
}

}  // namespace demarche::cli
