#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// How likely the condition is, there and wherever a number was moved to.
std::string rank_condition_text(const Answer& answer, const OfRank& ranking) {
  if (!ranking.log_condition) return {};
  double least = *ranking.log_condition;
  for (const AnswerRow& row : answer.rows) least = std::min(least, row.log_condition.value_or(least));
  return fmt::format("; the condition is met with probability {} there, and at least {} wherever a number was moved to",
                     log_share_text(*ranking.log_condition), log_share_text(least));
}

std::vector<view::Block> rank_blocks(const Answer& answer) {
  using enum view::ColumnKind;
  const OfRank& ranking = *only<OfRank>(answer);
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
  const std::string best =
      "at the best guesses " + value_text(answer.rows.front(), ranking.baseline) + rank_condition_text(answer, ranking);
  std::vector<view::Block> blocks{answer_line(best), {std::move(table)}};
  for (const std::string& remark : turning_remarks(answer, ranking)) blocks.push_back(answer_line(remark));
  return blocks;
}

std::vector<view::Words> rank_in_short(const Answer& answer, std::size_t number) {
  const AnswerRow& most = answer.rows.front();
  const RankedRange& range = only<OfRank>(answer)->ranges.front();
  if (range.fixed) return {"no number moves it"};
  return {view::strong(most.label) +
          view::Words(fmt::format(" moves it most: {} at the low end of its range, {} at the high end; ",
                                  value_text(most, range.at_low), value_text(most, range.at_high))) +
          led_to("all of them", fmt::format("ranking_{}", number))};
}

void put_rank_baseline(view::Data& data, const Answer& answer) {
  const OfRank& ranking = *only<OfRank>(answer);
  data["baseline"] = ranking.baseline;
  if (ranking.log_condition) data["baseline_condition"] = std::exp(*ranking.log_condition);
}

void put_ranked_range(view::Data& data, const Answer& answer, std::size_t row) {
  const RankedRange& range = only<OfRank>(answer)->ranges[row];
  data["low"] = range.at_low;
  data["high"] = range.at_high;
  data["low_at"] = range.low_at;
  data["high_at"] = range.high_at;
  data["varies"] = !range.fixed;
  if (!range.fails_at_low.empty()) data["fails_at_low"] = range.fails_at_low;
  if (!range.fails_at_high.empty()) data["fails_at_high"] = range.fails_at_high;
  for (const InsidePoint& point : range.inside) data["inside"].push_back({{"at", point.at}, {"value", point.value}});
}

void take_ranked_range(AnswerFields& fields, const Answer& answer, std::size_t row) {
  const RankedRange& range = only<OfRank>(answer)->ranges[row];
  fields.low = range.at_low;
  fields.high = range.at_high;
  fields.low_at = range.low_at;
  fields.high_at = range.high_at;
}

std::string swing_of_row(const Answer& answer, std::size_t row) {
  return swing_text(answer.rows[row], only<OfRank>(answer)->ranges[row]);
}

std::string range_of_ranked_row(const Answer& answer, std::size_t row) {
  return range_text(answer.rows[row], only<OfRank>(answer)->ranges[row]);
}

}  // namespace

const AnswerFace& face_of(const OfRank& /*ranking*/) {
  static constexpr AnswerFace face{.blocks = rank_blocks,
                                   .in_short = rank_in_short,
                                   .put_before_rows = put_rank_baseline,
                                   .put_in_row = put_ranked_range,
                                   .take_fields = take_ranked_range,
                                   .value_of_row = swing_of_row,
                                   .range_of_row = range_of_ranked_row,
                                   .tells_conditions = true,
                                   .has_own_figure = true};
  return face;
}

}  // namespace demarche
