#include "demarche/diag/letters.h"
#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/provenance.h"
#include "demarche/survey/raids.h"
#include "demarche/view/raid_words.h"
#include "demarche/view/raids_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

bool all_agree(const std::vector<RaidStudy>& raids) {
  for (const RaidStudy& study : raids) {
    for (const RaidCase& one : study.cases) {
      for (const Coalition& coalition : one.coalitions) {
        if (coalition.agreement && !verdict_on(*coalition.agreement).agrees) return false;
      }
    }
  }
  return true;
}

std::string done_until_then(const std::vector<RaidStudy>& raids) {
  const RaidsDone done = done_of(raids);
  return fmt::format("this is what was worked out until then: {} coalitions, {} simulated raids", done.num_coalitions,
                     count_text(static_cast<double>(done.num_simulated)));
}

Provenance provenance_of_raids(const Source& source, const Request& request) {
  Provenance from = provenance_of(source, {});
  from.options = request.num_simulated > 0
                     ? fmt::format("exact; {} raids simulated with seed {}", request.num_simulated, request.seed)
                     : "exact";
  return from;
}

}  // namespace

Result run_raid(Session& session, const Request& request, const Lent& lent) {
  const auto crisis = crisis_of(session, request.selection);
  if (!crisis) return crisis.error();
  const Varied& varied = crisis->varied;
  std::vector<std::string> withdrawn;
  for (const std::string& name : request.withdrawn) withdrawn.push_back(normalised(name));
  if (auto unknown = unknown_owner(varied.model, withdrawn)) return refused(crisis->source, *unknown);
  bool stopped = false;
  const Monitor noting = [&](const Progress& progress) { return !(stopped = !goes_on(lent.monitor, progress)); };
  const auto raids =
      study_raids(varied.model, varied.parameters,
                  {withdrawn, {request.num_simulated, static_cast<std::uint32_t>(request.seed)}, noting});
  if (!raids) return with_errors(crisis->source, raids.error());
  if (raids->empty()) {
    return refused(crisis->source, {"the model has no raid", "write one: `demarche explain E017` shows its lines"});
  }
  const RaidReport report{provenance_of_raids(crisis->source, request), &varied.model, &*raids};
  Result result = shown(crisis->source, request.parts, [&](view::Part part) { return raids_page(report, part); });
  if (stopped) {
    result.outcome = Outcome::Stopped;
    result.message.sentence = done_until_then(*raids);
  } else if (!all_agree(*raids)) {
    result.outcome = Outcome::CheckFailed;
  }
  return result;
}

}  // namespace demarche
