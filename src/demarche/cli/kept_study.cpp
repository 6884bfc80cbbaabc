#include "demarche/cli/kept_study.h"

#include "demarche/cli/console.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/read.h"
#include "demarche/survey/draw_again.h"

#include <fmt/format.h>

namespace demarche::cli {
namespace {

Model model_of(const StudyStore& store) {
  return read_model(make_source(store.database.path(), store.card.model_text)).model;
}

}  // namespace

OrRefusal<StudyStore> open_kept_study(const std::string& path, OpenMode mode) {
  auto store = open_study(path, mode);
  if (!store) return store;
  if (store->seal.empty()) {
    complain(
        fmt::format("`{}` was made by an earlier version, without checksums: numbers changed since would not be "
                    "noticed\n",
                    path));
  }
  // Another version may draw in another way.
  if (store->card.version == version()) store->doubt = doubt_about_draws(store->card, model_of(*store));
  return store;
}

OrRefusal<ReadStudy> read_study(const StudyStore& store) {
  auto rows = read_rows(store);
  if (!rows) return std::unexpected(std::move(rows.error()));
  return make_read_study(store.database.path(), store.card, std::move(*rows), model_of(store));
}

Refusal other_study(const std::string& path, std::vector<std::string> differences) {
  return {fmt::format("the rows in `{}` are of another study", path),
          "name another file, or take the model, options and program it was begun with", std::move(differences)};
}

}  // namespace demarche::cli
