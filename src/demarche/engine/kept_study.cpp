#include "demarche/engine/kept_study.h"

#include "demarche/engine/provenance.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

// Whatever it is called, it is a model.
Source model_kept_in(const StudyCard& card) { return make_source("the study's model", card.model_text); }

OrRefusal<std::vector<StoredRow>> all_rows(const StudyKeeper& keeper) {
  const auto next = keeper.read();
  if (!next) return std::unexpected(next.error());
  std::vector<StoredRow> rows;
  for (;;) {
    auto row = (*next)();
    if (!row) return std::unexpected(std::move(row.error()));
    if (!*row) return rows;
    rows.push_back(std::move(**row));
  }
}

}  // namespace

Session open_session(const StudyCard& card) { return {.source = model_kept_in(card)}; }

RowDoubt doubt_about(const StudyCard& card) {
  return card.version == version() ? doubt_about_draws(card, read_model(model_kept_in(card)).model) : RowDoubt();
}

OrRefusal<ReadStudy> read_study(const KeptStudy& kept, Model model) {
  auto rows = all_rows(kept.keeper);
  if (!rows) return std::unexpected(std::move(rows.error()));
  return make_read_study(kept.keeper.name, kept.card, std::move(*rows), std::move(model));
}

OrRefusal<ReadStudy> read_study(const KeptStudy& kept) {
  return read_study(kept, read_model(model_kept_in(kept.card)).model);
}

Refusal other_study(const std::string& name, std::vector<std::string> differences) {
  return {fmt::format("the rows in `{}` are of another study", name),
          "name another file, or take the model, options and program it was begun with", std::move(differences)};
}

}  // namespace demarche
