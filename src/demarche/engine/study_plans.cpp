#include "demarche/engine/study_plans.h"

namespace demarche {

std::expected<StudyRun, Failure> study_asked(const Crisis& crisis, const Request& request) {
  StudyOptions options;
  options.plan = request.plan;
  options.plan.held = Held::OverHistories;
  const bool numbers_set = !(request.selection == Selection{});
  const RowsAsked& rows = request.rows;
  return plan_study(crisis.varied.model, crisis.varied.parameters, options,
                    {rows.num_draws, rows.design, rows.start, request.seed, numbers_set});
}

Result stopped_at_centre(const Source& source) {
  return {Outcome::Stopped, {}, source, {}, {"the best guesses themselves were not solved yet", "", {}, false}};
}

}  // namespace demarche
