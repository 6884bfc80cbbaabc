#include "demarche/store/study_store.h"

#include <memory>

namespace demarche {
namespace {

Kept<NextRow> rows_in_order(const StudyStore& store) {
  auto reader = read_in_order(store);
  if (!reader) return std::unexpected(std::move(reader.error()));
  return [rows = std::make_shared<RowReader>(std::move(*reader))] { return next_row(*rows); };
}

Kept<FindRow> rows_by_number(const StudyStore& store) {
  auto reader = read_by_number(store);
  if (!reader) return std::unexpected(std::move(reader.error()));
  return
      [rows = std::make_shared<RowReader>(std::move(*reader))](std::int64_t number) { return find_row(*rows, number); };
}

}  // namespace

StudyKeeper keeper_of(const StudyStore& store) {
  return {store.database.path(), [&](std::span<const StoredRow> rows) { return add_rows(store, rows); },
          [&] { return row_numbers(store); }, [&] { return rows_in_order(store); },
          [&] { return rows_by_number(store); }};
}

}  // namespace demarche
