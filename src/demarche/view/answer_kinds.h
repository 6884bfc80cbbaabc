#pragma once

#include "demarche/study/answers.h"
#include "demarche/view/answer_fields.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/page.h"
#include "demarche/view/words.h"

#include <string>
#include <vector>

// How answers are told, a file a kind of question.
namespace demarche {

// A table of functions, one a kind. Those that have a word to begin with are what kinds share that have nothing of
// their own to say there.
struct AnswerFace {
  // The rows on a terminal, and how they stand in the summary of a page; `number`: which of its kind, from 1.
  std::vector<view::Block> (*blocks)(const Answer& answer);
  std::vector<view::Words> (*in_short)(const Answer& answer, std::size_t number);

  // For programs: what the answer says before its rows, what a row adds, what stands behind the rows.
  void (*put_before_rows)(view::Data& data, const Answer& answer) = [](view::Data&, const Answer&) {};
  void (*put_in_row)(view::Data& data, const Answer& answer, std::size_t row) = [](view::Data&, const Answer&,
                                                                                   std::size_t) {};
  void (*put_behind_rows)(view::Data& data, const Answer& answer) = [](view::Data&, const Answer&) {};

  // For spreadsheets: what a row adds, and rows behind the others.
  void (*take_fields)(AnswerFields& fields, const Answer& answer, std::size_t row) = [](AnswerFields&, const Answer&,
                                                                                        std::size_t) {};
  std::vector<AnswerFields> (*further_rows)(const Answer& answer) = [](const Answer&) {
    return std::vector<AnswerFields>();
  };

  // In the page's list of all numbers.
  std::string (*value_of_row)(const Answer& answer, std::size_t row) = [](const Answer& answer, std::size_t row) {
    return value_text(answer.rows[row], answer.rows[row].value);
  };
  std::string (*range_of_row)(const Answer& answer, std::size_t row) = [](const Answer& answer, std::size_t row) {
    return range_text(answer.rows[row]);
  };
  std::string (*remark_on_row)(const Answer& answer, std::size_t row) = [](const Answer&, std::size_t) {
    return std::string();
  };

  bool tells_conditions = false;  // how often the condition is met, among its own blocks
  bool has_own_figure = false;    // and no place among the ranges over a study's draws
};

const AnswerFace& face_of(const OfAsk& ask);
const AnswerFace& face_of(const OfBelief& belief);
const AnswerFace& face_of(const OfCompare& comparison);
const AnswerFace& face_of(const OfSweep& sweep);
const AnswerFace& face_of(const OfRank& ranking);
const AnswerFace& face_of(const OfCheck& check);
const AnswerFace& face_of(const OfWhy& why);
const AnswerFace& face_of(const OfWhyProbability& why);
const AnswerFace& face_of(const OfWhyDifference& why);

inline const AnswerFace& face_of(const Answer& answer) {
  return std::visit([](const auto& of) -> const AnswerFace& { return face_of(of); }, answer.of);
}

}  // namespace demarche
