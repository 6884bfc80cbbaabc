#include "demarche/view/answer_blocks.h"
#include "demarche/view/words.h"

namespace demarche {

std::vector<view::Block> rank_blocks(const Answer& answer, const OfRank& ranking) {
  using enum view::ColumnKind;
  if (answer.rows.empty()) return {answer_line("no parameter has a range: write `, low to high` after its best guess")};
  view::Table table{.columns = {{"", "parameter"},
                                {"", "low", Numbers},
                                {"", "gives", Numbers},
                                {"", "high", Numbers},
                                {"", "gives", Numbers},
                                {"", "swing", Numbers}},
                    .indent = answer_indent};
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const AnswerRow& row = answer.rows[k];
    const RankedRange& range = ranking.ranges[k];
    table.rows.push_back({row.label, plain_number(range.low_at), value_text(row, range.at_low),
                          plain_number(range.high_at), value_text(row, range.at_high), swing_text(row, range)});
  }
  const std::string best = "at the best guesses " + value_text(answer.rows.front(), ranking.baseline);
  std::vector<view::Block> blocks{answer_line(best), {std::move(table)}};
  for (const std::string& remark : turning_remarks(answer, ranking)) blocks.push_back(answer_line(remark));
  return blocks;
}

}  // namespace demarche
