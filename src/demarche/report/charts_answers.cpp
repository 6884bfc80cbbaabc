#include "demarche/report/charts_answers.h"

#include "demarche/view/words.h"

#include <algorithm>

namespace demarche {

std::vector<const Answer*> answers_of(const Report& report, std::string_view kind) {
  std::vector<const Answer*> found;
  if (!report.answers) return found;
  for (const Answer& answer : *report.answers) {
    if (answer.kind == kind && !answer.rows.empty()) found.push_back(&answer);
  }
  return found;
}

std::string range_text(const AnswerRow& row) {
  if (row.low && row.high && row.fixed && !is_outside_its_draws(row)) return "does not vary";
  const char* mark = is_outside_its_draws(row) ? " (leaves the best guess out)" : "";
  return row.low && row.high ? value_text(row, *row.low) + " to " + value_text(row, *row.high) + mark : std::string();
}

Json scale_of(Unit unit) {
  return unit == Unit::Share ? Json{{"zero", true}, {"nice", true}} : Json{{"zero", false}, {"nice", true}};
}

std::string format_of(Unit unit, double width) {
  if (unit == Unit::Number) return ".3~g";
  return width < 0.005 ? ".2~%" : width < 0.1 ? ".1~%" : ".0%";
}

double spread(const std::vector<double>& numbers) {
  const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
  return numbers.empty() ? 0 : *most - *least;
}

}  // namespace demarche
