#include "demarche/engine/kinds_left_out.h"

#include <algorithm>
#include <span>
#include <utility>

namespace demarche {
namespace {

// The word of a kind of its own, or, where several begin alike, the one that all of them begin with.
std::string_view word_of_kind(QuestionKind kind) {
  return traits_of(kind).first_word == traits_of(QuestionKind::Why).first_word ? traits_of(kind).first_word
                                                                               : traits_of(kind).word;
}

// Each word once.
std::vector<std::string> words_of(std::span<const QuestionKind> kinds) {
  std::vector<std::string> words;
  for (const QuestionKind kind : kinds) {
    std::string word(word_of_kind(kind));
    if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

bool leave_out(Request& request, std::string_view word) {
  const std::size_t before = request.without.size();
  for (const QuestionKind kind : question_kinds)
    if (word_of_kind(kind) == word) request.without.push_back(kind);
  return request.without.size() > before;
}

std::string words_of_kinds() {
  std::string text;
  for (const std::string& word : words_of(question_kinds)) text += (text.empty() ? "`" : ", `") + word + "`";
  return text;
}

std::vector<std::string> words_left_out(const Request& request) { return words_of(request.without); }

bool is_left_out(const Request& request, QuestionKind kind) {
  return std::ranges::find(request.without, kind) != request.without.end();
}

}  // namespace demarche
