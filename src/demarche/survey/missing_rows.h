#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace demarche {

// Which rows of all a run is for: those whose number leaves `part` - 1 when divided by `of`.
struct Shard {
  std::uint64_t part = 1;  // 1 to `of`
  std::uint64_t of = 1;
};

// The rows that are still to be solved: every `step`th from `next` on but those that are done, which are in order. They
// are not listed: a study may have billions.
struct MissingRows {
  std::uint64_t next = 0;
  std::uint64_t step = 1;
  std::uint64_t num_rows = 0;  // of the whole study
  std::vector<std::int64_t> done;
  std::size_t num_passed = 0;  // of those that are done
};

MissingRows missing_rows(const Shard& shard, std::uint64_t num_rows, std::vector<std::int64_t> done);
std::uint64_t count_missing(const MissingRows& rows);
std::optional<std::int64_t> take_missing(MissingRows& rows);

}  // namespace demarche
