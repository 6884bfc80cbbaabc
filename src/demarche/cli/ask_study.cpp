#include "demarche/cli/ask_study.h"

#include "demarche/cli/kept_study.h"
#include "demarche/cli/study_insights.h"
#include "demarche/cli/study_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace demarche::cli {
namespace {

// What is wrong with a number that lies outside the bounds of a check: below the one, above the other. A bound that no
// probability passes is no condition.
void append_failures(const Question& check, const Point& point, std::vector<Condition>& conditions) {
  const std::string target = target_of(check.text);
  const bool share = check.quantities.front().op == Quantity::Op::Probability;
  const std::string bounds = check.text.substr(check.text.rfind(" is between ") + 12);
  const std::size_t between = bounds.find(" and ");
  const double from = evaluate(check.from, point, {});
  const double to = evaluate(check.to, point, {});
  Question question = check;
  question.op = Question::Op::Ask;
  question.text = "ask " + target;
  const auto add = [&](BoundSign sign, double number, const std::string& written) {
    const std::string text = fmt::format("{} {} {}", target, sign_text(sign), written);
    conditions.push_back({{text, target, sign, number}, question});
  };
  // A bound that hangs on parameters is held where it is at their best guesses, and so it is told.
  const auto written = [](const Formula& bound, double number, const std::string& text) {
    return reads_parameters(bound) ? fmt::format("{:.6g}", number) : text;
  };
  if (!share || from > 0) add(BoundSign::Below, from, written(check.from, from, bounds.substr(0, between)));
  if (!share || to < 1) add(BoundSign::Above, to, written(check.to, to, bounds.substr(between + 5)));
}

void append_box(const ReadStudy& study, const Condition& condition, std::vector<StudyBox>& boxes) {
  const auto column = column_of_target(study.card, condition.bound.quantity);
  const auto box = column ? find_box(study, *column, condition.bound) : std::nullopt;
  if (box) boxes.push_back(*box);
  else complain(fmt::format("the study has no answer `{}` to look for a box in\n", condition.bound.quantity));
}

void append_ranking(const ReadStudy& study, const std::string& question, std::vector<StudyRanking>& rankings) {
  const std::string target = target_of(question);
  const auto column = column_of_target(study.card, target);
  if (!column) {
    complain(fmt::format("the study has no answer `{}` to rank numbers for\n", target));
    return;
  }
  rankings.push_back(rank_parameters(study, *column));
  rankings.back().quantity = target;
  rankings.back().question = question;
}

// Choices are somebody's: those that are forced, judged by expected payoffs.
void append_choices(const ReadStudy& study, const Answer& answer, std::vector<StudyChoice>& choices) {
  if (answer.question.find(" forcing ") == std::string::npos) return;
  std::vector<std::string> done;
  for (const AnswerRow& row : answer.rows) {
    if (!row.quantity.starts_with("E(") || std::ranges::find(done, row.quantity) != done.end()) continue;
    done.push_back(row.quantity);
    for (StudyChoice& choice : compare_choices(study, row.quantity)) {
      if (choice.question == answer.question) choices.push_back(std::move(choice));
    }
  }
}

// The questions of the parts that conditions were typed in: the last ones.
std::vector<Question> typed_conditions(const Loaded& loaded, std::size_t num_typed) {
  std::vector<Question> typed = loaded.varied.model.questions;
  const std::vector<Source::Part>& parts = loaded.reading.source.parts;
  if (num_typed == 0) return {};
  const std::uint32_t begin = parts.at(parts.size() - num_typed).begin;
  std::erase_if(typed, [&](const Question& question) { return question.span.begin < begin; });
  return typed;
}

}  // namespace

void add_uncertainty_options(CLI::App& command, UncertaintyArguments& arguments, CLI::Option* equilibrium) {
  arguments.num_threads = std::max(1U, std::thread::hardware_concurrency());
  command
      .add_option("--study", arguments.study,
                  "beside the answers what they are over the draws of this study (a file that `demarche study` made)")
      ->excludes(equilibrium);
  auto* tip =
      command
          .add_flag("--tip", arguments.tip,
                    "find where each number alone tips the conditions; solves the game some twenty times a number")
          ->excludes(equilibrium);
  command
      .add_option(
          "--where", arguments.where,
          "CONDITION: look for it in the study's draws, and for --tip; such as \"P(a.move is x) > 20%\"; may be "
          "repeated (where a check of the model fails)")
      ->allow_extra_args(false);
  command.add_option("--threads", arguments.num_threads, "threads for --tip (all cores); answers are the same bits")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1024))
      ->needs(tip);
}

std::expected<Source, int> with_conditions(Source source, const std::vector<std::string>& where) {
  std::size_t number = 0;
  for (const std::string& condition : where) {
    const auto bound = bound_of(condition);
    if (!bound) {
      return std::unexpected(usage_error(fmt::format("`{}` is not an answer, {}", condition, what_bounds_are),
                                         "`--where \"P(a.move is value) > 20%\"`"));
    }
    if (const std::string doubt = doubt_about(*bound); !doubt.empty()) return std::unexpected(usage_error(doubt));
    source = with_part(std::move(source), fmt::format("condition {}", ++number), "ask " + bound->quantity + "\n");
  }
  return source;
}

std::expected<std::vector<Condition>, int> conditions_of(const Loaded& loaded, const std::vector<Question>& questions,
                                                         const UncertaintyArguments& arguments) {
  std::vector<Condition> conditions;
  const Model& model = loaded.varied.model;
  const std::vector<Question> typed = typed_conditions(loaded, arguments.where.size());
  for (std::size_t k = 0; k < arguments.where.size(); ++k) {
    const bool one_number =
        typed.size() == arguments.where.size() && typed[k].op == Question::Op::Ask && typed[k].quantities.size() == 1;
    if (!one_number) {
      return std::unexpected(usage_error("a condition is on one number", "`--where \"P(a.move is value) > 20%\"`"));
    }
    conditions.push_back({*bound_of(arguments.where[k]), typed[k]});
  }
  if (!conditions.empty()) return conditions;
  const Point point = point_of(model, loaded.varied.parameters);
  for (const Question& question : questions) {
    if (question.op == Question::Op::Check) append_failures(question, point, conditions);
  }
  return conditions;
}

std::expected<ReadStudy, int> read_study(const std::string& path, const Provenance& asked) {
  const auto store = open_kept_study(path, OpenMode::Read);
  if (!store) return std::unexpected(store_error(store.error()));
  auto rows = read_rows(*store);
  if (!rows) return std::unexpected(store_error(rows.error()));
  StudyCard here = store->card;
  here.model_sha256 = asked.model_hash;
  here.version = asked.version;
  here.options = asked.options + store->card.options.substr(
                                     std::min(store->card.options.rfind("; start "), store->card.options.size()));
  const std::vector<std::string> differ = differences(store->card, here);
  if (!differ.empty()) return std::unexpected(other_study(path, differ));
  return study_of(path, store->card, std::move(*rows));
}

std::optional<int> unknown_condition(const ReadStudy& study, const std::vector<Condition>& conditions) {
  for (const Condition& condition : conditions) {
    const auto column = column_of(study.card, condition.bound.quantity);
    if (!column) return usage_error(column.error().sentence, column.error().help);
  }
  return std::nullopt;
}

StudyFindings findings_of(const ReadStudy& study, const std::vector<Answer>& answers,
                          const std::vector<Condition>& conditions) {
  StudyFindings findings;
  findings.study = study.path;
  findings.design = study.card.design;
  findings.num_rows = counting_rows(study).size();
  for (const Answer& answer : answers) {
    if (answer.kind == "rank") append_ranking(study, answer.question, findings.rankings);
    if (answer.kind == "compare") append_choices(study, answer, findings.choices);
  }
  for (const Condition& condition : conditions) append_box(study, condition, findings.boxes);
  return findings;
}

}  // namespace demarche::cli
