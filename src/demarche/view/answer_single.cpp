#include "demarche/view/answer_blocks.h"
#include "demarche/view/belief_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

std::string key_of_brackets(const Answer& answer) {
  const bool any = std::ranges::any_of(answer.rows, [](const AnswerRow& row) { return row.draws.has_value(); });
  if (!any) return {};
  const bool outside = std::ranges::any_of(answer.rows, is_outside_its_draws);
  return outside ? "in brackets: 90% of the draws; ! they leave the best guess out" : "in brackets: 90% of the draws";
}

}  // namespace

std::vector<view::Block> single_blocks(const Answer& answer) {
  std::vector<view::Block> blocks;
  for (const AnswerRow& row : answer.rows) {
    const std::string of = answer.rows.size() > 1 ? row.quantity + ": " : std::string();
    blocks.push_back(answer_line(of + value_text(row, row.value) + spread_text(row)));
  }
  return blocks;
}

std::vector<view::Block> check_blocks(const Answer& answer, const OfCheck& check) {
  const AnswerRow& row = answer.rows.front();
  std::string sentence = fmt::format("{}: {} {} between {} and {}", check.passed ? "passed" : "FAILED",
                                     value_text(row, row.value) + spread_text(row), check.passed ? "is" : "is not",
                                     value_text(row, check.from), value_text(row, check.to));
  if (check.share_passed) sentence += fmt::format("; it is in {} of the draws", share_text(*check.share_passed));
  return {answer_line(sentence)};
}

std::vector<view::Block> belief_blocks(const Answer& answer, const OfBelief& belief) {
  const std::string trait = answer.rows.empty() ? std::string() : answer.rows.front().quantity;
  view::Table table{
      .columns = {{"", trait}, {"", "belief", view::ColumnKind::Numbers}, {"", "", view::ColumnKind::Bar}},
      .indent = answer_indent,
      .has_head = false};
  for (const AnswerRow& row : answer.rows)
    table.rows.push_back({row.label, share_text(row.value) + short_spread_text(row), bar_cell(row)});
  std::vector<view::Block> blocks{{std::move(table)}};
  if (const std::string key = key_of_brackets(answer); !key.empty()) blocks.push_back(answer_line(key));
  for (const std::string& sentence : places_in_words(answer, belief)) blocks.push_back(answer_line(sentence));
  return blocks;
}

}  // namespace demarche
