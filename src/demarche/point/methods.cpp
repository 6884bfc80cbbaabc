#include "demarche/point/methods.h"

#include "demarche/regret/regret.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace demarche {
namespace {

Solution path_over_histories(const Game& game, const Stakes& stakes, KeptShape& kept, const Brief& brief) {
  if (!kept.path) kept.path = aqre_shape(game, stakes);
  return solve_aqre(game, *kept.path, stakes, brief.plan.aim, brief.monitor);
}

Solution path_in_public(const PublicGame& game, const PublicStakes& stakes, const Brief& brief) {
  return solve_aqre(game, stakes, brief.plan.aim, brief.monitor);
}

template <RegretMethod method>
Solution by_regret(const Game& game, const Stakes& stakes, KeptShape&, const Brief& brief) {
  const RegretOptions options{method, brief.plan.aim.tolerance, brief.plan.max_iterations, brief.plan.seed};
  return solution_by_regret(game, stakes, options, brief.workers, brief.monitor);
}

template <RegretMethod method>
Method regret_method(std::string_view words) {
  return {name_of(method), words, {}, method == RegretMethod::MonteCarlo, by_regret<method>, nullptr};
}

constexpr std::array of_logit_equilibria = {Gift::Precision, Gift::Path,        Gift::Several,
                                            Gift::Following, Gift::Derivatives, Gift::Disagreement};

}  // namespace

std::span<const Method> methods() {
  static const std::array all = {
      Method{"path", "the logit path", of_logit_equilibria, false, path_over_histories, path_in_public},
      regret_method<RegretMethod::Automatic>("the regret minimiser that does best, of the next four"),
      regret_method<RegretMethod::CfrPlus>("regret matching+"),
      regret_method<RegretMethod::Discounted>("discounted regrets"),
      regret_method<RegretMethod::Predictive>("predicted regrets"),
      regret_method<RegretMethod::PredictiveScaled>("discounted and predicted regrets"),
      regret_method<RegretMethod::MonteCarlo>("regrets of sampled play"),
  };
  return all;
}

const Method& usual_method() { return methods().front(); }

const Method* method_named(std::string_view name) {
  const auto found = std::ranges::find(methods(), name, &Method::name);
  return found == methods().end() ? nullptr : &*found;
}

bool gives(const Method& method, Gift gift) { return std::ranges::find(method.gifts, gift) != method.gifts.end(); }

std::string methods_in_words() {
  std::string words;
  for (const Method& method : methods()) {
    words += fmt::format("{}{}{}: {}", words.empty() ? "" : "; ", method.name,
                         &method == &usual_method() ? " (the default)" : "", method.words);
  }
  return words;
}

}  // namespace demarche
