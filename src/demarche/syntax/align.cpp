#include "demarche/diag/text.h"
#include "demarche/syntax/layout.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

// How one kind of column is aligned. Lines up to `short_width` wide before the column share it, so do those up to
// `long_width`; wider ones go their own way, lest one long line push all others to the right.
struct Column {
  Mark mark;
  std::size_t gap;
  std::size_t short_width, long_width;
};

constexpr std::array columns{
    Column{Mark::AfterColon, 1, 40, 60}, Column{Mark::Equals, 1, 40, 60}, Column{Mark::Range, 1, 50, 70},
    Column{Mark::Note, 2, 50, 70},       Column{Mark::From, 1, 112, 160}, Column{Mark::Guard, 3, 34, 64},
};
constexpr std::size_t comment_gap = 3;
constexpr std::size_t widest_with_comment = 110;

// A line as far as it is written, without its indentation.
struct Written {
  const LaidLine* line = nullptr;
  std::string text;
  std::size_t width = 0;
  std::size_t num_cells = 0;
};

void append(Written& written, std::string_view text) {
  written.text += text;
  written.width += width_of(text);
}

void pad_to(Written& written, std::size_t width) {
  written.text.append(width - std::min(width, written.width), ' ');
  written.width = std::max(width, written.width);
}

bool has_next(const Written& written, Mark mark) {
  const std::vector<Cell>& cells = written.line->cells;
  return written.num_cells < cells.size() && cells[written.num_cells].mark == mark;
}

std::size_t shared_width(std::span<const Written> run, Mark mark, std::size_t above, std::size_t limit) {
  std::size_t width = 0;
  for (const Written& written : run) {
    if (has_next(written, mark) && written.width > above && written.width <= limit)
      width = std::max(width, written.width);
  }
  return width;
}

void align_column(std::span<Written> run, const Column& column) {
  const std::size_t short_column = shared_width(run, column.mark, 0, column.short_width);
  const std::size_t long_column = shared_width(run, column.mark, column.short_width, column.long_width);
  for (Written& written : run) {
    if (!has_next(written, column.mark)) continue;
    std::size_t target = written.width;
    if (written.width <= column.short_width) {
      target = short_column;
    } else if (written.width <= column.long_width) {
      target = long_column;
    }
    pad_to(written, target + column.gap);
    append(written, written.line->cells[written.num_cells++].text);
  }
}

bool are_neighbours(const LaidLine& above, const LaidLine& line) {
  return above.level == line.level && !line.blank_before && !above.cells.empty() && !line.cells.empty();
}

bool share_columns(const LaidLine& above, const LaidLine& line) {
  return are_neighbours(above, line) && !above.alone && !line.alone && above.group == line.group;
}

bool share_comments(const LaidLine& above, const LaidLine& line) {
  return are_neighbours(above, line) && (line.level > 0 || above.group == line.group);
}

// What no column has taken, such as the second note on a line of options.
void write_rest(Written& written) {
  for (const Cell& cell : std::span{written.line->cells}.subspan(written.num_cells)) append(written, " " + cell.text);
  written.num_cells = written.line->cells.size();
}

void align_run(std::span<Written> run) {
  if (run.front().line->cells.empty()) return;
  for (Written& written : run) {
    append(written, written.line->cells.front().text);
    written.num_cells = 1;
  }
  if (run.front().line->alone) {
    write_rest(run.front());
    return;
  }
  for (const Column& column : columns) align_column(run, column);
  for (Written& written : run) write_rest(written);
}

void align_comments(std::span<Written> run) {
  std::size_t shared = 0;
  for (const Written& written : run) {
    if (!written.line->comment.empty() && written.width <= widest_with_comment)
      shared = std::max(shared, written.width);
  }
  for (Written& written : run) {
    if (written.line->comment.empty()) continue;
    const bool on_its_own = written.line->cells.empty();
    if (!on_its_own) pad_to(written, (written.width <= widest_with_comment ? shared : written.width) + comment_gap);
    append(written, written.line->comment);
  }
}

// Calls `align` on every longest stretch of lines each of which belongs with the one above it.
template <class Belongs, class Align>
void for_each_run(std::vector<Written>& lines, Belongs belongs, Align align) {
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin + 1;
    while (end < lines.size() && belongs(*lines[end - 1].line, *lines[end].line)) ++end;
    align(std::span{lines}.subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace

std::string aligned(const std::vector<LaidLine>& lines) {
  std::vector<Written> written(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) written[i].line = &lines[i];
  for_each_run(written, share_columns, align_run);
  for_each_run(written, share_comments, align_comments);
  std::string out;
  for (const Written& one : written) {
    if (one.line->blank_before) out += '\n';
    out.append(4 * one.line->level, ' ');
    out += one.text;
    out += '\n';
  }
  return out;
}

}  // namespace demarche
