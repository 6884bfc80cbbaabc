#include "demarche/cli/finish.h"
#include "demarche/cli/kept_study.h"
#include "demarche/cli/options.h"
#include "demarche/cli/study_csv.h"
#include "demarche/store/write_file.h"
#include "demarche/survey/bound.h"
#include "demarche/view/findings_blocks.h"
#include "demarche/view/study_page.h"

#include <fmt/format.h>

#include <memory>

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

// Row by row: a table may be larger than memory.
int export_rows(const StudyStore& store, const std::string& path) {
  auto reader = read_in_order(store);
  if (!reader) return refused(reader.error());
  auto out = path == "-" ? Written<NewFile>() : NewFile::begin(path);
  if (!out) return usage_error(out.error());
  const auto put = [&](const std::string& line) {
    if (path == "-") print(line);
    return path == "-" ? !output_is_lost() : out->write(line).has_value();
  };
  for (bool good = put(csv_head(store.card)); good;) {
    const auto row = next_row(*reader);
    if (!row) return refused(row.error());
    if (!*row) break;
    if ((*row)->number != central_row) good = put(csv_row(**row));
  }
  const auto written = path == "-" ? Written<void>() : out->finish();
  return written ? code(Exit::Ok) : usage_error(written.error());
}

int show_ranking(const ReadStudy& study, const ResultsArguments& arguments) {
  const auto column = column_of(study, arguments.rank);
  if (!column) return refused(column.error());
  const StudyRanking ranking = rank_parameters(study, *column);
  show(ranking_page(ranking), arguments.format);
  return code(Exit::Ok);
}

int show_box(const ReadStudy& study, const ResultsArguments& arguments) {
  constexpr const char* help = "`--box \"P(a.move is value) > 20%\"`";
  const auto bound = bound_of(arguments.box);
  if (!bound) {
    return usage_error(fmt::format("`{}` is not an answer, {}", arguments.box, what_bounds_are), help);
  }
  if (const std::string doubt = doubt_about(*bound); !doubt.empty()) return usage_error(doubt);
  const auto column = column_of(study, bound->quantity);
  if (!column) return refused(column.error());
  const auto box = find_box(study, *column, *bound);
  if (!box) return usage_error("no row of the study counts");
  show(box_page(*box), arguments.format);
  return code(Exit::Ok);
}

int show_choices(const ReadStudy& study, const ResultsArguments& arguments) {
  const std::vector<StudyChoice> choices = compare_choices(study, arguments.choice);
  if (choices.empty()) {
    return usage_error(fmt::format("no `compare` of the study has `{}` over choices of that actor", arguments.choice),
                       "the model needs a line such as `compare E(A) forcing A.move to left, right`");
  }
  show(choice_page(choices), arguments.format);
  return code(Exit::Ok);
}

int run_results(const ResultsArguments& arguments) {
  const auto store = open_kept_study(arguments.study, OpenMode::Read);
  if (!store) return refused(store.error());
  if (arguments.model) {
    print_exactly(store->card.model_text);
    return code(Exit::Ok);
  }
  if (!arguments.csv.empty()) return export_rows(*store, arguments.csv);
  const auto study = read_study(*store);
  if (!study) return refused(study.error());
  if (!arguments.rank.empty()) return show_ranking(*study, arguments);
  if (!arguments.box.empty()) return show_box(*study, arguments);
  if (!arguments.choice.empty()) return show_choices(*study, arguments);
  show(study_page(summary_of(*study)), arguments.format);
  return code(Exit::Ok);
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
