#include "demarche/engine/provenance.h"

#include "demarche/base/sha256.h"
#include "demarche/point/methods.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

namespace {

std::string_view first_part(const Source& source) {
  return std::string_view(source.text).substr(0, source.parts.empty() ? 0 : source.parts.front().end);
}

// `variant silent, rift = 5; `, or nothing at the baseline.
std::string words_of(const Selection& selection) {
  std::string words;
  if (!selection.variant.empty()) words = "variant " + selection.variant;
  for (const auto& [name, value] : selection.settings) {
    words += fmt::format("{}{} = {}", words.empty() ? "" : ", ", name, value);
  }
  return words.empty() ? words : words + "; ";
}

// `method mccfr, at most 100000 iterations, seed 1; `, or nothing for the usual one.
std::string words_of_method(const Plan& plan) {
  if (plan.method == &usual_method()) return {};
  return fmt::format("method {}, at most {} {}{}; ", plan.method->name, plan.max_iterations,
                     agreeing(plan.max_iterations, "iteration", "iterations"),
                     plan.method->draws ? fmt::format(", seed {}", plan.seed) : std::string());
}

std::string words_of_aim(const Plan& plan) {
  const std::string tolerance = fmt::format("tolerance {}", plan.aim.tolerance);
  if (!gives(*plan.method, Gift::Precision)) return tolerance;
  if (plan.aim.precision) return fmt::format("precision {}", *plan.aim.precision);
  return plan.precision_from_model ? "the model's precision, or " + tolerance : tolerance;
}

}  // namespace

Provenance provenance_of(const Source& source, const Plan& plan, const Selection& selection) {
  Provenance from{source.parts.empty() ? std::string() : source.parts.front().name,
                  sha256_hex(first_part(source)),
                  std::string(version()),
                  {},
                  std::nullopt};
  from.options = fmt::format("{}{}{}; at most {} histories", words_of_method(plan), words_of(selection),
                             words_of_aim(plan), fmt::group_digits(static_cast<long long>(plan.compile.max_histories)));
  if (plan.num_starts)
    from.options += fmt::format("; equilibria from {}, seed {}", counted(*plan.num_starts, "start"), plan.seed);
  if (!plan.num_starts && plan.num_starts_for_name != Plan().num_starts_for_name)
    from.options += fmt::format("; {} for an equilibrium that is named", counted(plan.num_starts_for_name, "start"));
  if (plan.num_starts || plan.method->draws) from.seed = plan.seed;
  return from;
}

std::string_view version() { return DEMARCHE_VERSION; }

}  // namespace demarche
