#include "demarche/point/refusal.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

// What to type in order to have it.
std::string instead(Gift gift) {
  const auto giver = std::ranges::find_if(methods(), [&](const Method& method) { return gives(method, gift); });
  return giver == methods().end() ? std::string() : fmt::format(", or take `--method {}`", giver->name);
}

std::string reason_against(const Method& method, const Wish& wish) {
  switch (wish.gift) {
    case Gift::Precision:
      return fmt::format("`{}` belongs to the logit path", wish.option);
    case Gift::Path:
      return fmt::format("`{}` writes the logit path", wish.option);
    case Gift::Several:
      return "several equilibria are looked for along logit paths";
    case Gift::Following:
      return fmt::format(
          "equilibria are followed from one place to another along logit paths, and `{}` finds each anew", method.name);
    case Gift::Derivatives:
      return fmt::format("derivatives are those of a logit equilibrium, which `{}` does not look for", method.name);
    case Gift::Disagreement:
      return fmt::format("actors disagree about the odds, and `{}` takes one chance for all", method.name);
  }
  return {};
}

Refusal against(const Method& method, const Wish& wish) {
  const bool is_number = wish.gift == Gift::Precision || wish.gift == Gift::Path;
  const std::string out = is_number ? "leave it out" : fmt::format("leave out `{}`", wish.option);
  return {reason_against(method, wish), out + instead(wish.gift)};
}

// What is asked for by the model, and not by an option.
Refusal against_model(const Method& method, std::string_view lines, Gift gift) {
  return {reason_against(method, {gift, ""}), fmt::format("leave out the lines `{}`{}", lines, instead(gift))};
}

Refusal against_public(const Method& method) {
  return {fmt::format("`{}` solves over histories, and has no public form", method.name),
          fmt::format("leave out `--form public`, or take `--method {}`", usual_method().name)};
}

}  // namespace

std::optional<Refusal> refusal_of(const Plan& plan, std::span<const Wish> wishes) {
  const Method& method = *plan.method;
  const bool in_public = plan.form == Form::Public;
  if (in_public && !method.in_public) return against_public(method);
  for (const Wish& wish : wishes) {
    if (!gives(method, wish.gift)) return against(method, wish);
    if (in_public && wish.gift == Gift::Path) {
      return Refusal{
          fmt::format("`{}` writes the moves over histories, which the public tree does not have", wish.option),
          "leave out `--form public`"};
    }
  }
  if (plan.aim.precision && !gives(method, Gift::Precision)) return against(method, {Gift::Precision, "--precision"});
  if (plan.num_starts && !gives(method, Gift::Several)) return against(method, {Gift::Several, "--all"});
  return std::nullopt;
}

std::optional<Refusal> refusal_of(const Plan& plan, const Stakes& stakes) {
  if (stakes.thoughts.empty() || gives(*plan.method, Gift::Disagreement)) return std::nullopt;
  return against_model(*plan.method, "ACTOR thinks ...", Gift::Disagreement);
}

std::optional<Refusal> refusal_of(const Plan& plan, const Model& model) {
  if (!model.named || gives(*plan.method, Gift::Several)) return std::nullopt;
  return against_model(*plan.method, "equilibrium where ...", Gift::Several);
}

std::optional<Refusal> refusal_in_the_limit(const AqreOptions& aim, std::span<const Wish> wishes) {
  if (aim.precision) return std::nullopt;
  for (const Wish& wish : wishes) {
    if (wish.gift == Gift::Derivatives) {
      return Refusal{"derivatives are taken at a finite precision: in the limit choices may jump, and have none",
                     "give one with `--precision 10`, or a line `precision = 10` in the model"};
    }
    if (wish.gift == Gift::Following) {
      return Refusal{"equilibria are followed from the centre at a finite precision; in the limit choices may jump",
                     fmt::format("give one with `--precision 10`, or leave out `{}`", wish.option)};
    }
  }
  return std::nullopt;
}

}  // namespace demarche
