#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

bool has_condition(const Answer& answer) {
  return std::ranges::any_of(answer.rows, [](const AnswerRow& row) { return row.log_condition.has_value(); });
}

std::string met_text(const AnswerRow& row) {
  return row.log_condition ? " (" + log_share_text(*row.log_condition) + ")" : std::string();
}

// A line a value of the first number, a column a value of the second.
std::vector<view::Block> map_blocks(const Answer& answer, const OfSweep& sweep) {
  view::Table table{.columns = {{"", sweep.parameter + " \\ " + sweep.also}}, .indent = answer_indent};
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const bool begins = k == 0 || sweep.at[k] != sweep.at[k - 1];
    if (sweep.at[k] == sweep.at.front())
      table.columns.push_back({"", plain_number(sweep.also_at[k]), view::ColumnKind::Numbers});
    if (begins) table.rows.push_back({plain_number(sweep.at[k])});
    table.rows.back().emplace_back(value_text(answer.rows[k], answer.rows[k].value) + met_text(answer.rows[k]));
  }
  std::vector<view::Block> blocks{{std::move(table)}};
  if (has_condition(answer)) blocks.push_back(answer_line("in brackets: how likely the condition is met"));
  return blocks;
}

std::vector<view::Block> sweep_blocks(const Answer& answer) {
  using enum view::ColumnKind;
  const OfSweep& sweep = *only<OfSweep>(answer);
  if (!sweep.also.empty()) return map_blocks(answer, sweep);
  const std::string quantity = answer.rows.empty() ? std::string() : answer.rows.front().quantity;
  view::Table table{.columns = {{"", "at", Numbers}, {"", quantity, Numbers}, {"", "", Bar}},
                    .indent = answer_indent,
                    .has_head = false};
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const AnswerRow& row = answer.rows[k];
    table.rows.push_back({plain_number(sweep.at[k]), value_text(row, row.value) + met_text(row), bar_cell(row)});
  }
  std::vector<view::Block> blocks{{std::move(table)}};
  if (has_condition(answer)) blocks.push_back(answer_line("in brackets: how likely the condition is met"));
  return blocks;
}

// From the least to the most of a map.
view::Words map_in_short(const Answer& answer) {
  const AnswerRow* least = &answer.rows.front();
  const AnswerRow* most = least;
  for (const AnswerRow& row : answer.rows) {
    if (!(row.value >= least->value)) least = std::isnan(row.value) ? least : &row;
    if (!(row.value <= most->value)) most = std::isnan(row.value) ? most : &row;
  }
  return view::Words(fmt::format("from {} (at {}) to {} (at {}); ", value_text(*least, least->value), least->label,
                                 value_text(*most, most->value), most->label));
}

std::vector<view::Words> sweep_in_short(const Answer& answer, std::size_t number) {
  const std::string key = fmt::format("sweep_{}", number);
  if (!only<OfSweep>(answer)->also.empty()) return {map_in_short(answer) + led_to("the map", key)};
  const AnswerRow& first = answer.rows.front();
  const AnswerRow& last = answer.rows.back();
  return {view::Words(fmt::format("from {} to {}; ", value_text(first, first.value), value_text(last, last.value))) +
          led_to("the points between", key)};
}

void put_sweep_baseline(view::Data& data, const Answer& answer) {
  const OfSweep& sweep = *only<OfSweep>(answer);
  data["baseline"] = sweep.baseline;
  if (!sweep.also.empty()) data["map_of"] = std::vector<std::string>{sweep.parameter, sweep.also};
}

void put_stop(view::Data& data, const Answer& answer, std::size_t row) {
  const OfSweep& sweep = *only<OfSweep>(answer);
  if (sweep.also.empty()) {
    data["at"] = sweep.at[row];
    return;
  }
  data["at"] = view::Data::list();
  data["at"].push_back(sweep.at[row]);
  data["at"].push_back(sweep.also_at[row]);
}

// Of a map the label has both numbers, and `at` the first, `low_at` and `high_at` the second.
void take_stop(AnswerFields& fields, const Answer& answer, std::size_t row) {
  const OfSweep& sweep = *only<OfSweep>(answer);
  fields.at = sweep.at[row];
  if (!sweep.also.empty()) fields.low_at = fields.high_at = sweep.also_at[row];
}

}  // namespace

const AnswerFace& face_of(const OfSweep& /*sweep*/) {
  static constexpr AnswerFace face{.blocks = sweep_blocks,
                                   .in_short = sweep_in_short,
                                   .put_before_rows = put_sweep_baseline,
                                   .put_in_row = put_stop,
                                   .take_fields = take_stop,
                                   .tells_conditions = true,
                                   .has_own_figure = true};
  return face;
}

}  // namespace demarche
