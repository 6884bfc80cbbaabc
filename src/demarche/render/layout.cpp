#include "demarche/render/layout.h"

#include "demarche/diag/text.h"

#include <algorithm>

namespace demarche::render {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) break;
    text.remove_prefix(start);
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

// A row of a single cell heads those below, and goes over all columns.
bool heads_others(const std::vector<std::string>& row, const Grid& table) {
  return row.size() == 1 && table.columns.size() > 1;
}

std::vector<std::size_t> column_widths(const Grid& table) {
  std::vector<std::size_t> widths(table.columns.size(), 0);
  const auto widen = [&](const std::vector<std::string>& cells) {
    for (std::size_t k = 0; k < std::min(cells.size(), widths.size()); ++k) {
      widths[k] = std::max(widths[k], shown_width(cells[k]));
    }
  };
  widen(table.head);
  for (const auto& row : table.rows) {
    if (!heads_others(row, table)) widen(row);
  }
  return widths;
}

void append_cell(std::string& line, std::string_view cell, std::size_t width, Align align) {
  const std::string padding(width - std::min(width, shown_width(cell)), ' ');
  if (align == Align::Right) line += padding;
  line += cell;
  if (align == Align::Left) line += padding;
}

void trim_end(std::string& text) { text.erase(text.find_last_not_of(" \n") + 1); }

// Escaped before cells are set, so that columns stay below each other.
Grid displayed_cells(Grid table) {
  const auto escape = [](std::vector<std::string>& cells) {
    for (std::string& cell : cells) cell = demarche::displayed(std::string_view(cell));
  };
  escape(table.head);
  for (auto& row : table.rows) escape(row);
  return table;
}

struct GridSetting {
  std::vector<std::size_t> widths;
  std::size_t width;
  std::size_t indent;
};

std::string line_of(const std::vector<std::string>& cells, const Grid& table, const GridSetting& setting) {
  if (heads_others(cells, table)) return wrapped(cells.front(), setting.width, {setting.indent, setting.indent + 2});
  std::string line(setting.indent, ' ');
  for (std::size_t k = 0; k < cells.size(); ++k) {
    if (k > 0) line += "  ";
    const bool last_text = k + 1 == table.columns.size() && table.columns[k] == Align::Left;
    const std::size_t column = shown_width(line);
    if (last_text && column + shown_width(cells[k]) > setting.width && column + 20 <= setting.width) {
      line += wrapped(cells[k], setting.width, {column, column}).substr(column);
    } else {
      append_cell(line, cells[k], setting.widths[k], table.columns[k]);
    }
  }
  trim_end(line);
  return line + "\n";
}

}  // namespace

std::size_t shown_width(std::string_view text) { return demarche::width_of(text); }

std::string wrapped(std::string_view text, std::size_t width, view::Indent indent) {
  std::string out, line(indent.first, ' ');
  bool empty = true;
  for (const std::string_view word : words_of(text)) {
    if (!empty && shown_width(line) + 1 + shown_width(word) > width) {
      out += line + "\n";
      line.assign(indent.hanging, ' ');
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    empty = false;
  }
  return out + line + "\n";
}

std::size_t width_of(const Grid& table) {
  std::size_t total = 0;
  for (const std::size_t width : column_widths(displayed_cells(table))) total += width + 2;
  return total > 2 ? total - 2 : 0;
}

std::string text_of(const Grid& given, std::size_t width, std::size_t indent) {
  const Grid table = displayed_cells(given);
  const GridSetting setting{column_widths(table), width, indent};
  std::string out;
  if (!table.head.empty()) out += line_of(table.head, table, setting);
  for (const auto& row : table.rows) out += line_of(row, table, setting);
  return out;
}

}  // namespace demarche::render
