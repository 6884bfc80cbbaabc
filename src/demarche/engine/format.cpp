#include "demarche/engine/commands.h"
#include "demarche/syntax/parse.h"

#include <utility>

namespace demarche {

Result run_format(const Session& session) {
  const Source& source = session.source;
  view::Page page;
  page.data = {{"schema", 1}, {"kind", "format"}, {"text", format(source)}};
  return {Outcome::Ok, std::move(page), source, {}, {}};
}

}  // namespace demarche
