#include "demarche/game/foreign_file.h"

#include "demarche/base/question_kinds.h"

#include <algorithm>
#include <array>
#include <vector>

namespace demarche {
namespace {

constexpr std::size_t looked_at = 4096;  // bytes from the front
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Beginning {
  std::string_view bytes;
  std::string_view words;
};

// Files of other programs, by their first bytes.
constexpr std::array first_bytes{
    Beginning{std::string_view("\xFF\xFE\0\0", 4), "is a text in UTF-32: save it as UTF-8"},
    Beginning{std::string_view("\0\0\xFE\xFF", 4), "is a text in UTF-32: save it as UTF-8"},
    Beginning{"\xFF\xFE", "is a text in UTF-16: save it as UTF-8"},
    Beginning{"\xFE\xFF", "is a text in UTF-16: save it as UTF-8"},
    Beginning{"PK\x03\x04", "is a ZIP archive, as Word and Excel files are: save the model as plain text in UTF-8"},
    Beginning{"\x1F\x8B", "is compressed by gzip: unpack it first"},
    Beginning{"BZh", "is compressed by bzip2: unpack it first"},
    Beginning{"\xFD\x37zXZ", "is compressed by xz: unpack it first"},
    Beginning{"\x28\xB5\x2F\xFD", "is compressed by zstd: unpack it first"},
    Beginning{"%PDF-", "is a PDF document: copy the model out of it into a plain text"},
    Beginning{"{\\rtf", "is a rich text: save it as plain text in UTF-8"},
    Beginning{"SQLite format 3", "is a SQLite file: where it is a study, `demarche results` reads it"},
    Beginning{"\x7F\x45LF", "is a program for Linux, not a text"},
};

constexpr std::string_view lite_efg = "is a game of LiteEFG: export it as Gambit's .efg";

// Texts of other programs, by how they begin behind white space.
constexpr std::array first_words{
    Beginning{"<gte", "is a file of Game Theory Explorer: export the game from there as Gambit's .efg"},
    Beginning{"<gambit:document", "is a workbook of Gambit's window program: save the game from there as .efg or .nfg"},
    Beginning{"<!doctype html", "is a web page: save the model that it shows as plain text"},
    Beginning{"<html", "is a web page: save the model that it shows as plain text"},
    Beginning{"#agg\n", "is an action graph game of Gambit: convert it to .nfg there"},
    Beginning{"#agg\r", "is an action graph game of Gambit: convert it to .nfg there"},
    Beginning{"#bagg\n", "is a Bayesian action graph game of Gambit: convert it to .nfg there"},
    Beginning{"#bagg\r", "is a Bayesian action graph game of Gambit: convert it to .nfg there"},
    Beginning{"node /", lite_efg},
    Beginning{"infoset /", lite_efg},
    Beginning{"ne,", "is a profile that Gambit printed: `demarche certify GAME --strategy FILE` judges it"},
};

constexpr std::array<std::string_view, 12> statements{"crisis",  "source", "actor",  "parameter", "precision",  "scale",
                                                      "private", "stage",  "payoff", "variant",   "correlated", "#"};

char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_like(std::string_view text, std::string_view beginning) {
  return text.size() >= beginning.size() &&
         std::ranges::equal(text.substr(0, beginning.size()), beginning, {}, lower_of, lower_of);
}

bool holds_word(std::string_view text, std::string_view word) {
  return std::ranges::search(text, word, {}, lower_of, lower_of).begin() != text.end();
}

// Two bytes a letter: one of each pair is nearly always 0.
bool is_utf16(std::string_view text) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t at = 0; at < text.size(); ++at) zeros[at % 2] += text[at] == '\0' ? 1U : 0U;
  const auto [few, many] = std::ranges::minmax(zeros);
  return text.size() >= 4 && many * 5 >= text.size() * 2 && few * 20 <= many;
}

std::vector<std::string_view> first_lines(std::string_view text, std::size_t most) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < most) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (text.substr(0, end).find_first_not_of(" \t\r") != std::string_view::npos) lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_statement(std::string_view line) {
  const auto begins_line = [line](std::string_view word) { return begins_like(line, word); };
  return std::ranges::any_of(statements, begins_line) ||
         std::ranges::any_of(question_kinds, begins_line, [](QuestionKind kind) { return traits_of(kind).first_word; });
}

// Lines that have the same number of separators, and none that begins as a model's does.
bool is_table(std::string_view name, std::string_view text) {
  if (name.size() > 4 &&
      (begins_like(name.substr(name.size() - 4), ".csv") || begins_like(name.substr(name.size() - 4), ".tsv"))) {
    return true;
  }
  const std::vector<std::string_view> lines = first_lines(text, 5);
  if (lines.size() < 2 || std::ranges::any_of(lines, is_statement)) return false;
  for (const char separator : {',', ';', '\t'}) {
    const auto count = [separator](std::string_view line) { return std::ranges::count(line, separator); };
    const auto num = count(lines.front());
    if (num > 0 && std::ranges::all_of(lines, [&](std::string_view line) { return count(line) == num; })) return true;
  }
  return false;
}

std::string words_for_text(std::string_view name, std::string_view text) {
  for (const Beginning& one : first_words) {
    if (begins_like(text, one.bytes)) return std::string(one.words);
  }
  if (text.starts_with("<?xml") || text.starts_with("<!--")) {
    if (holds_word(text, "<gte")) return std::string(first_words[0].words);
    if (holds_word(text, "<gambit:document")) return std::string(first_words[1].words);
    return "is XML: a model is a plain text that begins `crisis \"Title\"`";
  }
  if (text.starts_with('<')) return "is XML or HTML: a model is a plain text that begins `crisis \"Title\"`";
  if (text.starts_with('{') || text.starts_with('[')) {
    return "is JSON: a model is a plain text that begins `crisis \"Title\"`; where it is a strategy, `demarche certify "
           "GAME --strategy FILE` judges it";
  }
  for (const std::string_view line : first_lines(text, 60)) {
    if (line.starts_with('#')) continue;
    if (line.starts_with("node /") || line.starts_with("infoset /")) return std::string(lite_efg);
    break;
  }
  if (is_table(name, text)) return "is a table: a model is a plain text that begins `crisis \"Title\"`";
  return {};
}

}  // namespace

std::string foreign_words(std::string_view name, std::string_view text) {
  std::string_view front = text.substr(0, looked_at);
  for (const Beginning& one : first_bytes) {
    if (front.starts_with(one.bytes)) return std::string(one.words);
  }
  if (is_utf16(front)) return "is a text in UTF-16: save it as UTF-8";
  if (front.find('\0') != std::string_view::npos) return "is no text: it holds bytes that no text has";
  if (front.starts_with(byte_order_mark)) front.remove_prefix(byte_order_mark.size());
  front.remove_prefix(std::min(front.find_first_not_of(" \t\r\n"), front.size()));
  return words_for_text(name, front);
}

}  // namespace demarche
