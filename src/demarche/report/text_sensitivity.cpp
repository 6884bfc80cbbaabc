#include "demarche/report/text_parts.h"
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

std::vector<std::string> cells_of(const AnswerRow& row, const Sensitivity& sensitivity) {
  return {sensitivity.parameter, plain_number(sensitivity.at), rate_text(sensitivity.derivative, row.unit),
          over_range_text(row, sensitivity), sensitivity.note};
}

// What the last column is, and what to ask for in its place.
std::string straight_line_text(const AnswerRow& row) {
  const auto all = row.sensitivities;
  const bool ranged = std::ranges::any_of(all, [](const Sensitivity& one) { return one.low && one.derivative != 0; });
  const bool cut = std::ranges::any_of(all, [&](const Sensitivity& one) {
    const auto over = over_range(row, one);
    return over && over->cut;
  });
  if (!ranged) return {};
  return fmt::format("over its range: along a straight line from low to high{}; `rank parameters for {}` solves there",
                     cut ? " (* cut off at 0% and 100%)" : "", row.quantity);
}

}  // namespace

std::string sensitivities_as_text(const AnswerRow& row, const TerminalOptions& options) {
  if (row.sensitivities.empty()) return {};
  TextTable table{{Align::Left, Align::Right, Align::Right, Align::Right, Align::Left},
                  {"parameter", "at", "a unit more", "over its range", ""},
                  {}};
  std::size_t num_without = 0;
  for (const Sensitivity& sensitivity : row.sensitivities) {
    if (sensitivity.derivative == 0) ++num_without;
    else table.rows.push_back(cells_of(row, sensitivity));
  }
  std::string text =
      wrapped(fmt::format("how {} changes with each parameter, the equilibrium following:", row.quantity),
              options.width, {answer_indent, answer_indent + 2}) +
      text_of(table, options.width, answer_indent + 2);
  const std::string key = straight_line_text(row);
  if (!key.empty()) text += wrapped(key, options.width, {answer_indent + 2, answer_indent + 4});
  if (num_without == 0) return text;
  return text + wrapped(fmt::format("{} change nothing", counted(num_without, "parameter")), options.width,
                        {answer_indent + 2, answer_indent + 4});
}

}  // namespace demarche
