#include "demarche/survey/findings.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/figures.h"
#include "demarche/view/page_parts.h"

#include <fmt/format.h>

#include <map>

namespace demarche {
namespace {

// How many answers of each kind there were so far: figures of a kind are numbered in the order of their questions.
using NumbersOfKinds = std::map<QuestionKind, std::size_t>;

std::vector<view::Words> in_short(const Answer& answer, NumbersOfKinds& numbers) {
  if (answer.rows.empty()) return {"no answer"};
  return face_of(answer).in_short(answer, ++numbers[kind_of(answer)]);
}

}  // namespace

Blocks summary_part(const Report& report) {
  if (!report.answers || report.answers->empty()) return {};
  Blocks blocks;
  if (report.findings && !report.findings->study.empty()) {
    blocks.push_back({view::Paragraph{
        fmt::format("In brackets: the range of 90% of {} of a study.", counted(report.findings->num_rows, "draw"))}});
  }
  view::Terms terms;
  NumbersOfKinds numbers;
  for (const Answer& answer : *report.answers)
    terms.terms.push_back({view::Words(answer.question), in_short(answer, numbers)});
  blocks.push_back({std::move(terms)});
  for (view::Figure& figure : asked_figures(report)) blocks.push_back({std::move(figure)});
  return blocks;
}

}  // namespace demarche
