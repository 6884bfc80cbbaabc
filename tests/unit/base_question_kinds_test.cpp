#include "demarche/base/question_kinds.h"

#include <doctest/doctest.h>

using namespace demarche;

TEST_CASE("every kind of question is listed once, in order, and has words") {
  for (std::size_t k = 0; k < question_kinds.size(); ++k) {
    CHECK(static_cast<std::size_t>(question_kinds[k]) == k);
    CHECK_FALSE(traits_of(question_kinds[k]).first_word.empty());
    CHECK_FALSE(traits_of(question_kinds[k]).word.empty());
  }
}

TEST_CASE("a question is found by the word that it begins with") {
  CHECK(question_beginning_with("sweep") == QuestionKind::Sweep);
  CHECK(question_beginning_with("ask") == QuestionKind::Ask);  // `ask belief` begins alike
  CHECK(question_beginning_with("belief") == std::nullopt);
  CHECK(question_beginning_with("") == std::nullopt);
}
