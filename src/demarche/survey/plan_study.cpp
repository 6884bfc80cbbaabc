#include "demarche/survey/plan_study.h"

#include "demarche/survey/draw_again.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// Whole blocks only.
std::uint64_t num_rows_of(const StudyPlan& plan, std::size_t num_drawn) {
  if (plan.design != DesignKind::Saltelli) return plan.num_draws;
  const std::uint64_t width = num_drawn + 2;
  return (plan.num_draws + width - 1) / width * width;
}

OrRefusal<std::vector<Question>> studied_questions(const Model& model) {
  std::vector<Question> questions = questions_of_rows(model.questions);
  if (!questions.empty()) return questions;
  return std::unexpected(
      Refusal{"the file asks nothing that a study answers", "add lines such as `ask P(a.move is value)`"});
}

// Why equilibria cannot be followed from the centre, if so and if that is wanted.
std::optional<Refusal> no_way_from_centre(const Model& model, const Parameters& parameters, const Plan& plan,
                                          RowStart start) {
  std::vector<Wish> wishes;
  if (start != RowStart::Path) wishes.push_back({Gift::Following, "--start"});
  if (auto refusal = refusal_of(plan, wishes)) return refusal;
  return refusal_in_the_limit(aim_at(model, parameters, plan), wishes);
}

// Why the numbers cannot be drawn like that, if so.
std::optional<Refusal> no_draws(const Model& model, const StudyRun& run, const StudyPlan& plan) {
  if (run.drawn.empty()) {
    return Refusal{"no number of the model has a range, so there is nothing to draw",
                   plan.numbers_set ? "what `--set` and variants set is not drawn: leave one out"
                                    : "give one: `parameter cost = 20%, 5% to 50%`"};
  }
  if (!run.together.empty() && plan.design == DesignKind::Saltelli) {
    return Refusal{fmt::format("Sobol indices presume numbers that are independent, and the model correlates {}",
                               text_of(model, model.correlations.front())),
                   "take another design: `results --rank` then tells how far each number shifts the answer"};
  }
  if (run.drawn.size() <= most_columns(plan.design)) return std::nullopt;
  return Refusal{fmt::format("the model has {} numbers with a range, and `--design {}` draws at most {}",
                             run.drawn.size(), design_word(plan.design), most_columns(plan.design)),
                 "`--design lhs` draws as many as there are"};
}

std::vector<StoredColumn> parameter_columns(const StudyRun& run) {
  std::vector<StoredColumn> columns;
  for (const DrawnParameter& one : run.drawn) {
    const Uncertain& number = one.number;
    columns.push_back({run.central->model.parameters[one.id].name, "", "", number.best, number.low, number.high,
                       drawn_words(number)});
  }
  return columns;
}

std::vector<StoredColumn> answer_columns(const RowSolver& solver) {
  std::vector<StoredColumn> columns;
  for (const AnswerColumn& column : solver.columns) {
    columns.push_back({column.asked.key.question,
                       column.asked.label,
                       column.unit == Unit::Share ? "share" : "number",
                       {},
                       {},
                       {},
                       ""});
  }
  return columns;
}

}  // namespace

std::expected<StudyRun, Failure> plan_study(const Model& model, const Parameters& parameters,
                                            const StudyOptions& options, const StudyPlan& plan) {
  StudyRun run;
  run.options = options;
  run.start = plan.start;
  auto questions = studied_questions(model);
  if (!questions) return std::unexpected(std::move(questions.error()));
  run.questions = std::move(*questions);
  if (auto refusal = no_way_from_centre(model, parameters, options.plan, plan.start)) return std::unexpected(*refusal);
  Diagnostics infinite = infinite_ranges(model, parameters);
  if (!infinite.empty()) return std::unexpected(std::move(infinite));
  run.drawn = drawn_parameters(model, parameters);
  run.together = drawn_together(model, run.drawn);
  if (auto refusal = no_draws(model, run, plan)) return std::unexpected(*refusal);
  run.design = make_design(plan.design, plan.seed, num_rows_of(plan, run.drawn.size()), run.drawn.size());
  return run;
}

StudyCard card_of(const StudyRun& run, const Provenance& from, const std::string& model_text) {
  return {model_text,
          from.model_hash,
          from.version,
          fmt::format("{}; start {}", from.options, start_word(run.start)),
          design_word(run.design.kind),
          run.design.seed,
          run.design.num_rows,
          parameter_columns(run),
          answer_columns(*run.solvers.front())};
}

std::string design_word(DesignKind design) {
  if (design == DesignKind::LatinHypercube) return "lhs";
  return design == DesignKind::Saltelli ? "saltelli" : "sobol";
}

DesignKind design_kind(const std::string& word) {
  if (word == "lhs") return DesignKind::LatinHypercube;
  return word == "saltelli" ? DesignKind::Saltelli : DesignKind::Sobol;
}

std::string start_word(RowStart start) {
  if (start == RowStart::Centre) return "centre";
  return start == RowStart::Both ? "both" : "path";
}

RowStart row_start(const std::string& word) {
  if (word == "centre") return RowStart::Centre;
  return word == "both" ? RowStart::Both : RowStart::Path;
}

}  // namespace demarche
