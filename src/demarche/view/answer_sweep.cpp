#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::vector<view::Block> sweep_blocks(const Answer& answer) {
  using enum view::ColumnKind;
  const OfSweep& sweep = *only<OfSweep>(answer);
  const std::string quantity = answer.rows.empty() ? std::string() : answer.rows.front().quantity;
  view::Table table{.columns = {{"", "at", Numbers}, {"", quantity, Numbers}, {"", "", Bar}},
                    .indent = answer_indent,
                    .has_head = false};
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const AnswerRow& row = answer.rows[k];
    table.rows.push_back({plain_number(sweep.at[k]), value_text(row, row.value), bar_cell(row)});
  }
  return {{std::move(table)}};
}

std::vector<view::Words> sweep_in_short(const Answer& answer, std::size_t number) {
  const AnswerRow& first = answer.rows.front();
  const AnswerRow& last = answer.rows.back();
  return {view::Words(fmt::format("from {} to {}; ", value_text(first, first.value), value_text(last, last.value))) +
          led_to("the points between", fmt::format("sweep_{}", number))};
}

void put_sweep_baseline(view::Data& data, const Answer& answer) { data["baseline"] = only<OfSweep>(answer)->baseline; }

void put_stop(view::Data& data, const Answer& answer, std::size_t row) { data["at"] = only<OfSweep>(answer)->at[row]; }

void take_stop(AnswerFields& fields, const Answer& answer, std::size_t row) {
  fields.at = only<OfSweep>(answer)->at[row];
}

}  // namespace

const AnswerFace& face_of(const OfSweep& /*sweep*/) {
  static constexpr AnswerFace face{.blocks = sweep_blocks,
                                   .in_short = sweep_in_short,
                                   .put_before_rows = put_sweep_baseline,
                                   .put_in_row = put_stop,
                                   .take_fields = take_stop,
                                   .has_own_figure = true};
  return face;
}

}  // namespace demarche
