#include "demarche/view/data_head.h"

namespace demarche {

view::Data data_head(const Provenance& provenance, std::string_view kind) {
  return {{"schema", 1},
          {"kind", kind},
          {"file", provenance.file},
          {"model_hash", provenance.model_hash},
          {"version", provenance.version},
          {"options", provenance.options},
          {"seed", provenance.seed}};
}

std::string generator_of(const Provenance& provenance) { return "demarche " + provenance.version; }

}  // namespace demarche
