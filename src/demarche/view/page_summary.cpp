#include "demarche/survey/findings.h"
#include "demarche/view/belief_words.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/page_parts.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

view::Words value_words(const AnswerRow& row) {
  view::Words words = view::strong(value_text(row, row.value));
  if (row.off_path) words += view::Run{"*", view::Style::Plain, "off the path of play"};
  return words;
}

// ` (2% to 5%)`: over the draws of a study, as the summary says above.
std::string bracketed_draws(const AnswerRow& row) {
  const std::string range = range_text(row);
  return range.empty() ? range : " (" + range + ")";
}

view::Words single_answer(const Answer& answer) {
  const AnswerRow& row = answer.rows.front();
  view::Words words = value_words(row) + view::Words(bracketed_draws(row));
  if (answer.passed)
    words += *answer.passed ? view::Words(" (within the bounds)")
                            : view::Words(" (") + view::strong("outside") + view::Words(" the bounds)");
  if (answer.share_passed) words += ", within them in " + share_text(*answer.share_passed) + " of the draws";
  if (row.condition_probability) words += " (the condition holds with " + share_text(*row.condition_probability) + ")";
  return words;
}

// "P(war): join 3%, restrain 1%", a line for each quantity; without its name where there is only one.
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
  for (const std::string& sentence : places_in_words(answer)) lines.push_back(view::small(sentence));
  return lines;
}

view::Words led_to(std::string words, std::string key) {
  return view::Run{.text = std::move(words), .target = std::move(key)};
}

std::vector<view::Words> ranked_in_short(const Answer& answer, std::size_t number) {
  const AnswerRow& most = answer.rows.front();
  if (most.fixed) return {"no number moves it"};
  return {view::strong(most.label) +
          view::Words(fmt::format(" moves it most: {} at the low end of its range, {} at the high end; ",
                                  value_text(most, most.low.value_or(0)), value_text(most, most.high.value_or(0)))) +
          led_to("all of them", fmt::format("ranking_{}", number))};
}

// Figures of a kind are numbered in the order of their questions.
struct FigureNumbers {
  std::size_t compared = 0;
  std::size_t swept = 0;
  std::size_t ranked = 0;
};

std::vector<view::Words> in_short(const Answer& answer, FigureNumbers& numbers) {
  if (answer.rows.empty()) return {"no answer"};
  const std::size_t num_quantities = quantities_of(answer).size();
  if (answer.kind == "rank") return ranked_in_short(answer, ++numbers.ranked);
  if (answer.kind == "compare") {
    const std::string of = num_quantities > 1 ? fmt::format(", {} quantities", num_quantities) : "";
    return {led_to(counted(answer.rows.size() / num_quantities, "case") + of + ", side by side",
                   fmt::format("comparison_{}", ++numbers.compared))};
  }
  if (answer.kind == "sweep") {
    return {view::Words(fmt::format("from {} to {}; ", value_text(answer.rows.front(), answer.rows.front().value),
                                    value_text(answer.rows.back(), answer.rows.back().value))) +
            led_to("the points between", fmt::format("sweep_{}", ++numbers.swept))};
  }
  return answer.rows.size() == 1 ? std::vector<view::Words>{single_answer(answer)} : lines_by_quantity(answer);
}

}  // namespace

Blocks summary_part(const Report& report) {
  if (!report.answers || report.answers->empty()) return {};
  Blocks blocks;
  if (report.findings && !report.findings->study.empty()) {
    blocks.push_back({view::Paragraph{
        fmt::format("In brackets: the range of 90% of {} of a study.", counted(report.findings->num_rows, "draw"))}});
  }
  view::Terms terms;
  FigureNumbers numbers;
  for (const Answer& answer : *report.answers)
    terms.terms.push_back({view::Words(answer.question), in_short(answer, numbers)});
  blocks.push_back({std::move(terms)});
  return blocks;
}

}  // namespace demarche
