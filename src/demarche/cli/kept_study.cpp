#include "demarche/cli/kept_study.h"

#include "demarche/cli/console.h"

#include <fmt/format.h>

namespace demarche::cli {

OrRefusal<StudyStore> open_kept_study(const std::string& path, OpenMode mode) {
  auto store = open_study(path, mode);
  if (!store) return store;
  if (store->seal.empty()) {
    complain(
        fmt::format("`{}` was made by an earlier version, without checksums: numbers changed since would not be "
                    "noticed\n",
                    path));
  }
  store->doubt = doubt_about(store->card);
  return store;
}

KeptStudy kept_in(const StudyStore& store) { return {store.card, keeper_of(store)}; }

}  // namespace demarche::cli
