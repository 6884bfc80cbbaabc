#include "demarche/render/text.h"

#include "demarche/render/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche::render {
namespace {

struct Terminal {
  const TextOptions& options;
  std::string text = {};
};

// All in one style, or none: lines are set before they are coloured.
view::Style style_of(const view::Words& words) {
  return words.runs.size() == 1 ? words.runs.front().style : view::Style::Plain;
}

std::string coloured(std::string text, view::Style style, const TextOptions& options) {
  if (!options.colour) return text;
  if (style == view::Style::Strong) return "\x1b[1m" + text + "\x1b[0m";
  return style == view::Style::Faint ? "\x1b[2m" + text + "\x1b[0m" : text;
}

// `########`, a full one for a share of 1.
std::string bar_of(double share) {
  constexpr double full = 24;
  if (std::isnan(share)) return {};
  return std::string(static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * full)), '#');
}

// The same in eighths of a character.
std::string fine_bar_of(double share) {
  constexpr double full = 40;
  constexpr std::string_view parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (std::isnan(share)) return {};
  const auto eighths = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * full * 8 + 0.5);
  std::string bar;
  for (std::size_t k = 0; k < eighths / 8; ++k) bar += "█";
  return bar + std::string(parts[eighths % 8]);
}

std::string text_of(const view::Cell& cell, view::ColumnKind kind) {
  const bool is_bar = kind == view::ColumnKind::Bar || kind == view::ColumnKind::FineBar;
  if (!is_bar) return plain(cell.words);
  const auto* share = std::get_if<double>(&cell.data.value());
  if (share == nullptr) return {};
  return kind == view::ColumnKind::Bar ? bar_of(*share) : fine_bar_of(*share);
}

Grid grid_of(const view::Table& table) {
  Grid grid;
  for (const view::Column& column : table.columns) {
    grid.columns.push_back(column.kind == view::ColumnKind::Numbers ? Align::Right : Align::Left);
    if (table.has_head) grid.head.push_back(column.title);
  }
  for (const std::vector<view::Cell>& cells : table.rows) {
    std::vector<std::string>& row = grid.rows.emplace_back();
    for (std::size_t k = 0; k < cells.size(); ++k) row.push_back(text_of(cells[k], table.columns[k].kind));
  }
  return grid;
}

// Heads but the first numbered, and what they say above.
void number_heads(Terminal& terminal, Grid& grid, std::size_t indent) {
  for (std::size_t k = 1; k < grid.head.size(); ++k) {
    terminal.text += wrapped(fmt::format("({}) {}", k, grid.head[k]), terminal.options.width, {indent, indent + 2});
    grid.head[k] = fmt::format("({})", k);
  }
}

void append(Terminal& terminal, const view::Table& table) {
  Grid grid = grid_of(table);
  const std::size_t width = terminal.options.width;
  if (table.may_number_heads && width_of(grid) + table.indent > width) number_heads(terminal, grid, table.indent);
  terminal.text += text_of(grid, width, table.indent);
}

void append(Terminal& terminal, const view::Paragraph& paragraph) {
  std::string lines = plain(paragraph.words);
  if (paragraph.is_wrapped) {
    lines = wrapped(lines, terminal.options.width, paragraph.indent);
    lines.pop_back();
  }
  terminal.text += coloured(std::move(lines), style_of(paragraph.words), terminal.options) + "\n";
}

void append(Terminal& terminal, const view::Heading& heading) {
  if (heading.level == view::Level::Title) {
    append(terminal, view::Paragraph{view::strong(plain(heading.words))});
  } else {
    terminal.text += "\n" + coloured(plain(heading.words), view::Style::Strong, terminal.options) + "\n";
  }
}

void append(Terminal& terminal, const view::Gap&) { terminal.text += "\n"; }

void append(Terminal& terminal, const view::List& list) {
  std::size_t number = 0;
  for (const view::Words& item : list.items) {
    const std::string mark = list.is_numbered ? fmt::format("{}. ", ++number) : "- ";
    terminal.text += wrapped(mark + plain(item), terminal.options.width, {2, 2 + mark.size()});
  }
}

void append(Terminal& terminal, const view::Terms& terms) {
  for (const view::Terms::Term& one : terms.terms) {
    append(terminal, view::Paragraph{view::strong(plain(one.term)), {0, 2}});
    for (const view::Words& line : one.lines) append(terminal, view::Paragraph{line, {4, 6}});
  }
}

// Drawn elsewhere.
void append(Terminal&, const view::Figure&) {}

void append(Terminal& terminal, const view::Details& details);

void append(Terminal& terminal, const view::Block& block) {
  std::visit([&](const auto& part) { append(terminal, part); }, block.part);
}

void append(Terminal& terminal, const view::Details& details) {
  if (!details.summary.empty()) append(terminal, view::Heading{details.summary, view::Level::Part});
  for (const view::Block& block : details.blocks) append(terminal, block);
}

}  // namespace

std::string text_of(const view::Section& section, const TextOptions& options) {
  Terminal terminal{options};
  if (!section.title.empty()) append(terminal, view::Heading{section.title});
  for (const view::Block& block : section.blocks) append(terminal, block);
  return std::move(terminal.text);
}

std::string text_of(const view::Page& page, const TextOptions& options) {
  std::string text;
  for (const view::Section& section : page.sections) text += text_of(section, options);
  return text;
}

}  // namespace demarche::render
