#include "demarche/engine/naming.h"

#include "demarche/point/named.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

void take_none(Result& result, const Found& found) {
  Diagnostics none = no_such_equilibrium(std::get<Solved>(found.solved).model, *found.naming);
  result.diagnostics.insert(result.diagnostics.begin(), none.begin(), none.end());
  result.outcome = Outcome::ModelErrors;
}

bool names_equilibrium(const Model& model) {
  const auto names = [](const ModelChange& change) { return change.op == ModelChange::Op::Equilibrium; };
  return model.named || std::ranges::any_of(model.variants, [&](const Variant& variant) {
           return std::ranges::any_of(variant.changes, names);
         });
}

}  // namespace

std::optional<Refusal> refusal_of_starts(const Model* model, const Plan& plan, const std::string& option) {
  const bool is_usual = plan.num_starts_for_name == Plan().num_starts_for_name;
  if (is_usual || plan.num_starts || (model && names_equilibrium(*model))) return std::nullopt;
  return Refusal{
      fmt::format("`--starts` is for {}, and for a model that names its equilibrium by what happens in it", option),
      "leave it out, or add one of them"};
}

void take_naming(Result& result, const Found& found) {
  if (!found.naming) return;
  if (found.naming->stopped && result.outcome != Outcome::Stopped) {
    result.outcome = Outcome::Stopped;
    result.message.sentence = fmt::format("the search for the equilibrium that is named came through {} of {}",
                                          found.naming->num_starts, counted(found.naming->num_starts_asked, "start"));
  } else if (found.naming->num_fit == 0 && !found.naming->stopped) {
    take_none(result, found);
  }
}

}  // namespace demarche
