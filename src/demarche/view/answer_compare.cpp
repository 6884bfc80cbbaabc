#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

// One line a label, one column a quantity; long quantities are numbered and spelt out above.
view::Table grid_table(const Answer& answer) {
  const std::vector<std::string> quantities = quantities_of(answer);
  view::Table table{.columns = {{"", ""}}, .indent = answer_indent, .may_number_heads = true};
  for (const std::string& quantity : quantities) table.columns.push_back({"", quantity, view::ColumnKind::Numbers});
  for (const AnswerRow& row : answer.rows) {
    if (table.rows.empty() || row.quantity == quantities.front()) table.rows.push_back({row.label});
    table.rows.back().emplace_back(value_text(row, row.value));
  }
  return table;
}

view::Table ranged_table(const Answer& answer, const std::string& quantity) {
  view::Table table{.columns = {{"", ""},
                                {"", "(90% of the draws)", view::ColumnKind::Numbers},
                                {"", "more than " + answer.rows.front().label}},
                    .indent = answer_indent + 2};
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const AnswerRow& row = answer.rows[k];
    if (row.quantity != quantity) continue;
    const Difference* difference = difference_of(answer, k);
    const std::string more = difference ? difference_text(row, *difference) : std::string();
    table.rows.push_back({row.label, value_text(row, row.value) + short_spread_text(row), more});
  }
  return table;
}

// Over the draws of a study: a table a quantity, and how far each case lies from the first, draw by draw; cases move
// together, so that this says more than their ranges.
std::vector<view::Block> ranged_compare_blocks(const Answer& answer) {
  std::vector<view::Block> blocks;
  for (const std::string& quantity : quantities_of(answer)) {
    blocks.push_back(answer_line(quantity));
    blocks.push_back({ranged_table(answer, quantity)});
  }
  if (std::ranges::any_of(answer.rows, is_outside_its_draws)) {
    blocks.push_back(answer_line("! 90% of the draws leave the best guess out"));
  }
  return blocks;
}

std::vector<view::Block> compare_blocks(const Answer& answer) {
  const bool ranged = std::ranges::any_of(answer.rows, [](const AnswerRow& row) { return row.draws.has_value(); });
  return ranged ? ranged_compare_blocks(answer) : std::vector<view::Block>{{grid_table(answer)}};
}

std::vector<view::Words> comparison_in_short(const Answer& answer, std::size_t number) {
  const std::size_t num_quantities = quantities_of(answer).size();
  const std::string of = num_quantities > 1 ? fmt::format(", {} quantities", num_quantities) : "";
  return {led_to(counted(answer.rows.size() / num_quantities, "case") + of + ", side by side",
                 fmt::format("comparison_{}", number))};
}

}  // namespace

const AnswerFace& face_of(const OfCompare& /*comparison*/) {
  static constexpr AnswerFace face{.blocks = compare_blocks, .in_short = comparison_in_short, .has_own_figure = true};
  return face;
}

}  // namespace demarche
