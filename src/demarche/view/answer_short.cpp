#include "demarche/view/answer_short.h"

#include "demarche/view/figure_parts.h"
#include "demarche/view/words.h"

namespace demarche {
namespace {

std::vector<view::Words> lines_by_quantity(const Answer& answer) {
  const std::vector<std::string> names = quantities_of(answer);
  std::vector<view::Words> lines;
  for (const std::string& name : names) {
    view::Words line = names.size() > 1 ? view::Words(name + ": ") : view::Words();
    bool is_first = true;
    for (const AnswerRow& row : answer.rows) {
      if (row.quantity != name) continue;
      line +=
          view::Words((is_first ? "" : ", ") + row.label + " ") + value_words(row) + view::Words(bracketed_draws(row));
      is_first = false;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

view::Words value_words(const AnswerRow& row) {
  view::Words words = view::strong(value_text(row, row.value));
  if (row.off_path) words += view::Run{"*", view::Style::Plain, "off the path of play"};
  return words;
}

std::string bracketed_draws(const AnswerRow& row) {
  const std::string range = range_text(row);
  return range.empty() ? range : " (" + range + ")";
}

std::string condition_in_short(const AnswerRow& row) {
  if (!row.condition_probability) return {};
  return " (the condition holds with " + share_text(*row.condition_probability) + ")";
}

std::vector<view::Words> listed_in_short(const Answer& answer) {
  if (answer.rows.size() != 1) return lines_by_quantity(answer);
  const AnswerRow& row = answer.rows.front();
  return {value_words(row) + view::Words(bracketed_draws(row)) + view::Words(condition_in_short(row))};
}

view::Words led_to(std::string words, std::string key) {
  return view::Run{.text = std::move(words), .target = std::move(key)};
}

}  // namespace demarche
