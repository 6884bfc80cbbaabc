#include "demarche/view/naming_words.h"

#include "demarche/point/claims.h"
#include "demarche/view/equilibrium_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {
namespace {

FoundEquilibrium first_of(const Naming& naming) {
  FoundEquilibrium first;
  first.route = naming.route;
  first.order = naming.order;
  first.stable = naming.stable;
  return first;
}

std::string stability_text(const Naming& naming) {
  if (!naming.stable) return "whether it is stable under logit dynamics is not known";
  return *naming.stable ? "it is stable under logit dynamics" : "it is not stable under logit dynamics";
}

std::string starts_text(const Naming& naming) {
  if (naming.num_starts == 0) return "";
  const std::string made = counted(naming.num_starts, "random start");
  if (naming.stopped) return fmt::format(" ({} of {}, when the search was stopped)", made, naming.num_starts_asked);
  return fmt::format(" ({}, seed {})", made, naming.seed);
}

std::string found_sentence(const Naming& naming) {
  const std::string found =
      fmt::format("{} {}", naming.num_found, agreeing(naming.num_found, "equilibrium", "equilibria"));
  if (naming.num_fit == 0) return fmt::format("found: {}{}; none fits.", found, starts_text(naming));
  std::string text = fmt::format("found: {}{}, of which {} {}", found, starts_text(naming), naming.num_fit,
                                 agreeing(naming.num_fit, "fits", "fit"));
  if (naming.num_fit > 1)
    text +=
        "; taken is the first of them: the logit path's before any other, then the one that most starts led to, one "
        "with "
        "unequal mistakes last";
  return fmt::format("{}. Reached first by {}; {}.", text, route_text(first_of(naming)), stability_text(naming));
}

std::string number_of(const Claim& claim, double value) {
  if (std::isnan(value)) return "nothing: its condition is never met";
  return claim.quantity.op == Quantity::Op::Probability ? share_text(value) : short_number(value);
}

}  // namespace

std::vector<std::string> naming_sentences(const Report& report) {
  if (!report.naming || !report.model || !report.model->named) return {};
  return {fmt::format("named by the model: the equilibrium where {}.", text_of(*report.model->named)),
          found_sentence(*report.naming)};
}

view::Data naming_data(const Report& report) {
  const Naming& naming = *report.naming;
  return {{"claims", claims_data(*report.model, naming.reads.front())},
          {"num_found", naming.num_found},
          {"num_fit", naming.num_fit},
          {"route", route_word(naming.route)},
          {"stable", naming.stable},
          {"num_starts", naming.num_starts},
          {"num_starts_asked", naming.num_starts_asked},
          {"seed", naming.seed},
          {"stopped", naming.stopped}};
}

bool is_named_row(const Report& report, std::size_t row) { return row < report.naming->num_fit; }

std::string claims_sentence(const Model& model, const std::vector<ClaimRead>& reads) {
  std::string text = all_fit(reads) ? "this is the equilibrium that the model names"
                                    : "this is not the equilibrium that the model names";
  for (std::size_t row = 0; row < reads.size(); ++row) {
    const Claim& claim = model.named->claims[row];
    text += fmt::format("{} `{}`: {}{}", row == 0 ? ":" : ";", claim.text, number_of(claim, reads[row].value),
                        reads[row].fits ? "" : ", which does not fit");
  }
  return text + ".";
}

view::Data claims_data(const Model& model, const std::vector<ClaimRead>& reads) {
  view::Data all = view::Data::list();
  for (std::size_t row = 0; row < reads.size(); ++row)
    all.push_back({{"claim", model.named->claims[row].text}, {"value", reads[row].value}, {"fits", reads[row].fits}});
  return all;
}

}  // namespace demarche
