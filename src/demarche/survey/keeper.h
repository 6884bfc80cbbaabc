#pragma once

#include "demarche/base/progress.h"
#include "demarche/base/refusal.h"
#include "demarche/survey/kept.h"

#include <expected>
#include <functional>
#include <span>

namespace demarche {

template <class T>
using Kept = std::expected<T, Refusal>;

// The rows of a study one after the other, in the order of their numbers; nothing behind the last.
using NextRow = std::function<Kept<std::optional<StoredRow>>()>;
// The row of a number, if it is there.
using FindRow = std::function<Kept<std::optional<StoredRow>>(std::int64_t)>;

// Whoever keeps the rows of a study: a file, or a list in memory. The core knows no files: fronts lend it one of these.
struct StudyKeeper {
  std::string name;  // as users call it
  // All of the rows or, on an error, none. Rows that are there stay as they are.
  std::function<Kept<void>(std::span<const StoredRow>)> add;
  std::function<Kept<std::vector<std::int64_t>>()> numbers;  // of the rows that are there but the central one, in order
  std::function<Kept<NextRow>()> read;                       // from the first on
  std::function<Kept<FindRow>()> look_up;
};

// Takes over the rows of one part of a study beside those that are there, once no row that both hold differs between
// them. Batch by batch: a study may be larger than memory. Ends early where the monitor says so.
Kept<void> take_over(const StudyKeeper& out, const StudyKeeper& part, const Monitor& monitor);

}  // namespace demarche
