#include "demarche/engine/engine.h"
#include "demarche/engine/results.h"
#include "demarche/view/calibrations_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

Result calibrate(const Source& table, const Lent& lent) {
  const auto classes = read_past_raids(table.text);
  if (!classes) {
    return refused(table, {fmt::format("{}: {}", table.parts.front().name, classes.error()),
                           "the table begins with a line such as `class,launched,stopped`"});
  }
  const std::vector<NamedCalibration> found = calibrate_all(*classes, lent.monitor);
  Result result{Outcome::Ok, {}, table, {}, {}};
  if (!found.empty()) result.page = calibrations_page(found);
  if (found.size() == classes->size()) return result;
  result.outcome = Outcome::Stopped;
  result.message.sentence =
      fmt::format("{} of {} {} {} calibrated", found.size(), classes->size(),
                  agreeing(classes->size(), "class", "classes"), agreeing(found.size(), "was", "were"));
  return result;
}

}  // namespace demarche
