#include "demarche/engine/uncertainty.h"

#include "demarche/engine/kept_study.h"
#include "demarche/engine/part_of_work.h"
#include "demarche/study/points.h"
#include "demarche/survey/find_tipping.h"
#include "demarche/survey/ranges.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {

OrRefusal<std::vector<Typed>> conditions_to_type(const std::vector<std::string>& where) {
  std::vector<Typed> typed;
  for (const std::string& condition : where) {
    const auto bound = bound_of(condition);
    if (!bound) {
      return std::unexpected(Refusal{fmt::format("`{}` is not an answer, {}", condition, what_bounds_are),
                                     "`--where \"P(a.move is value) > 20%\"`"});
    }
    if (std::string doubt = doubt_about(*bound); !doubt.empty()) return std::unexpected(Refusal{std::move(doubt), ""});
    typed.push_back({fmt::format("condition {}", typed.size() + 1), "ask " + bound->quantity + "\n"});
  }
  return typed;
}

namespace {

OrRefusal<std::vector<Condition>> typed_conditions(const Crisis& crisis, const Request& request) {
  const std::size_t num_before = request.questions.size();
  const std::vector<Question> typed = typed_questions(crisis, num_before, num_before + request.where.size());
  std::vector<Condition> conditions;
  for (std::size_t k = 0; k < request.where.size(); ++k) {
    const bool one_number =
        typed.size() == request.where.size() && typed[k].kind == QuestionKind::Ask && typed[k].quantities.size() == 1;
    if (!one_number) {
      return std::unexpected(Refusal{"a condition is on one number", "`--where \"P(a.move is value) > 20%\"`"});
    }
    conditions.push_back({*bound_of(request.where[k]), typed[k]});
  }
  return conditions;
}

// Why nothing can be told of the conditions, if so.
std::optional<Refusal> untold_conditions(const Varied& varied, const std::vector<Condition>& conditions,
                                         const Request& request, const Lent& lent) {
  if (!request.where.empty() && !lent.study && !request.tip)
    return Refusal{"`--where` looks in the draws of a study, or for tipping values", "add `--study FILE`, or `--tip`"};
  if (!request.tip) return std::nullopt;
  if (conditions.empty()) {
    return Refusal{"there is no condition to tip", "`--where \"P(a.move is value) > 20%\"`, or a `check` in the model"};
  }
  if (!drawn_parameters(varied.model, varied.parameters).empty()) return std::nullopt;
  return Refusal{"no number of the model has a range, so there is nothing to move",
                 "give one: `parameter cost = 20%, 5% to 50%`"};
}

void remark_missing(const ReadStudy& study, std::vector<std::string>& remarks) {
  const auto num_there = static_cast<std::uint64_t>(
      std::ranges::count_if(study.rows, [](const StoredRow& row) { return row.number != central_row; }));
  if (num_there >= study.card.num_rows) return;
  remarks.push_back(fmt::format("{} of the study's {} {} solved: ranges are over {}",
                                count_text(static_cast<double>(num_there)), counted(study.card.num_rows, "row"),
                                agreeing(num_there, "is", "are"), agreeing(num_there, "this one", "these")));
}

}  // namespace

OrRefusal<std::vector<Condition>> conditions_asked(const Crisis& crisis, const std::vector<Question>& questions,
                                                   const Request& request, const Lent& lent) {
  const Varied& varied = crisis.varied;
  auto conditions =
      request.where.empty()
          ? OrRefusal<std::vector<Condition>>(failures_of(questions, point_of(varied.model, varied.parameters)))
          : typed_conditions(crisis, request);
  if (!conditions) return conditions;
  if (auto why = untold_conditions(varied, *conditions, request, lent)) return std::unexpected(std::move(*why));
  return conditions;
}

OrRefusal<std::optional<ReadStudy>> lent_study(const Provenance& asked, const std::vector<Condition>& conditions,
                                               const Request& request, const Lent& lent,
                                               std::vector<std::string>& remarks) {
  if (!lent.study) return std::nullopt;
  const auto kept = lent.study();
  if (!kept) return std::unexpected(kept.error());
  auto study = read_study(*kept);
  if (!study) return std::unexpected(std::move(study.error()));
  std::vector<std::string> differ = differences(study->card, asked);
  if (!differ.empty()) return std::unexpected(other_study(study->path, std::move(differ)));
  const bool boxes_only = !request.where.empty() && !request.tip;
  if (boxes_only)
    if (auto unknown = unknown_condition(*study, conditions)) return std::unexpected(std::move(*unknown));
  remark_missing(*study, remarks);
  return std::move(*study);
}

void take_study(Uncertainty& known, const Varied& varied, const std::vector<Question>& questions,
                std::vector<Answer>& answers, Provenance& from, std::vector<std::string>& remarks) {
  if (!known.study) return;
  if (add_ranges(answers, questions, varied.parameters, *known.study) == 0)
    remarks.emplace_back("none of these questions is in the study: it was made with the questions in the model");
  ReadFindings found = findings_of(*known.study, answers, known.conditions);
  remarks.insert(remarks.end(), found.lacking.begin(), found.lacking.end());
  known.findings = std::move(found.findings);
  from.options += fmt::format("; ranges: 90% of {} in {}", counted(known.findings.num_rows, "draw"), known.study->path);
}

std::expected<std::string, Diagnostics> take_tippings(Uncertainty& known, const Solved& solved,
                                                      const StudyOptions& options, const Lent& lent) {
  for (std::size_t k = 0; k < known.conditions.size(); ++k) {
    const TipPlan plan{known.conditions[k].bound, known.conditions[k].question};
    const Monitor monitor = monitor_of_part(lent.monitor, k, known.conditions.size());
    auto search = find_tipping(solved, plan, options, lent.crew, monitor);
    if (!search) return std::unexpected(std::move(search.error()));
    const std::size_t num_moved = search->tipping.parameters.size();
    if (search->complete || num_moved > 0) known.findings.tippings.push_back(std::move(search->tipping));
    if (!search->complete)
      return fmt::format("not all numbers were moved: where `{}` tips is told of {} only", plan.bound.text, num_moved);
  }
  return std::string();
}

}  // namespace demarche
