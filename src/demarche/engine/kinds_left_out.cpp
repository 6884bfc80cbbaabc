#include "demarche/engine/kinds_left_out.h"

#include <algorithm>
#include <vector>

namespace demarche {
namespace {

// The word of a kind of its own, or, where several begin alike, the one that all of them begin with.
std::string_view word_of_kind(QuestionKind kind) {
  return traits_of(kind).first_word == traits_of(QuestionKind::Why).first_word ? traits_of(kind).first_word
                                                                               : traits_of(kind).word;
}

}  // namespace

bool leave_out(Request& request, std::string_view word) {
  const std::size_t before = request.without.size();
  for (const QuestionKind kind : question_kinds)
    if (word_of_kind(kind) == word) request.without.push_back(kind);
  return request.without.size() > before;
}

std::string words_of_kinds() {
  std::vector<std::string_view> words;
  std::string text;
  for (const QuestionKind kind : question_kinds) {
    const std::string_view word = word_of_kind(kind);
    if (std::ranges::find(words, word) != words.end()) continue;
    words.push_back(word);
    text += (text.empty() ? "`" : ", `") + std::string(word) + "`";
  }
  return text;
}

bool is_left_out(const Request& request, QuestionKind kind) {
  return std::ranges::find(request.without, kind) != request.without.end();
}

}  // namespace demarche
