#include "demarche/syntax/parse.h"

namespace demarche {

std::string format(const Source& source) { return source.text; }

}  // namespace demarche
