#include "demarche/render/markdown.h"

#include "demarche/diag/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace demarche::render {
namespace {

// In a cell of a table a bar is a mark, too.
enum class Place : std::uint8_t { Line, Cell };

bool is_letter_or_digit(std::string_view text, std::size_t at) {
  return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0);
}

// Whether Markdown takes a character for a mark; a dollar is one in notebooks, an underscore within a word is none.
bool is_mark(std::string_view text, std::size_t at, Place place) {
  if (text[at] == '|') return place == Place::Cell;
  if (text[at] == '_') return at == 0 || !is_letter_or_digit(text, at - 1) || !is_letter_or_digit(text, at + 1);
  return std::string_view("\\`*{}[]<#~$&").find(text[at]) != std::string_view::npos;
}

// Names of a model are anybody's text.
std::string escaped(std::string_view text, Place place) {
  const std::string shown = demarche::displayed(text);
  std::string out;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    if (is_mark(shown, k, place)) out += '\\';
    out += shown[k];
  }
  return out;
}

// Whether a line begins with a mark of a list, a quotation or a rule.
bool begins_with_mark(std::string_view line, std::size_t length) {
  return line.size() == length || line[length] == ' ' || line[length] == line[length - 1];
}

// What is a mark at the beginning of a line only.
std::string escaped_start(std::string line) {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const bool numbered = digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
  const bool listed = !line.empty() && std::string_view("-+=").find(line[0]) != std::string_view::npos;
  if (numbered && begins_with_mark(line, digits + 1)) line.insert(digits, 1, '\\');
  else if (line.starts_with('>') || (listed && begins_with_mark(line, 1))) line.insert(0, 1, '\\');
  return line;
}

std::size_t longest_stretch(std::string_view text, char wanted) {
  std::size_t longest = 0, length = 0;
  for (const char c : text) {
    length = c == wanted ? length + 1 : 0;
    longest = std::max(longest, length);
  }
  return longest;
}

// Code needs no escapes, but more backticks around it than stand in it, and one before a bar in a table.
std::string as_code(std::string_view text, Place place) {
  std::string shown;
  for (const char c : demarche::displayed(text)) shown += c == '|' && place == Place::Cell ? "\\|" : std::string(1, c);
  const std::string marks(longest_stretch(shown, '`') + 1, '`');
  const char* const gap = marks.size() > 1 ? " " : "";
  return marks + gap + shown + gap + marks;
}

// Marks stand close to the words, else they are none.
std::string between(const std::string& text, const char* mark) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return text;
  const std::size_t end = text.find_last_not_of(' ') + 1;
  return text.substr(0, begin) + mark + text.substr(begin, end - begin) + mark + text.substr(end);
}

std::string marked(const view::Run& run, Place place) {
  switch (run.style) {
    case view::Style::Code:
      return as_code(run.text, place);
    case view::Style::Strong:
      return between(escaped(run.text, place), "**");
    case view::Style::Faint:
      return between(escaped(run.text, place), "*");
    case view::Style::Terminal:
      return {};
    case view::Style::Plain:
    case view::Style::Small:
    case view::Style::Tag:
    case view::Style::Warning:
      break;
  }
  return escaped(run.text, place);
}

std::string marked(const view::Words& words, Place place) {
  std::string text;
  for (const view::Run& run : words.runs) text += marked(run, place);
  return text;
}

std::string marked(const view::Words& words) { return escaped_start(marked(words, Place::Line)); }

bool is_read_right(view::ColumnKind kind) { return kind == view::ColumnKind::Numbers; }

std::string marked(const view::Cell& cell, view::ColumnKind kind) {
  if (kind != view::ColumnKind::Bar && kind != view::ColumnKind::FineBar) return marked(cell.words, Place::Cell);
  const auto* share = std::get_if<double>(&cell.data.value());
  if (share == nullptr || std::isnan(*share)) return {};
  constexpr double full = 20;
  std::string bar;
  for (auto k = std::lround(std::clamp(*share, 0.0, 1.0) * full); k > 0; --k) bar += "█";
  return bar;
}

std::string row_of(const std::vector<std::string>& cells) { return fmt::format("| {} |\n", fmt::join(cells, " | ")); }

std::vector<std::string> cells_of(const view::Table& table, const std::vector<view::Cell>& row) {
  std::vector<std::string> cells;
  const bool heads_others = row.size() == 1 && table.columns.size() > 1;
  for (std::size_t k = 0; k < row.size(); ++k) cells.push_back(marked(row[k], table.columns[k].kind));
  if (heads_others) cells.front() = "**" + cells.front() + "**";
  cells.resize(table.columns.size());
  return cells;
}

void mark_down(std::string& text, const view::Table& table) {
  if (table.rows.empty()) return;
  if (!table.title.empty()) text += marked(view::Words(table.title)) + "\n\n";
  std::vector<std::string> heads, rules;
  for (const view::Column& column : table.columns) {
    heads.push_back(escaped(column.title, Place::Cell));
    rules.push_back(is_read_right(column.kind) ? "---:" : "---");
  }
  text += row_of(heads) + row_of(rules);
  for (const std::vector<view::Cell>& row : table.rows) text += row_of(cells_of(table, row));
  text += "\n";
}

// What is set in on a terminal is an item of a list, and what is set in further an item below it.
void mark_down(std::string& text, const view::Paragraph& paragraph) {
  constexpr std::size_t body = 2, outermost = 4;
  const std::size_t indent = paragraph.indent.first;
  const std::string item =
      indent > body ? std::string((std::max(indent, outermost) - outermost) / 2 * 2, ' ') + "- " : "";
  text += item + marked(paragraph.words) + (item.empty() ? "\n\n" : "\n");
}

void mark_down(std::string& text, const view::Heading& heading) {
  constexpr const char* marks[] = {"# ", "## ", "## ", "### ", "### "};
  text += marks[static_cast<std::size_t>(heading.level)] + marked(heading.words, Place::Line) + "\n\n";
}

void mark_down(std::string& text, const view::Gap&) { text += "\n"; }

void mark_down(std::string& text, const view::List& list) {
  for (const view::Words& item : list.items) text += (list.is_numbered ? "1. " : "- ") + marked(item) + "\n";
  text += "\n";
}

void mark_down(std::string& text, const view::Terms& terms) {
  for (const view::Terms::Term& one : terms.terms) {
    text += "- " + marked(one.term) + "\n";
    for (const view::Words& line : one.lines) text += "  - " + marked(line) + "\n";
  }
  text += "\n";
}

void mark_down_items(std::string& text, const std::vector<view::Outline::Item>& items, const std::string& indent) {
  for (const view::Outline::Item& item : items) {
    text += indent + "- " + marked(item.words) + "\n";
    for (const view::Words& option : item.options) text += indent + "  - " + marked(option) + "\n";
    mark_down_items(text, item.inner, indent + "  ");
  }
}

void mark_down(std::string& text, const view::Outline& outline) {
  mark_down_items(text, outline.items, "");
  text += "\n";
}

void mark_down(std::string& text, const view::Figure& figure) {
  text += marked(view::strong(figure.title)) + "\n\n" + marked(view::Words(figure.reading)) + "\n\n";
  mark_down(text, figure.table);
  for (const view::Words& line : figure.beside) text += "- " + marked(line) + "\n";
  if (!figure.note.empty()) text += marked(view::Words(figure.note)) + "\n\n";
}

void mark_down(std::string& text, const view::Details& details);

void mark_down(std::string& text, const view::Block& block) {
  std::visit([&](const auto& part) { mark_down(text, part); }, block.part);
}

void mark_down(std::string& text, const view::Details& details) {
  if (!details.summary.empty()) mark_down(text, view::Heading{details.summary, view::Level::Part});
  for (const view::Block& block : details.blocks) mark_down(text, block);
}

// Marks of a list are followed by an empty line, and no two empty lines stand below each other.
std::string tidied(const std::string& text) {
  std::string out;
  std::size_t num_empty = 0;
  bool in_list = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    const bool is_item =
        line.substr(std::min(line.find_first_not_of(' '), line.size())).starts_with("- ") || line.starts_with("1. ");
    if (in_list && !is_item && !line.empty() && num_empty == 0) out += "\n";
    num_empty = line.empty() ? num_empty + 1 : 0;
    in_list = is_item || (in_list && line.empty());
    if (num_empty < 2 && !(out.empty() && line.empty())) out += line + "\n";
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace

std::string markdown_of(const view::Page& page) {
  std::string text;
  for (const view::Section& section : page.sections) {
    if (!section.title.empty()) mark_down(text, view::Heading{section.title});
    for (const view::Block& block : section.blocks) mark_down(text, block);
  }
  return tidied(text);
}

}  // namespace demarche::render
