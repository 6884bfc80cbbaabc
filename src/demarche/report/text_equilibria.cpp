#include "demarche/report/text_parts.h"
#include "demarche/view/equilibrium_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string list_as_text(const Report& report, const TerminalOptions& options) {
  TextTable table{{Align::Right, Align::Right, Align::Right, Align::Left, Align::Left},
                  {"", "starts", "largest gain", "stable", "reached first by"},
                  {}};
  const std::vector<Equilibrium>& rows = report.equilibria->rows;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    table.rows.push_back({fmt::format("{}", row + 1), fmt::format("{}", rows[row].found.num_starts),
                          fmt::format("{:.2g}", rows[row].certificate.max_gain),
                          std::string(stable_word(rows[row].found)), route_text(rows[row].found)});
  }
  return text_of(table, options.width, 2);
}

std::string other_as_text(const Report& report, std::size_t row, const TerminalOptions& options) {
  const Report one = report_on_row(report, row);
  return equilibrium_as_text(one, options) + values_as_text(one, options) +
         differences_as_text(one, report.equilibria->rows.front().found.solution.strategy, options);
}

}  // namespace

std::string equilibria_as_text(const Report& report, const TerminalOptions& options) {
  std::string text = heading(fmt::format("Equilibria found: {}", report.equilibria->rows.size()), options);
  text += list_as_text(report, options);
  for (const std::string& sentence : search_sentences(*report.equilibria))
    text += wrapped(sentence, options.width, {2, 4});
  return text;
}

std::string other_equilibria_as_text(const Report& report, const TerminalOptions& options) {
  std::string text;
  for (std::size_t row = 1; row < report.equilibria->rows.size(); ++row) text += other_as_text(report, row, options);
  return text;
}

}  // namespace demarche
