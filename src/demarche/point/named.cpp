#include "demarche/point/named.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace demarche {
namespace {

SearchOptions search_for(const Plan& plan) {
  return {plan.aim, plan.num_starts.value_or(plan.num_starts_for_name), plan.seed};
}

std::string number_text(const Quantity& quantity, double value) {
  if (std::isnan(value)) return "nothing, as its condition is never met";
  return quantity.op == Quantity::Op::Probability ? fmt::format("{:.4g}%", 100 * value) : fmt::format("{:.4g}", value);
}

constexpr std::size_t most_told = 4;  // equilibria

// "0% in equilibrium 1, 100% in 2".
std::string told_instead(const Claim& claim, std::size_t row, const Naming& naming) {
  std::string text;
  for (std::size_t k = 0; k < std::min(naming.reads.size(), most_told); ++k) {
    const std::string number = number_text(claim.quantity, naming.reads[k][row].value);
    text += k == 0 ? fmt::format("{} in equilibrium 1", number) : fmt::format(", {} in {}", number, k + 1);
  }
  return text + (naming.reads.size() > most_told ? ", and so on" : "");
}

// The first claim that as many of those found as any other fail.
std::size_t hardest_claim(const Naming& naming) {
  if (naming.reads.empty()) return 0;
  std::vector<std::size_t> fails(naming.reads.front().size(), 0);
  for (const std::vector<ClaimRead>& reads : naming.reads)
    for (std::size_t row = 0; row < reads.size(); ++row) fails[row] += reads[row].fits ? 0 : 1;
  return static_cast<std::size_t>(std::ranges::max_element(fails) - fails.begin());
}

std::string none_of(const Naming& naming) {
  if (naming.num_found == 0) return "no equilibrium was found";
  if (naming.num_found == 1) return "the one equilibrium found is not the one that is named";
  return fmt::format("none of the {} equilibria found is the one that is named", naming.num_found);
}

}  // namespace

std::expected<Equilibria, Diagnostics> search_at(const AtPoint& at, const InPublic* open, const Brief& brief) {
  SearchOptions search = search_for(brief.plan);
  std::vector<double> leaning;
  if (at.model.named) {
    leaning = leaning_of(at);
    search.leaning = &leaning;
  }
  if (!open) return search_equilibria(at.compiled.game, at.stakes, search, brief.monitor);
  auto found = find_several_in_public(at.model, at.compiled, *open, at.parameters, search, brief.monitor);
  if (!found) return std::unexpected(std::move(found.error()));
  return certify_all(at.compiled.game, at.stakes, std::move(*found), search);
}

Naming name_equilibrium(const AtPoint& at, const AqreOptions& aim, Equilibria& equilibria) {
  Naming naming;
  std::vector<bool> fits;
  for (const Equilibrium& row : equilibria.rows) {
    const Solution& solution = row.found.solution;
    naming.reads.push_back(read_claims(at, solution.strategy, leeway_of(aim, solution)));
    fits.push_back(reached(solution.reason) && all_fit(naming.reads.back()));
  }
  put_first(at.compiled.game, equilibria, fits);
  std::vector<std::vector<ClaimRead>> others;
  std::vector<std::vector<ClaimRead>> in_order;
  for (std::size_t row = 0; row < fits.size(); ++row)
    (fits[row] ? in_order : others).push_back(std::move(naming.reads[row]));
  naming.num_found = fits.size();
  naming.num_fit = in_order.size();
  std::ranges::move(others, std::back_inserter(in_order));
  naming.reads = std::move(in_order);
  const FoundEquilibrium& first = equilibria.rows.front().found;
  naming.route = first.route;
  naming.order = first.order;
  naming.stable = first.stable;
  naming.num_starts = equilibria.num_starts;
  naming.num_starts_asked = equilibria.num_starts_asked;
  naming.seed = equilibria.seed;
  naming.stopped = equilibria.stopped;
  return naming;
}

Diagnostics no_such_equilibrium(const Model& model, const Naming& naming) {
  const std::vector<Claim>& claims = model.named->claims;
  const std::size_t hardest = hardest_claim(naming);
  Diagnostic diagnostic{Kind::E035,
                        none_of(naming),
                        {claims[hardest].span, told_instead(claims[hardest], hardest, naming)},
                        {},
                        "`demarche solve FILE --all` (of a variant with `--variant NAME`) shows what was found, and "
                        "`--starts 200` looks in more places; or name what happens in one of these"};
  for (std::size_t row = 0; row < claims.size(); ++row)
    if (row != hardest) diagnostic.others.push_back({claims[row].span, told_instead(claims[row], row, naming)});
  return {std::move(diagnostic)};
}

std::string no_such_sentence(const Model& model, const Naming& naming) {
  const std::size_t hardest = hardest_claim(naming);
  const Claim& claim = model.named->claims[hardest];
  return fmt::format("{}: `{}` is {}", none_of(naming), claim.text, told_instead(claim, hardest, naming));
}

std::expected<NamedHere, Naming> find_named(const AtPoint& at, Kept& kept, const Brief& brief) {
  Solution first = find_at(at, kept, brief);
  const auto fits = [&] { return all_fit(read_claims(at, first.strategy, leeway_of(brief.plan.aim, first))); };
  if (first.reason == StopReason::Interrupted) return NamedHere{std::move(first), {}};
  if (reached(first.reason) && fits())
    return NamedHere{std::move(first), "the logit path's equilibrium is the one that is named"};
  auto found = search_at(at, open_form(kept, at.model, at.compiled, brief.plan), brief);
  if (!found) return std::unexpected(Naming());
  Naming naming = name_equilibrium(at, brief.plan.aim, *found);
  if (naming.num_fit > 0)
    return NamedHere{std::move(found->rows.front().found.solution),
                     fmt::format("the equilibrium that is named is the first that fits of {} found, of which {} do{}",
                                 naming.num_found, naming.num_fit, naming.num_fit == 1 ? "es" : "")};
  if (!naming.stopped) return std::unexpected(std::move(naming));
  first.reason = StopReason::Interrupted;
  return NamedHere{std::move(first), {}};
}

}  // namespace demarche
