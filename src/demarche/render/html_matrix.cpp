#include "demarche/render/html_blocks.h"
#include "demarche/render/html_escape.h"
#include "demarche/render/marks.h"
#include "demarche/render/ticks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche::render {
namespace {

struct MatrixColumn {
  std::string name;
  Ticks ticks;
  std::span<const view::Data> cells;
};

std::vector<MatrixColumn> matrix_columns(const view::Data& marks) {
  std::vector<MatrixColumn> columns;
  for (const view::Data& quantity : rows_in(marks, "quantities"))
    columns.push_back({text_in(quantity, "name"), ticks_of(*quantity.find("scale")), rows_in(quantity, "cells")});
  return columns;
}

// In percent of the width.
double place_on(const Ticks& ticks, double value) {
  return 100 * std::clamp((value - ticks.low) / (ticks.high - ticks.low), 0.0, 1.0);
}

std::string mark_at(const Ticks& ticks, const char* name, double value) {
  if (std::isnan(value)) return {};
  return fmt::format("<span class=\"{}\" style=\"left:{:.2f}%\"></span>", name, place_on(ticks, value));
}

// Where the answer lies on its column's scale, beside the first case's, and over draws.
std::string track_of(const MatrixColumn& column, const view::Data& cell) {
  std::string out = "<span class=\"track\" aria-hidden=\"true\">";
  const double low = number_in(cell, "low");
  const double high = number_in(cell, "high");
  if (!std::isnan(low) && !std::isnan(high)) {
    const double left = place_on(column.ticks, low);
    out += fmt::format("<span class=\"range\" style=\"left:{:.2f}%;width:{:.2f}%\"></span>", left,
                       place_on(column.ticks, high) - left);
  }
  out += mark_at(column.ticks, "first", number_in(column.cells.front(), "value"));
  return out + mark_at(column.ticks, "dot", number_in(cell, "value")) + "</span>";
}

std::string small_line(const std::string& text) {
  return text.empty() ? text : "<span class=\"small\">" + escape_html(text) + "</span>";
}

std::string cell_of(const MatrixColumn& column, std::size_t row) {
  if (row >= column.cells.size()) return "<td></td>";
  const view::Data& cell = column.cells[row];
  return fmt::format("<td data-head=\"{}\"><span class=\"value\">{}</span>{}{}{}</td>", escape_html(column.name),
                     escape_html(text_in(cell, "text")), track_of(column, cell), small_line(text_in(cell, "range")),
                     small_line(text_in(cell, "difference")));
}

std::string matrix_head(const std::vector<MatrixColumn>& columns) {
  std::string out = "<thead><tr><th scope=\"col\">case</th>";
  for (const MatrixColumn& column : columns) {
    out += fmt::format("<th scope=\"col\">{}<span class=\"ends\"><span>{}</span><span>{}</span></span></th>",
                       escape_html(column.name), tick_text(column.ticks, column.ticks.low),
                       tick_text(column.ticks, column.ticks.high));
  }
  return out + "</tr></thead>\n";
}

}  // namespace

std::string matrix_as_html(const view::Data& marks) {
  const std::vector<MatrixColumn> columns = matrix_columns(marks);
  std::string out =
      "<div class=\"scroll\" tabindex=\"0\"><table class=\"matrix\">\n" + matrix_head(columns) + "<tbody>\n";
  const auto cases = rows_in(marks, "cases");
  for (std::size_t row = 0; row < cases.size(); ++row) {
    out += "<tr><th scope=\"row\">" + escape_html(mark_text(cases[row])) + "</th>";
    for (const MatrixColumn& column : columns) out += cell_of(column, row);
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace demarche::render
