#include "demarche/survey/findings.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

void append_ranking(const ReadStudy& study, const std::string& question, const std::string& quantity,
                    ReadFindings& found) {
  const auto column = column_of_target(study, quantity);
  if (!column) {
    found.lacking.push_back(fmt::format("the study has no answer `{}` to rank numbers for", quantity));
    return;
  }
  StudyRanking& ranking = found.findings.rankings.emplace_back(rank_parameters(study, *column));
  ranking.quantity = quantity;
  ranking.question = question;
}

void append_choices(const ReadStudy& study, const Answer& answer, std::vector<StudyChoice>& choices) {
  std::vector<std::string> done;
  for (const AnswerRow& row : answer.rows) {
    if (!row.is_payoff || std::ranges::find(done, row.quantity) != done.end()) continue;
    done.push_back(row.quantity);
    for (StudyChoice& choice : compare_choices(study, row.quantity)) {
      if (choice.question == answer.question) choices.push_back(std::move(choice));
    }
  }
}

void append_box(const ReadStudy& study, const Bound& bound, ReadFindings& found) {
  const auto column = column_of_target(study, bound.quantity);
  const auto box = column ? find_box(study, *column, bound) : std::nullopt;
  if (box) found.findings.boxes.push_back(*box);
  else found.lacking.push_back(fmt::format("the study has no answer `{}` to look for a box in", bound.quantity));
}

}  // namespace

const StudyRanking* ranking_of(const StudyFindings* findings, const std::string& question) {
  if (findings == nullptr) return nullptr;
  const auto found = std::ranges::find(findings->rankings, question, &StudyRanking::question);
  return found == findings->rankings.end() ? nullptr : &*found;
}

ReadFindings findings_of(const ReadStudy& study, const std::vector<Answer>& answers,
                         const std::vector<Condition>& conditions) {
  ReadFindings found;
  StudyFindings& findings = found.findings;
  findings.study = study.path;
  findings.design = study.card.design;
  findings.seed = study.card.seed;
  findings.num_rows = counting_rows(study).size();
  for (const Answer& answer : answers) {
    if (const auto* rank = only<OfRank>(answer)) append_ranking(study, answer.question, rank->quantity, found);
    if (only<OfCompare>(answer)) append_choices(study, answer, findings.choices);
  }
  for (const Condition& condition : conditions) append_box(study, condition.bound, found);
  return found;
}

std::optional<Refusal> unknown_condition(const ReadStudy& study, const std::vector<Condition>& conditions) {
  for (const Condition& condition : conditions) {
    if (auto column = column_of(study, condition.bound.quantity); !column) return std::move(column.error());
  }
  return std::nullopt;
}

}  // namespace demarche
