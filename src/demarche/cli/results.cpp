#include "demarche/cli/finish.h"
#include "demarche/cli/kept_study.h"
#include "demarche/cli/options.h"
#include "demarche/cli/table_file.h"

#include <memory>
#include <utility>

namespace demarche::cli {
namespace {

struct ResultsArguments {
  std::string study;
  std::string csv;
  std::string rank;
  std::string box;
  std::string choice;
  bool model = false;
  PrintArguments format;
};

TellingAsked telling_of(const ResultsArguments& arguments) {
  if (!arguments.csv.empty()) return {Telling::Rows, {}};
  if (!arguments.rank.empty()) return {Telling::Ranking, arguments.rank};
  if (!arguments.box.empty()) return {Telling::Box, arguments.box};
  if (!arguments.choice.empty()) return {Telling::Choices, arguments.choice};
  return {};
}

int run_results(const ResultsArguments& arguments) {
  const auto store = open_kept_study(arguments.study, OpenMode::Read);
  if (!store) return refused(store.error());
  if (arguments.model) {
    print_exactly(store->card.model_text);
    return code(Exit::Ok);
  }
  Request request;
  request.errand = Errand::Results;
  request.telling = telling_of(arguments);
  Session session = open_session(store->card);
  TableFile rows{.path = arguments.csv, .to_stdout = arguments.csv == "-"};
  Lent lent{.table = written_to(rows)};
  lent.study = [&] { return kept_in(*store); };
  const int told = conclude(run(session, request, lent), arguments.format, ProgressLine({}));
  return told == code(Exit::Ok) && !arguments.csv.empty() ? finish(rows, told) : told;
}

}  // namespace

void add_results(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<ResultsArguments>();
  CLI::App* command = program.add_subcommand("results", "say what a study found, and export its rows");
  command->add_option("study", arguments->study, "the file of a study")->required();
  auto* csv = command->add_option("--csv", arguments->csv, "write all rows as CSV to this file; - is standard output");
  auto* model = command->add_flag("--model", arguments->model, "print the model that was studied")->excludes(csv);
  auto* rank = command->add_option("--rank", arguments->rank,
                                   "QUESTION: which drawn numbers this answer depends on, such as \"P(a.move is x)\"");
  auto* box = command->add_option("--box", arguments->box,
                                  "CONDITION: in which part of the ranges it holds, such as \"P(a.move is x) > 20%\"");
  auto* choice = command->add_option("--choice", arguments->choice,
                                     "E(ACTOR): which compared choice does best, or least badly, over all rows");
  rank->excludes(csv)->excludes(model);
  box->excludes(csv)->excludes(model)->excludes(rank);
  choice->excludes(csv)->excludes(model)->excludes(rank)->excludes(box);
  add_print_options(*command, arguments->format);
  for (const char* format : {"--json", "--md"}) command->get_option(format)->excludes(csv)->excludes(model);
  command->callback([arguments, &exit_code] { exit_code = run_results(*arguments); });
}

}  // namespace demarche::cli
