#include "demarche/check/lost.h"

#include "demarche/diag/letters.h"

#include <algorithm>
#include <cctype>

namespace demarche {

namespace {

// Of a word in any letters; what stands between words is plain.
bool is_word_letter(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x80 || std::isalnum(byte) != 0 || letter == '_';
}

template <class Act>
void for_each_word(std::string_view line, Act act) {
  std::size_t at = 0;
  while (at < line.size() && line[at] != '#') {
    std::size_t end = at;
    while (end < line.size() && is_word_letter(line[end])) ++end;
    if (end > at) act(normalised(line.substr(at, end - at)));
    at = std::max(end, at + 1);
  }
}

// Whether a statement can begin on the line: it is neither blank, a comment, nor part of a block.
bool begins_statement(std::string_view line) {
  return !line.empty() && line.front() != '#' && std::isspace(static_cast<unsigned char>(line.front())) == 0;
}

}  // namespace

void read_words(Work& work) {
  std::set<std::uint32_t> read;
  for (const Statement& statement : work.tree.statements) read.insert(statement.span.begin);
  bool inside_lost = false;
  std::size_t begin = 0;
  while (begin < work.source.text.size()) {
    const std::size_t end = std::min(work.source.text.find('\n', begin), work.source.text.size());
    const std::string_view line = std::string_view(work.source.text).substr(begin, end - begin);
    if (begins_statement(line)) inside_lost = !read.contains(static_cast<std::uint32_t>(begin));
    for_each_word(line, [&](const std::string& word) {
      ++work.words[word];
      if (inside_lost) work.names.silenced.insert(word);
    });
    begin = end + 1;
  }
}

}  // namespace demarche
