#include "demarche/view/answer_blocks.h"
#include "demarche/view/words.h"

#include <cmath>

namespace demarche {

std::vector<view::Block> rank_blocks(const Answer& answer) {
  using enum view::ColumnKind;
  if (answer.rows.empty()) return {answer_line("no parameter has a range: write `, low to high` after its best guess")};
  view::Table table{.columns = {{"", "parameter"},
                                {"", "low", Numbers},
                                {"", "gives", Numbers},
                                {"", "high", Numbers},
                                {"", "gives", Numbers},
                                {"", "swing", Numbers}},
                    .indent = answer_indent};
  for (const AnswerRow& row : answer.rows) {
    table.rows.push_back({row.label, plain_number(row.low_at.value_or(NAN)), value_text(row, row.low.value_or(NAN)),
                          plain_number(row.high_at.value_or(NAN)), value_text(row, row.high.value_or(NAN)),
                          swing_text(row)});
  }
  const std::string best = "at the best guesses " + value_text(answer.rows.front(), answer.baseline.value_or(NAN));
  std::vector<view::Block> blocks{answer_line(best), {std::move(table)}};
  for (const std::string& remark : turning_remarks(answer)) blocks.push_back(answer_line(remark));
  return blocks;
}

}  // namespace demarche
