#include "demarche/cli/console.h"
#include "demarche/cli/options.h"
#include "demarche/cli/study_tables.h"

#include <fmt/format.h>

#include <memory>

namespace demarche::cli {
namespace {

struct ResultsArguments {
  std::string study;
  std::string csv;
  bool model = false;
  bool json = false;
};

int export_rows(const StudyCard& card, const std::vector<StoredRow>& rows, const std::string& path) {
  const std::string text = rows_as_csv(card, rows);
  if (path == "-") {
    print(text);
    return code(Exit::Ok);
  }
  const auto written = write_text(path, text);
  return written ? code(Exit::Ok) : usage_error(written.error());
}

int run_results(const ResultsArguments& arguments) {
  const auto store = open_study(arguments.study, OpenMode::Read);
  if (!store) return store_error(store.error());
  if (arguments.model) {
    print(store->card.model_text);
    return code(Exit::Ok);
  }
  const auto rows = read_rows(*store);
  if (!rows) return store_error(rows.error());
  if (!arguments.csv.empty()) return export_rows(store->card, *rows, arguments.csv);
  const StudySummary summary = summary_of(arguments.study, store->card, *rows);
  print(arguments.json ? study_as_json(summary) : study_as_text(summary, stdout_options()));
  return code(Exit::Ok);
}

}  // namespace

void add_results(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<ResultsArguments>();
  CLI::App* command = program.add_subcommand("results", "say what a study found, and export its rows");
  command->add_option("study", arguments->study, "the file of a study")->required();
  auto* csv = command->add_option("--csv", arguments->csv, "write all rows as CSV to this file; - is standard output");
  auto* model = command->add_flag("--model", arguments->model, "print the model that was studied")->excludes(csv);
  command->add_flag("--json", arguments->json, "print JSON (docs/reference/json.md)")->excludes(csv)->excludes(model);
  command->callback([arguments, &exit_code] { exit_code = run_results(*arguments); });
}

}  // namespace demarche::cli
