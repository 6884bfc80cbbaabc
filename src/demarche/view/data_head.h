#pragma once

#include "demarche/base/provenance.h"
#include "demarche/view/data.h"

#include <string>
#include <string_view>

namespace demarche {

// {"schema", "kind", "file", "model_hash", "version", "options", "seed"}: how the data of every page begin.
view::Data data_head(const Provenance& provenance, std::string_view kind);

// `demarche 0.1.0`
std::string generator_of(const Provenance& provenance);

}  // namespace demarche
