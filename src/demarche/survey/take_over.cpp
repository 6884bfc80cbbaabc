#include "demarche/survey/keeper.h"

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr std::size_t rows_a_batch = 10'000;

// The first row that both hold and that differs between them, as far as the monitor lets it look.
Kept<std::optional<std::int64_t>> contradiction(const StudyKeeper& out, const StudyKeeper& part,
                                                const Monitor& monitor) {
  const auto find = out.look_up();
  if (!find) return std::unexpected(find.error());
  const auto next = part.read();
  if (!next) return std::unexpected(next.error());
  for (;;) {
    const auto row = (*next)();
    if (!row) return std::unexpected(row.error());
    if (!*row || !goes_on(monitor)) return std::nullopt;
    const auto known = (*find)((*row)->number);
    if (!known) return std::unexpected(known.error());
    if (*known && !same_row(**known, **row)) return (*row)->number;
  }
}

Kept<void> copy_rows(const StudyKeeper& out, const StudyKeeper& part, const Monitor& monitor) {
  const auto next = part.read();
  if (!next) return std::unexpected(next.error());
  std::vector<StoredRow> batch;
  for (;;) {
    auto row = (*next)();
    if (!row) return std::unexpected(row.error());
    if (*row) batch.push_back(std::move(**row));
    if (*row && batch.size() < rows_a_batch) continue;
    if (const auto added = out.add(batch); !added) return added;
    if (!*row || !goes_on(monitor)) return {};
    batch.clear();
  }
}

}  // namespace

Kept<void> take_over(const StudyKeeper& out, const StudyKeeper& part, const Monitor& monitor) {
  const auto other = contradiction(out, part, monitor);
  if (!other) return std::unexpected(other.error());
  if (*other) {
    return std::unexpected(
        Refusal{fmt::format("row {} in `{}` is not the one in `{}`", **other, part.name, out.name),
                "rows of one study are the same wherever they are solved: were the machines or builds different?"});
  }
  return goes_on(monitor) ? copy_rows(out, part, monitor) : Kept<void>();
}

}  // namespace demarche
