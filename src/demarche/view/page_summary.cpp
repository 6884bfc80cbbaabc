#include "demarche/base/overloaded.h"
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
  const auto* check = only<OfCheck>(answer);
  if (check)
    words += check->passed ? view::Words(" (within the bounds)")
                           : view::Words(" (") + view::strong("outside") + view::Words(" the bounds)");
  if (check && check->share_passed) words += ", within them in " + share_text(*check->share_passed) + " of the draws";
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
  return lines;
}

std::vector<view::Words> listed_in_short(const Answer& answer) {
  return answer.rows.size() == 1 ? std::vector<view::Words>{single_answer(answer)} : lines_by_quantity(answer);
}

std::vector<view::Words> believed_in_short(const Answer& answer, const OfBelief& belief) {
  std::vector<view::Words> lines = listed_in_short(answer);
  if (answer.rows.size() == 1) return lines;
  for (const std::string& sentence : places_in_words(answer, belief)) lines.push_back(view::small(sentence));
  return lines;
}

view::Words led_to(std::string words, std::string key) {
  return view::Run{.text = std::move(words), .target = std::move(key)};
}

std::vector<view::Words> ranked_in_short(const Answer& answer, const OfRank& ranking, std::size_t number) {
  const AnswerRow& most = answer.rows.front();
  const RankedRange& range = ranking.ranges.front();
  if (range.fixed) return {"no number moves it"};
  return {view::strong(most.label) +
          view::Words(fmt::format(" moves it most: {} at the low end of its range, {} at the high end; ",
                                  value_text(most, range.at_low), value_text(most, range.at_high))) +
          led_to("all of them", fmt::format("ranking_{}", number))};
}

// Figures of a kind are numbered in the order of their questions.
struct FigureNumbers {
  std::size_t compared = 0;
  std::size_t swept = 0;
  std::size_t ranked = 0;
};

std::vector<view::Words> compared_in_short(const Answer& answer, std::size_t number) {
  const std::size_t num_quantities = quantities_of(answer).size();
  const std::string of = num_quantities > 1 ? fmt::format(", {} quantities", num_quantities) : "";
  return {led_to(counted(answer.rows.size() / num_quantities, "case") + of + ", side by side",
                 fmt::format("comparison_{}", number))};
}

std::vector<view::Words> swept_in_short(const Answer& answer, std::size_t number) {
  const AnswerRow& first = answer.rows.front();
  const AnswerRow& last = answer.rows.back();
  return {view::Words(fmt::format("from {} to {}; ", value_text(first, first.value), value_text(last, last.value))) +
          led_to("the points between", fmt::format("sweep_{}", number))};
}

std::vector<view::Words> in_short(const Answer& answer, FigureNumbers& numbers) {
  if (answer.rows.empty()) return {"no answer"};
  return std::visit(Overloaded{
                        [&](const OneOf<OfAsk, OfCheck> auto&) { return listed_in_short(answer); },
                        [&](const OfBelief& belief) { return believed_in_short(answer, belief); },
                        [&](const OfCompare&) { return compared_in_short(answer, ++numbers.compared); },
                        [&](const OfSweep&) { return swept_in_short(answer, ++numbers.swept); },
                        [&](const OfRank& ranking) { return ranked_in_short(answer, ranking, ++numbers.ranked); },
                    },
                    answer.of);
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
