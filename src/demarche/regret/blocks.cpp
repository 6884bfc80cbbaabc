#include "demarche/regret/blocks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace demarche {
namespace {

constexpr std::uint32_t tallest = 8;
constexpr std::uint32_t widest_gap = 2;     // columns without a term inside a block
constexpr double least_filled = 0.3;        // of a block's numbers
constexpr double digits_that_count = 1e13;  // blocks alike to so many digits share their numbers
constexpr std::size_t longest_run = 0xFFFF;
constexpr std::uint32_t fewest_columns = 8;  // of a product that is worth keeping as one
constexpr double least_difference = 4e-15;   // beside the largest number of a block: less is rounding

struct Cell {
  std::uint32_t column = 0;
  std::uint32_t row = 0;
  double value = 0;
};

// What is made of one actor's terms.
struct Gathering {
  Terms terms;
  std::map<std::vector<std::int64_t>, std::uint32_t> patterns;  // where the numbers are that look so
  std::vector<Cell> single;                                     // of the rows at hand
};

// One run of columns over the rows from `first_row` on.
struct Run {
  std::span<const Cell> cells;  // sorted by column
  std::uint32_t first_row = 0;
  std::uint32_t num_rows = 0;
};

std::uint32_t num_columns(const Run& run) { return run.cells.back().column - run.cells.front().column + 1; }

// The two factors of a matrix [column x rows + row] whose largest number is 1 in size, where it is the product of a
// vector over rows and one over columns: rows first. Empty where it is not, to rounding.
std::vector<double> factors_of(const std::vector<double>& numbers, std::size_t num_rows) {
  const auto size = [](double number) { return std::fabs(number); };
  const auto largest = static_cast<std::size_t>(std::ranges::max_element(numbers, {}, size) - numbers.begin());
  const std::size_t top_column = largest / num_rows;
  const std::size_t top_row = largest % num_rows;
  std::vector<double> factors(numbers.begin() + static_cast<std::ptrdiff_t>(top_column * num_rows),
                              numbers.begin() + static_cast<std::ptrdiff_t>((top_column + 1) * num_rows));
  for (std::size_t at = top_row; at < numbers.size(); at += num_rows) factors.push_back(numbers[at] / numbers[largest]);
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    const double product = factors[at % num_rows] * factors[num_rows + at / num_rows];
    if (!(std::fabs(product - numbers[at]) <= least_difference)) return {};
  }
  return factors;
}

void add_block(Gathering& gathering, const Run& run) {
  const auto size = [](const Cell& cell) { return std::fabs(cell.value); };
  const double factor = std::ranges::max_element(run.cells, {}, size)->value;
  std::vector<double> numbers(std::size_t{num_columns(run)} * run.num_rows);
  for (const Cell& cell : run.cells) {
    numbers[(cell.column - run.cells.front().column) * run.num_rows + (cell.row - run.first_row)] = cell.value / factor;
  }
  const bool wide = num_columns(run) >= fewest_columns;
  std::vector<double> factors = wide ? factors_of(numbers, run.num_rows) : std::vector<double>{};
  const bool is_product = !factors.empty();
  if (is_product) numbers = std::move(factors);
  std::vector<std::int64_t> look{run.num_rows, is_product ? 1 : 0};
  for (const double number : numbers) look.push_back(std::llround(number * digits_that_count));
  const auto next = static_cast<std::uint32_t>(gathering.terms.patterns.size());
  const std::uint32_t known = gathering.patterns.try_emplace(std::move(look), next).first->second;
  if (known == next) gathering.terms.patterns.insert(gathering.terms.patterns.end(), numbers.begin(), numbers.end());
  gathering.terms.blocks.push_back({run.first_row, run.cells.front().column, known,
                                    static_cast<std::uint16_t>(num_columns(run)),
                                    static_cast<std::uint16_t>(run.num_rows), factor, is_product});
}

void place_run(Gathering& gathering, const Run& run) {
  const double room = static_cast<double>(num_columns(run)) * run.num_rows;
  const bool dense = static_cast<double>(run.cells.size()) >= least_filled * room;
  if (dense && num_columns(run) <= longest_run) return add_block(gathering, run);
  gathering.single.insert(gathering.single.end(), run.cells.begin(), run.cells.end());
}

void add_single(Terms& terms, std::vector<Cell>& cells) {
  std::ranges::sort(cells, {}, [](const Cell& cell) { return std::pair(cell.row, cell.column); });
  for (const Cell& cell : cells) {
    if (terms.term_rows.empty() || terms.term_rows.back().row != cell.row) {
      terms.term_rows.push_back({cell.row, static_cast<std::uint32_t>(terms.coefficients.size()), 0});
    }
    ++terms.term_rows.back().num;
    terms.coefficients.push_back(cell.value);
    terms.others.push_back(cell.column);
  }
  cells.clear();
}

// Rows side by side: cuts their columns into runs.
void place_rows(Gathering& gathering, std::vector<Cell>& cells, std::uint32_t first_row, std::uint32_t num_rows) {
  std::ranges::sort(cells, {}, [](const Cell& cell) { return std::pair(cell.column, cell.row); });
  for (std::size_t first = 0, k = 1; k <= cells.size(); ++k) {
    if (k < cells.size() && cells[k].column <= cells[k - 1].column + widest_gap + 1) continue;
    place_run(gathering, {std::span<const Cell>(cells).subspan(first, k - first), first_row, num_rows});
    first = k;
  }
  add_single(gathering.terms, gathering.single);
}

// Reads the terms of rows up to a row.
struct Reader {
  const Terms& terms;
  std::size_t at = 0;
};

std::vector<Cell> cells_before(Reader& reader, std::uint32_t end_row) {
  std::vector<Cell> cells;
  for (; reader.at < reader.terms.term_rows.size(); ++reader.at) {
    const TermRow& row = reader.terms.term_rows[reader.at];
    if (row.row >= end_row) break;
    for (std::uint32_t k = row.first; k < row.first + row.num; ++k) {
      cells.push_back({reader.terms.others[k], row.row, reader.terms.coefficients[k]});
    }
  }
  return cells;
}

void gather_bundle(Gathering& gathering, Reader& reader, const Bundle& bundle) {
  for (std::uint32_t action = 0; action < bundle.num_actions; ++action) {
    for (std::uint32_t lane = 0; lane < bundle.num_lanes; lane += tallest) {
      const std::uint32_t row = bundle.first_row + action * bundle.num_lanes + lane;
      const std::uint32_t num_rows = std::min(tallest, bundle.num_lanes - lane);
      std::vector<Cell> cells = cells_before(reader, row + num_rows);
      if (!cells.empty()) place_rows(gathering, cells, row, num_rows);
    }
  }
}

}  // namespace

void gather_blocks(Terms& terms, std::span<const Bundle> bundles) {
  Gathering gathering;
  Reader reader{terms};
  for (const Bundle& bundle : bundles) {
    std::vector<Cell> before = cells_before(reader, bundle.first_row);
    add_single(gathering.terms, before);
    if (bundle.num_lanes > 1) gather_bundle(gathering, reader, bundle);
  }
  std::vector<Cell> rest = cells_before(reader, 0xFFFFFFFF);
  add_single(gathering.terms, rest);
  terms = std::move(gathering.terms);
}

}  // namespace demarche
