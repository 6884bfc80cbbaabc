#include "demarche/report/text_parts.h"
#include "demarche/report/words.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t indent = 4;

std::string rate_text(double derivative, Unit unit) {
  if (std::isnan(derivative)) return "none";
  return unit == Unit::Share ? fmt::format("{:+.4g} points", 100 * derivative) : fmt::format("{:+.4g}", derivative);
}

std::vector<std::string> cells_of(const Sensitivity& sensitivity, Unit unit) {
  const bool ranged = sensitivity.low && sensitivity.high;
  const double width = ranged ? *sensitivity.high - *sensitivity.low : 0;
  return {sensitivity.parameter, plain_number(sensitivity.at), rate_text(sensitivity.derivative, unit),
          ranged ? rate_text(sensitivity.derivative * width, unit) : std::string(), sensitivity.note};
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
    else table.rows.push_back(cells_of(sensitivity, row.unit));
  }
  std::string text =
      wrapped(fmt::format("how {} changes with each parameter, the equilibrium following:", row.quantity),
              options.width, {indent, indent + 2}) +
      text_of(table, options.width, indent + 2);
  if (num_without == 0) return text;
  return text + wrapped(fmt::format("{} change nothing", counted(num_without, "parameter")), options.width,
                        {indent + 2, indent + 4});
}

}  // namespace demarche
