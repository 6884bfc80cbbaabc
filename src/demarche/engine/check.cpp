#include "demarche/check/symbols.h"
#include "demarche/diag/mend.h"
#include "demarche/engine/commands.h"
#include "demarche/view/diagnostics_data.h"
#include "demarche/view/symbols.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {

Result run_check(Session& session, const Request& request) {
  const Source& source = session.source;
  Diagnostics found = session.game ? session.game->diagnostics : all_about(reading_of(session));
  Result result = shown(source, request.parts, [&](view::Part) {
    view::Page page;
    page.data = diagnostics_data(source, found);
    return page;
  });
  if (request.mend) {
    result.mended =
        mend(source, [&](const Source& text) { return text.text == source.text ? found : check_all(text); });
  }
  if (has_errors(found)) result.outcome = Outcome::ModelErrors;
  result.diagnostics = std::move(found);
  return result;
}

Result run_symbols(Session& session) {
  const Reading& reading = reading_of(session);
  Result result{
      Outcome::Ok, symbols_page(reading.source, symbols_of(reading.source, reading.tree)), reading.source, {}, {}};
  if (!has_errors(reading.diagnostics)) return result;
  result.outcome = Outcome::ModelErrors;
  result.diagnostics = reading.diagnostics;
  return result;
}

}  // namespace demarche
