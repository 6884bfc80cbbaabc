#include "demarche/lsp/answer_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <variant>

namespace demarche::lsp {
namespace {

constexpr std::size_t most_bytes = 160;

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_space) line += c;
    else if (!line.empty() && line.back() != ' ') line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

// Without what is typed next on a terminal.
std::string read_in(const view::Words& words) {
  std::string text;
  for (const view::Run& run : words.runs) {
    if (run.style != view::Style::Terminal) text += run.text;
  }
  return one_line(text);
}

bool is_read(const view::Table& table, std::size_t column) {
  if (column >= table.columns.size()) return true;
  return table.columns[column].kind == view::ColumnKind::Words ||
         table.columns[column].kind == view::ColumnKind::Numbers;
}

std::string row_in(const view::Table& table, const std::vector<view::Cell>& row) {
  std::string text;
  for (std::size_t column = 0; column < row.size(); ++column) {
    const std::string cell = is_read(table, column) ? read_in(row[column].words) : std::string();
    if (!cell.empty()) text += (text.empty() ? "" : " ") + cell;
  }
  return text;
}

void add(std::string& line, const std::string& part) {
  if (!part.empty() && line.size() < most_bytes) line += (line.empty() ? "" : " · ") + part;
}

void add_rows(std::string& line, const view::Table& table) {
  for (const std::vector<view::Cell>& row : table.rows) add(line, row_in(table, row));
}

std::string shortened_line(std::string line) {
  if (line.size() <= most_bytes) return line;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return line.substr(0, end) + "…";
}

std::span<const view::Data> list_in(const view::Data& data, std::string_view key) {
  const view::Data* found = data.find(key);
  const auto* list = found ? std::get_if<view::Data::List>(&found->value()) : nullptr;
  return list ? std::span<const view::Data>(*list) : std::span<const view::Data>();
}

double number_in(const view::Data& data, std::string_view key) {
  const view::Data* found = data.find(key);
  const auto* number = found ? std::get_if<double>(&found->value()) : nullptr;
  return number ? *number : 0;
}

}  // namespace

std::string answer_in_a_line(const view::Page& page) {
  const auto section =
      std::ranges::find_if(page.sections, [](const view::Section& one) { return one.key.starts_with("answer_"); });
  std::string line;
  if (section == page.sections.end()) return line;
  for (const view::Block& block : section->blocks) {
    const auto* paragraph = std::get_if<view::Paragraph>(&block.part);
    if (paragraph && !line.empty()) break;  // how it was asked, and remarks: the page has them
    if (paragraph) add(line, read_in(paragraph->words));
    if (const auto* table = std::get_if<view::Table>(&block.part)) add_rows(line, *table);
  }
  return shortened_line(std::move(line));
}

std::string certificate_in_a_line(const view::Page& page) {
  const view::Data* solution = page.data.find("solution");
  double gain = solution ? number_in(*solution, "max_gain") : 0;
  std::size_t num_remarks = 0;
  for (const view::Data& answer : list_in(page.data, "answers")) {
    for (const view::Data& row : list_in(answer, "rows")) gain = std::max(gain, number_in(row, "max_gain"));
    num_remarks += list_in(answer, "remarks").size();
  }
  return fmt::format(" (no actor gains more than {:.2g}{})", gain, num_remarks > 0 ? "; with a remark" : "");
}

}  // namespace demarche::lsp
