#include "demarche/render/markdown.h"

#include "demarche/diag/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche::render {
namespace {

// What Markdown would take for marks; names of a model are anybody's text.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : demarche::displayed(text)) {
    if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// Inside backticks nothing needs an escape but a backtick, which then takes two around it, and a bar in a table.
std::string as_code(std::string_view text) {
  const std::string shown = demarche::displayed(text);
  const char* mark = shown.find('`') == std::string::npos ? "`" : "``";
  return mark + shown + mark;
}

std::string marked(const view::Run& run) {
  if (run.style == view::Style::Code) return as_code(run.text);
  const std::string text = escaped(run.text);
  return run.style == view::Style::Strong && !text.empty() ? "**" + text + "**" : text;
}

std::string marked(const view::Words& words) {
  std::string text;
  for (const view::Run& run : words.runs) text += marked(run);
  return text;
}

bool is_read_right(view::ColumnKind kind) { return kind == view::ColumnKind::Numbers; }

std::string marked(const view::Cell& cell, view::ColumnKind kind) {
  if (kind != view::ColumnKind::Bar && kind != view::ColumnKind::FineBar) return marked(cell.words);
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
  if (!table.title.empty()) text += escaped(table.title) + "\n\n";
  std::vector<std::string> heads, rules;
  for (const view::Column& column : table.columns) {
    heads.push_back(table.has_head ? escaped(column.title) : "");
    rules.push_back(is_read_right(column.kind) ? "---:" : "---");
  }
  text += row_of(heads) + row_of(rules);
  for (const std::vector<view::Cell>& row : table.rows) text += row_of(cells_of(table, row));
  text += "\n";
}

void mark_down(std::string& text, const view::Paragraph& paragraph) {
  const bool is_list = paragraph.indent.first > 2;
  text += (is_list ? "- " : "") + marked(paragraph.words) + (is_list ? "\n" : "\n\n");
}

void mark_down(std::string& text, const view::Heading& heading) {
  constexpr const char* marks[] = {"# ", "## ", "### "};
  text += marks[static_cast<std::size_t>(heading.level)] + marked(view::Words(plain(heading.words))) + "\n\n";
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

void mark_down(std::string& text, const view::Figure& figure) {
  text += "**" + escaped(figure.title) + "**\n\n" + escaped(figure.reading) + "\n\n";
  mark_down(text, figure.table);
  if (!figure.note.empty()) text += escaped(figure.note) + "\n\n";
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
    const bool is_item = line.starts_with("- ") || line.starts_with("  - ") || line.starts_with("1. ");
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
