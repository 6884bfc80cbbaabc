#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/point/form.h"
#include "demarche/view/description_page.h"

#include <utility>

namespace demarche {

Result run_describe(Session& session, const Request& request) {
  auto crisis = crisis_of(session, request.selection);
  if (!crisis) return std::move(crisis.error());
  const Model& model = crisis->varied.model;
  const Census census = survey(model, request.plan.compile);
  Result result =
      shown(crisis->source, request.parts, [&](view::Part part) { return description_page(model, census, part); });
  if (has_errors(census.diagnostics)) result.diagnostics = census.diagnostics;
  return result;
}

}  // namespace demarche
