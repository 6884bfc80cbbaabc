#pragma once

#include "demarche/survey/summary.h"
#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <string>
#include <vector>

// What the figures of answers share.
namespace demarche {

inline constexpr std::size_t most_rows_drawn = 20;  // of a figure with a row a number; the table has all

// `Drawn: the 20 that matter most of 32; the table has all.`; empty where all are drawn.
std::string most_drawn_note(std::size_t num_all);

// An answer, and what its kind alone holds.
template <class Kind>
struct AnswerOfKind {
  const Answer& answer;
  const Kind& of;
};

// The answers of one kind that have rows.
template <class Kind>
std::vector<AnswerOfKind<Kind>> answers_of(const Report& report) {
  std::vector<AnswerOfKind<Kind>> found;
  if (!report.answers) return found;
  for (const Answer& answer : *report.answers) {
    const Kind* of = only<Kind>(answer);
    if (of && !answer.rows.empty()) found.push_back({answer, *of});
  }
  return found;
}

// `2% to 5%`, over the draws of a study; empty where there is none.
std::string range_text(const AnswerRow& row);
// The same over the range of a parameter.
std::string range_text(const AnswerRow& row, const RankedRange& range);

// An empty table with these heads; numbers are columns that are read from the right.
view::Column words_column(std::string title);
view::Column numbers_column(std::string title);

// What an axis of these answers spans. It begins at 0 where shares are to be compared as such, and is never so short
// that a difference which nobody would call one fills it: a point of probability, a hundredth of what is at stake.
enum class Beginning : std::uint8_t { AtZero, AtTheLeast };
view::Data scale_over(const AnswerRow& like, const std::vector<double>& numbers, Beginning beginning);

// The range of a number of the model, with nothing held yet and no points: a row of Crossings and Box.
view::Data range_of_number(const StudiedParameter& parameter, const std::string& words);

}  // namespace demarche
