#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace demarche {

// The kinds of questions, and what rooms that treat them alike must know of each.
enum class QuestionKind : std::uint8_t { Ask, Belief, Compare, Sweep, Rank, Check };

inline constexpr std::array question_kinds = {QuestionKind::Ask,   QuestionKind::Belief, QuestionKind::Compare,
                                              QuestionKind::Sweep, QuestionKind::Rank,   QuestionKind::Check};

// What an answer has a row for.
enum class RowsOf : std::uint8_t {
  Quantities,  // each number that is asked for, where the equilibrium is: a column of a study, and it has derivatives
  Values,      // each value of a trait: columns, too
  Cases,       // each number in each case that is compared: columns that are compared
  Points,      // other numbers of the model, which the question itself chooses: no columns, draws choose numbers, too
};

// Which words of the question say what it is about: all that follow the first, its quantity, none.
enum class About : std::uint8_t { Rest, Quantity, Nothing };

struct QuestionTraits {
  std::string_view first_word;  // of the question as it is typed
  std::string_view word;        // for its answers
  RowsOf rows = RowsOf::Quantities;
  About about = About::Rest;
};

constexpr QuestionTraits traits_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::Ask:
      return {"ask", "ask", RowsOf::Quantities, About::Rest};
    case QuestionKind::Belief:
      return {"ask", "belief", RowsOf::Values, About::Rest};
    case QuestionKind::Compare:
      return {"compare", "compare", RowsOf::Cases, About::Nothing};
    case QuestionKind::Sweep:
      return {"sweep", "sweep", RowsOf::Points, About::Nothing};
    case QuestionKind::Rank:
      return {"rank", "rank", RowsOf::Points, About::Quantity};
    case QuestionKind::Check:
      return {"check", "check", RowsOf::Quantities, About::Quantity};
  }
  return {};
}

// Of those that begin alike the first.
constexpr std::optional<QuestionKind> question_beginning_with(std::string_view word) {
  for (const QuestionKind kind : question_kinds) {
    if (traits_of(kind).first_word == word) return kind;
  }
  return std::nullopt;
}

}  // namespace demarche
