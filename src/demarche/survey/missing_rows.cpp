#include "demarche/survey/missing_rows.h"

#include <algorithm>
#include <utility>

namespace demarche {

MissingRows missing_rows(const Shard& shard, std::uint64_t num_rows, std::vector<std::int64_t> done) {
  return {shard.part - 1, shard.of, num_rows, std::move(done)};
}

std::uint64_t count_missing(const MissingRows& rows) {
  if (rows.next >= rows.num_rows) return 0;
  const auto is_one = [&](std::int64_t row) {
    const auto number = static_cast<std::uint64_t>(row);
    return number >= rows.next && number < rows.num_rows && (number - rows.next) % rows.step == 0;
  };
  return (rows.num_rows - rows.next - 1) / rows.step + 1 -
         static_cast<std::uint64_t>(std::ranges::count_if(rows.done, is_one));
}

std::optional<std::int64_t> take_missing(MissingRows& rows) {
  while (rows.next < rows.num_rows) {
    const auto number = static_cast<std::int64_t>(rows.next);
    rows.next += rows.step;
    while (rows.num_passed < rows.done.size() && rows.done[rows.num_passed] < number) ++rows.num_passed;
    if (rows.num_passed == rows.done.size() || rows.done[rows.num_passed] != number) return number;
  }
  return std::nullopt;
}

}  // namespace demarche
