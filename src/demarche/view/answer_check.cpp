#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::vector<view::Block> check_blocks(const Answer& answer) {
  const OfCheck& check = *only<OfCheck>(answer);
  const AnswerRow& row = answer.rows.front();
  std::string sentence = fmt::format("{}: {} {} between {} and {}", check.passed ? "passed" : "FAILED",
                                     value_text(row, row.value) + spread_text(row), check.passed ? "is" : "is not",
                                     value_text(row, check.from), value_text(row, check.to));
  if (check.share_passed) sentence += fmt::format("; it is in {} of the draws", share_text(*check.share_passed));
  return {answer_line(sentence)};
}

std::vector<view::Words> check_in_short(const Answer& answer, std::size_t /*number*/) {
  const OfCheck& check = *only<OfCheck>(answer);
  const AnswerRow& row = answer.rows.front();
  view::Words words = value_words(row) + view::Words(bracketed_draws(row));
  words += check.passed ? view::Words(" (within the bounds)")
                        : view::Words(" (") + view::strong("outside") + view::Words(" the bounds)");
  if (check.share_passed) words += ", within them in " + share_text(*check.share_passed) + " of the draws";
  words += view::Words(condition_in_short(row));
  return {std::move(words)};
}

void put_check(view::Data& data, const Answer& answer) {
  const OfCheck& check = *only<OfCheck>(answer);
  data["passed"] = check.passed;
  data["from"] = check.from;
  data["to"] = check.to;
  if (check.share_passed) data["share_passed"] = *check.share_passed;
}

void take_check(AnswerFields& fields, const Answer& answer, std::size_t /*row*/) {
  const OfCheck& check = *only<OfCheck>(answer);
  fields.check = check.passed ? "passed" : "failed";
  fields.share_passed = check.share_passed;
}

std::string remark_of_check(const Answer& answer, std::size_t /*row*/) {
  return only<OfCheck>(answer)->passed ? " within the bounds" : " outside the bounds";
}

}  // namespace

const AnswerFace& face_of(const OfCheck& /*check*/) {
  static constexpr AnswerFace face{.blocks = check_blocks,
                                   .in_short = check_in_short,
                                   .put_before_rows = put_check,
                                   .take_fields = take_check,
                                   .remark_on_row = remark_of_check};
  return face;
}

}  // namespace demarche
