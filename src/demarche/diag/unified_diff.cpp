#include "demarche/diag/unified_diff.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr std::ptrdiff_t num_around = 3;
constexpr std::ptrdiff_t most_changes = 1000;  // beyond it the texts are told to differ as a whole

using Lines = std::vector<std::string_view>;

// With their ends.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

// Lines [old_begin, old_end) were replaced by [new_begin, new_end).
struct Change {
  std::ptrdiff_t old_begin = 0, old_end = 0, new_begin = 0, new_end = 0;
};

// How far each diagonal can be followed with so many lines taken out or put in (Myers 1986, "An O(ND) difference
// algorithm").
using Reach = std::vector<std::ptrdiff_t>;

bool comes_from_above(const Reach& reach, std::ptrdiff_t k, std::ptrdiff_t d, std::ptrdiff_t middle) {
  return k == -d ||
         (k != d && reach[static_cast<std::size_t>(middle + k - 1)] < reach[static_cast<std::size_t>(middle + k + 1)]);
}

// The reach after 0, 1, 2, ... changes, up to the number that is enough; empty where it is too large.
std::vector<Reach> reaches(const Lines& before, const Lines& after) {
  const std::ptrdiff_t n = std::ssize(before);
  const std::ptrdiff_t m = std::ssize(after);
  const std::ptrdiff_t most = std::min(n + m, most_changes);
  std::vector<Reach> history;
  Reach reach(static_cast<std::size_t>(2 * most + 3), 0);
  for (std::ptrdiff_t d = 0; d <= most; ++d) {
    history.push_back(reach);
    for (std::ptrdiff_t k = -d; k <= d; k += 2) {
      const auto at = static_cast<std::size_t>(most + 1 + k);
      std::ptrdiff_t x = comes_from_above(reach, k, d, most + 1) ? reach[at + 1] : reach[at - 1] + 1;
      while (x < n && x - k < m && x - k >= 0 &&
             before[static_cast<std::size_t>(x)] == after[static_cast<std::size_t>(x - k)]) {
        ++x;
      }
      reach[at] = x;
      if (x >= n && x - k >= m) return history;
    }
  }
  return {};
}

// Single lines taken out or put in, in the order of the text.
std::vector<Change> single_changes(const Lines& before, const Lines& after) {
  const std::vector<Reach> history = reaches(before, after);
  if (history.empty()) return {{0, std::ssize(before), 0, std::ssize(after)}};
  const std::ptrdiff_t middle = (std::ssize(history.front()) - 1) / 2;
  std::vector<Change> changes;
  std::ptrdiff_t x = std::ssize(before);
  std::ptrdiff_t y = std::ssize(after);
  for (std::ptrdiff_t d = std::ssize(history) - 1; d > 0; --d) {
    const Reach& reach = history[static_cast<std::size_t>(d)];
    const bool put_in = comes_from_above(reach, x - y, d, middle);
    const std::ptrdiff_t k = x - y + (put_in ? 1 : -1);
    x = reach[static_cast<std::size_t>(middle + k)];
    y = x - k;
    changes.push_back(put_in ? Change{x, x, y, y + 1} : Change{x, x + 1, y, y});
  }
  std::ranges::reverse(changes);
  return changes;
}

// Changes next to each other as one.
std::vector<Change> changes_between(const Lines& before, const Lines& after) {
  std::vector<Change> joined;
  for (const Change& change : single_changes(before, after)) {
    const bool follows =
        !joined.empty() && joined.back().old_end == change.old_begin && joined.back().new_end == change.new_begin;
    if (follows) {
      joined.back().old_end = change.old_end;
      joined.back().new_end = change.new_end;
    } else {
      joined.push_back(change);
    }
  }
  return joined;
}

void append(std::string& out, char sign, const Lines& lines, std::ptrdiff_t begin, std::ptrdiff_t end) {
  for (std::ptrdiff_t row = begin; row < end; ++row) {
    const std::string_view line = lines[static_cast<std::size_t>(row)];
    out += sign;
    out += line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
}

// "12,7": the first line and how many; the line before where there is none.
std::string range_text(std::ptrdiff_t begin, std::ptrdiff_t end) {
  const std::ptrdiff_t length = end - begin;
  const std::ptrdiff_t first = length == 0 ? begin : begin + 1;
  return length == 1 ? fmt::format("{}", first) : fmt::format("{},{}", first, length);
}

std::string hunk(const Lines& before, const Lines& after, std::span<const Change> changes) {
  const Change& first = changes.front();
  const Change& last = changes.back();
  const std::ptrdiff_t lead = std::min(num_around, first.old_begin);
  const std::ptrdiff_t trail = std::min(num_around, std::ssize(before) - last.old_end);
  std::string out = fmt::format("@@ -{} +{} @@\n", range_text(first.old_begin - lead, last.old_end + trail),
                                range_text(first.new_begin - lead, last.new_end + trail));
  std::ptrdiff_t row = first.old_begin - lead;
  for (const Change& change : changes) {
    append(out, ' ', before, row, change.old_begin);
    append(out, '-', before, change.old_begin, change.old_end);
    append(out, '+', after, change.new_begin, change.new_end);
    row = change.old_end;
  }
  append(out, ' ', before, row, last.old_end + trail);
  return out;
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Change> changes = changes_between(old_lines, new_lines);
  std::string out = fmt::format("--- {}\n+++ {}\n", name, name);
  std::size_t begin = 0;
  for (std::size_t end = 1; end <= changes.size(); ++end) {
    const bool near = end < changes.size() && changes[end].old_begin - changes[end - 1].old_end <= 2 * num_around;
    if (near) continue;
    out += hunk(old_lines, new_lines, std::span(changes).subspan(begin, end - begin));
    begin = end;
  }
  return out;
}

}  // namespace demarche
