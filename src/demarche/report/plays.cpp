#include "demarche/report/plays.h"

#include "demarche/report/csv_parts.h"
#include "demarche/report/json_parts.h"
#include "demarche/report/layout.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

std::string number_text(const PlayedRow& row, double number) {
  if (std::isnan(number)) return "-";
  return row.unit == Unit::Share ? share_text(number) : short_number(number);
}

std::string verdict_text(const std::vector<PlayedRow>& rows) {
  double largest = 0;
  for (const PlayedRow& row : rows) largest = std::isnan(row.played) ? largest : std::max(largest, std::abs(row.z));
  return fmt::format("The plays {} the exact answers: the farthest is {:.2g} standard errors away.",
                     bears_out(rows) ? "bear out" : "do not bear out", largest);
}

std::string row_as_text(const PlayedRow& row, const TerminalOptions& options) {
  const bool is_whole = row.question.ends_with(row.quantity);
  const std::string named = is_whole ? "" : row.quantity + ": ";
  const std::string met = std::isnan(row.played)
                              ? "no play met the condition"
                              : fmt::format("{} in {} plays, {:.2g} standard errors away", number_text(row, row.played),
                                            count_text(static_cast<double>(row.num_plays)), row.z);
  return wrapped(row.question, options.width, {0, 4}) +
         wrapped(fmt::format("{}exactly {}; {}", named, number_text(row, row.exact), met), options.width, {4, 6});
}

}  // namespace

bool bears_out(const std::vector<PlayedRow>& rows) {
  return std::ranges::all_of(
      rows, [](const PlayedRow& row) { return std::isnan(row.played) || std::abs(row.z) <= largest_z_by_chance; });
}

std::string plays_as_text(const PlaysReport& report, const TerminalOptions& options) {
  const std::string plays = count_text(static_cast<double>(report.num_plays));
  std::string text = fmt::format("{} plays with seed {}\n\n", plays, report.provenance.seed.value_or(0));
  for (const PlayedRow& row : *report.rows) text += row_as_text(row, options) + "\n";
  if (!report.rows->empty()) text += wrapped(verdict_text(*report.rows), options.width, {}) + "\n";
  const Provenance& from = report.provenance;
  return text + wrapped(fmt::format("{}, model {:.12}, demarche {}; {}", from.file, from.model_hash, from.version,
                                    from.options),
                        options.width, {0, 2});
}

std::string plays_as_json(const PlaysReport& report) {
  Json page = json_page(report.provenance, "plays");
  page["num_plays"] = report.num_plays;
  page["bears_out"] = bears_out(*report.rows);
  page["rows"] = Json::array();
  for (const PlayedRow& row : *report.rows) {
    page["rows"].push_back({{"question", row.question},
                            {"quantity", row.quantity},
                            {"unit", row.unit == Unit::Share ? "share" : "number"},
                            {"plays", row.num_plays},
                            {"exact", row.exact},
                            {"played", row.played},
                            {"standard_error", row.standard_error},
                            {"z", row.z}});
  }
  return text_of(page);
}

std::string histories_head(const Model& model) {
  std::vector<std::string> fields{"play"};
  for (const Variable& variable : model.variables) fields.push_back(csv_field(variable.name));
  return csv_line(fields);
}

std::string history_as_csv(const Model& model, const Compiled& compiled, NodeId end) {
  const StateView state = state_view(compiled.story, compiled.story.state_of[end]);
  std::vector<std::string> fields;
  for (std::size_t row = 0; row < model.variables.size(); ++row) {
    const ValueIndex value = state[row];
    const bool arose = value != has_not_happened;
    fields.push_back(arose ? csv_field(model.variables[VariableId{row}].values[value].name) : "");
  }
  return csv_line(fields);
}

}  // namespace demarche
