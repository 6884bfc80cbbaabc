#include "demarche/view/answer_blocks.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

std::string rate_text(double derivative, Unit unit) {
  if (std::isnan(derivative)) return "none";
  return unit == Unit::Share ? fmt::format("{:+.4g} points", 100 * derivative) : fmt::format("{:+.4g}", derivative);
}

// What the straight line says of the range's ends; `*` where it would leave what a probability can be.
std::string over_range_text(const AnswerRow& row, const Sensitivity& sensitivity) {
  const auto over = over_range(row, sensitivity);
  return over ? rate_text(over->change, row.unit) + (over->cut ? " *" : "") : std::string();
}

// What the column on the range is, and what to ask for in its place.
std::string straight_line_text(const AnswerRow& row) {
  const std::vector<Sensitivity>& all = row.sensitivities;
  const bool ranged = std::ranges::any_of(all, [](const Sensitivity& one) { return one.low && one.derivative != 0; });
  const bool cut = std::ranges::any_of(all, [&](const Sensitivity& one) {
    const auto over = over_range(row, one);
    return over && over->cut;
  });
  if (!ranged) return {};
  return fmt::format("over its range: along a straight line from low to high{}; `rank parameters for {}` solves there",
                     cut ? " (* cut off at 0% and 100%)" : "", row.quantity);
}

view::Table sensitivity_table(const AnswerRow& row) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "parameter"},
                                {"", "at", Numbers},
                                {"", "a unit more", Numbers},
                                {"", "over its range", Numbers},
                                {"", ""}},
                    .indent = answer_indent + 2};
  for (const Sensitivity& one : row.sensitivities) {
    if (one.derivative == 0) continue;
    table.rows.push_back({one.parameter, plain_number(one.at), rate_text(one.derivative, row.unit),
                          over_range_text(row, one), one.note});
  }
  return table;
}

}  // namespace

std::vector<view::Block> sensitivity_blocks(const AnswerRow& row) {
  if (row.sensitivities.empty()) return {};
  const auto key_block = [](const std::string& key) {
    return view::Block{view::Paragraph{view::with_code(key), {answer_indent + 2, answer_indent + 4}}};
  };
  view::Table table = sensitivity_table(row);
  const std::size_t num_without = row.sensitivities.size() - table.rows.size();
  std::vector<view::Block> blocks{
      answer_line(fmt::format("how {} changes with each parameter, the equilibrium following:", row.quantity)),
      {std::move(table)}};
  if (const std::string key = straight_line_text(row); !key.empty()) blocks.push_back(key_block(key));
  if (num_without > 0) blocks.push_back(key_block(fmt::format("{} change nothing", counted(num_without, "parameter"))));
  return blocks;
}

}  // namespace demarche
