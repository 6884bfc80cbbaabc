#include "demarche/report/words.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {
namespace {

// A field as RFC 4180 has it: quoted where it holds a comma, a quote or a line break.
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

// The digits that read back to the same double; empty for what is not a finite number.
std::string field(double number) { return std::isfinite(number) ? fmt::format("{}", number) : std::string(); }

std::string field(const std::optional<double>& number) { return number ? field(*number) : std::string(); }

std::string line_of(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t k = 0; k < fields.size(); ++k) line += (k == 0 ? "" : ",") + fields[k];
  return line + "\r\n";
}

std::string lines_of_infoset(const Report& report, InfosetId id) {
  const Infoset& infoset = report.game->infosets[id];
  std::string lines;
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    lines += line_of({field(actor_name(*report.game, infoset.actor)), field(infoset_label(*report.game, id)),
                      field(std::exp(report.certificate->log_reaches[id])), field(report.certificate->gains[id]),
                      field(action_name(*report.game, infoset, k)),
                      field(std::exp(report.solution->strategy.log_probability[action])),
                      field(report.certificate->action_values[action])});
  }
  return lines;
}

std::string word_of(const std::optional<bool>& passed) {
  if (!passed) return {};
  return *passed ? "passed" : "failed";
}

std::string line_of_row(const Answer& answer, const AnswerRow& row) {
  return line_of({field(answer.question), field(answer.kind), field(row.label), field(row.quantity),
                  row.unit == Unit::Share ? "share" : "number", field(row.value), field(row.low), field(row.high),
                  field(row.low_at), field(row.high_at), field(row.at), field(row.condition_probability),
                  row.off_path ? "yes" : "no", field(row.max_gain), field(row.payoff_range), field(row.precision),
                  word_of(answer.passed), field(row.note)});
}

}  // namespace

std::string solution_as_csv(const Report& report) {
  std::string text = line_of({"actor", "infoset", "reach", "gain", "action", "probability", "value"});
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) text += lines_of_infoset(report, InfosetId{row});
  return text;
}

std::string answers_as_csv(const Report& report) {
  std::string text =
      line_of({"question", "kind", "label", "quantity", "unit", "value", "low", "high", "low_at", "high_at", "at",
               "condition_probability", "off_path", "max_gain", "payoff_range", "precision", "check", "note"});
  if (!report.answers) return text;
  for (const Answer& answer : *report.answers) {
    for (const AnswerRow& row : answer.rows) text += line_of_row(answer, row);
  }
  return text;
}

}  // namespace demarche
