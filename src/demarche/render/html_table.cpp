#include "demarche/render/html_blocks.h"
#include "demarche/render/html_escape.h"
#include "demarche/render/marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche::render {
namespace {

std::string bar_as_html(const view::Cell& cell) {
  const double share = mark_number(cell.data);
  if (std::isnan(share)) return html_of(cell.words);
  return fmt::format("<span class=\"bar\" aria-hidden=\"true\"><span style=\"width:{:.2f}%\"></span></span>",
                     100 * std::clamp(share, 0.0, 1.0));
}

// Below the words, a stretch a share, the gravest darkest; other cells say the same in words.
std::string stack_as_html(const view::Cell& cell) {
  const auto* parts = std::get_if<view::Data::List>(&cell.data.value());
  if (parts == nullptr) return html_of(cell.words);
  std::string bar = "<span class=\"levels\" aria-hidden=\"true\">";
  for (std::size_t k = 0; k < parts->size(); ++k) {
    const double place = parts->size() < 2 ? 0 : static_cast<double>(k) / static_cast<double>(parts->size() - 1);
    bar += fmt::format("<span style=\"width:{:.2f}%;opacity:{:.2f}\" title=\"{}\"></span>",
                       100 * number_in((*parts)[k], "share"), 0.2 + 0.8 * place,
                       escape_html(text_in((*parts)[k], "name")));
  }
  return html_of(cell.words) + bar + "</span>";
}

std::string cell_as_html(const view::Cell& cell, view::ColumnKind kind) {
  switch (kind) {
    case view::ColumnKind::Words:
    case view::ColumnKind::Numbers:
      return html_of(cell.words);
    case view::ColumnKind::Bar:
    case view::ColumnKind::FineBar:
      return bar_as_html(cell);
    case view::ColumnKind::Stack:
      return stack_as_html(cell);
  }
  return {};
}

std::string_view class_of(view::ColumnKind kind) {
  return kind == view::ColumnKind::Numbers ? " class=\"number\"" : "";
}

std::string head_as_html(const view::Table& table) {
  std::string out = "<thead><tr>";
  for (const view::Column& column : table.columns)
    out += fmt::format("<th scope=\"col\"{}>{}</th>", class_of(column.kind), escape_html(column.title));
  return out + "</tr></thead>\n";
}

bool heads_others(const view::Table& table, const std::vector<view::Cell>& row) {
  return row.size() == 1 && table.columns.size() > 1;
}

std::string row_as_html(const view::Table& table, const std::vector<view::Cell>& row) {
  if (heads_others(table, row)) {
    return fmt::format("<tr><th scope=\"rowgroup\" class=\"group\" colspan=\"{}\">{}</th></tr>\n", table.columns.size(),
                       html_of(row.front().words));
  }
  std::string out = "<tr>";
  for (std::size_t k = 0; k < row.size(); ++k) {
    const view::ColumnKind kind = table.columns[k].kind;
    out += fmt::format("<td{}>{}</td>", class_of(kind), cell_as_html(row[k], kind));
  }
  return out + "</tr>\n";
}

}  // namespace

// Rows that one heads are a body of their own, so that they are found and hidden together.
std::string html_of(const view::Table& table) {
  std::string out;
  if (!table.title.empty()) out += "<p class=\"title\">" + escape_html(table.title) + "</p>\n";
  out += "<div class=\"scroll\" tabindex=\"0\"><table>\n";
  if (table.has_head) out += head_as_html(table);
  out += "<tbody>\n";
  bool is_first = true;
  for (const std::vector<view::Cell>& row : table.rows) {
    if (!is_first && heads_others(table, row)) out += "</tbody>\n<tbody>\n";
    out += row_as_html(table, row);
    is_first = false;
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace demarche::render
