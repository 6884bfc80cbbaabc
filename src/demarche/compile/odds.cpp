#include "demarche/compile/odds.h"

#include "demarche/compile/growth.h"
#include "demarche/compile/raid_numbers.h"
#include "demarche/compile/reading.h"
#include "demarche/compile/results.h"
#include "demarche/model/steps.h"
#include "demarche/raid/binomial.h"
#include "demarche/raid/outcome.h"
#include "demarche/raid/size.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace demarche {
namespace {

constexpr double odds_tolerance = 1e-9;

// One row at one parameter point.
struct Reading {
  const Model& model;
  const Site& site;
  const Story::OddsRow& row;
  const Point& point;
  StateView state;
  Diagnostics& diagnostics;
};

// "110%", "33.3333%".
std::string percent_text(double share) { return fmt::format("{:.6g}%", 100 * share); }

std::string where(const Reading& reading) {
  return reached_with(reading.model, reading.state, read_by_odds(reading.site, reading.row.case_index));
}

void report(const Reading& reading, Kind kind, Span span, std::string message, std::string help) {
  reading.diagnostics.push_back({kind, std::move(message), {span, where(reading)}, {}, std::move(help)});
}

// A probability, reported where it is none; `what` names it in the message.
double share_of(const Reading& reading, const Formula& formula, const std::string& what) {
  const double share = evaluate(formula, reading.point, reading.state);
  if (share >= -odds_tolerance && share <= 1 + odds_tolerance) return std::clamp(share, 0.0, 1.0);
  report(reading, Kind::E019, formula.span,
         std::isfinite(share)
             ? fmt::format("the probability of {} is {}, outside 0% to 100%", what, percent_text(share))
             : fmt::format("the probability of {} is not a finite number", what),
         "change the number, or the parameters it is computed from");
  return 0;
}

const std::string& value_name(const Reading& reading, ValueIndex value) {
  return reading.model.variables[reading.site.variable].values[value].name;
}

// In the order in which the case names them.
void compute(const Reading& reading, const DrawCase& one, std::span<double> odds) {
  double sum = 0;
  std::size_t rest = odds.size();
  for (std::size_t k = 0; k < one.draws.size(); ++k) {
    const DrawCase::Draw& draw = one.draws[k];
    if (draw.odds) {
      odds[k] = share_of(reading, *draw.odds, fmt::format("`{}`", value_name(reading, draw.value)));
      sum += odds[k];
    } else {
      rest = k;
    }
  }
  const bool has_rest = rest < odds.size();
  if (has_rest) odds[rest] = rest_after(sum);
  if (sum > 1 + odds_tolerance || (!has_rest && sum < 1 - odds_tolerance)) {
    const std::string help =
        has_rest ? "change one of them, so that something is left for `rest`"
                 : fmt::format("change one of them, or write `{} rest`", value_name(reading, one.draws.back().value));
    report(reading, Kind::E011, one.span, fmt::format("the probabilities add up to {}, not 100%", percent_text(sum)),
           help);
  }
}

void compute(const Reading& reading, const Chance& chance, std::span<double> odds) {
  compute(reading, chance.cases[reading.row.case_index], odds);
}

void compute(const Reading& reading, const Raid& raid, std::span<double> odds) {
  const RaidReading raid_reading{reading.model, raid,           reading.site.step.span, reading.point,
                                 reading.state, where(reading), reading.diagnostics};
  const RaidNumbers numbers = raid_numbers(raid_reading);
  if (!numbers.sound) return;
  const RaidOutcome outcome = raid_outcome(numbers.defence, all_owners(numbers.defence));
  std::ranges::copy(cut_into_levels(raid_reading, outcome.leakers), odds.begin());
}

// The actors' ballots are settled; the other members are one binomial, passed if enough of them join the yes votes.
void compute(const Reading& reading, const Vote& vote, std::span<double> odds) {
  const int needed = yes_votes_missing(vote, reading.state);
  double yes = 0;
  if (reading.row.case_index < vote.others.size()) {
    yes = share_of(reading, vote.others[reading.row.case_index].yes, "a yes vote");
  }
  odds[0] = binomial_tail(vote.num_others, needed, yes);
  odds[1] = binomial_tail(vote.num_others, vote.num_others - needed + 1, 1 - yes);
}

void compute(const Reading&, const Move&, std::span<double>) {}

// The results that were unfolded, in the order of the text as all that are written.
std::vector<ValueIndex> kept_results(const Reading& reading, const std::vector<ValueIndex>& written) {
  if (reading.row.num == written.size()) return written;
  return results_of(reading.site.step, reading.row.case_index, {reading.model, reading.point, reading.state});
}

// The odds of what was unfolded.
void keep_results(const Reading& reading, const std::vector<ValueIndex>& written, const std::vector<double>& all,
                  std::span<double> odds) {
  const std::vector<ValueIndex> kept = kept_results(reading, written);
  std::size_t k = 0;
  for (std::size_t row = 0; row < written.size() && k < odds.size(); ++row) {
    if (written[row] == kept[k]) odds[k++] = all[row];
  }
}

}  // namespace

void compute_odds(const Model& model, const Story& story, const Story::OddsRow& row, const Point& point,
                  std::span<double> odds, Diagnostics& diagnostics) {
  const Reading reading{model, story.sites[row.site], row, point, state_view(story, row.state), diagnostics};
  const std::vector<ValueIndex> written = written_results(reading.site.step, row.case_index);
  std::vector<double> all(written.size(), 0.0);
  std::visit([&](const auto& what) { compute(reading, what, all); }, reading.site.step.what);
  keep_results(reading, written, all, odds);
}

namespace {

// What an actor holds of a draw at the row's state, or null.
const DrawCase* case_thought_of(const Reading& reading, ActorId actor) {
  const Chance* chance = only<Chance>(reading.site.step);
  if (!chance) return nullptr;
  for (const Thought& thought : chance->thoughts) {
    if (thought.actor != actor) continue;
    const auto applies = [&](const DrawCase& one) { return holds(one.guard, reading.point, reading.state); };
    const auto found = std::ranges::find_if(thought.cases, applies);
    return found == thought.cases.end() ? nullptr : &*found;
  }
  return nullptr;
}

// Nobody learns that what it held impossible has happened, nor waits for what cannot: beliefs by Bayes' rule know no
// answer to the one, and payoffs that others pay for the other.
void report_ruled_out(const Reading& reading, ActorId actor, ValueIndex value, Span span, bool by_actor) {
  const std::string name = fmt::format("`{}`", value_name(reading, value));
  const std::string& who = reading.model.actors[actor].name;
  const std::string message = by_actor
                                  ? fmt::format("{} rules out {}, which can happen by the model's odds", who, name)
                                  : fmt::format("{} waits for {}, which cannot happen by the model's odds", who, name);
  report(reading, Kind::E034, span, message,
         by_actor ? fmt::format("give {} a small probability, such as 0.1%", name)
                  : fmt::format("leave out {}, or give it a small probability in the model's own odds", name));
  reading.diagnostics.back().others.push_back({reading.site.step.span, "the model's own odds"});
}

// Odds that both hold for nothing: one of them may be below what a double can hold.
constexpr double next_to_nothing = 1e-100;

void check_support(const Reading& reading, ActorId actor, const std::vector<ValueIndex>& kept, Span span,
                   std::span<const double> odds, std::span<double> own) {
  for (std::size_t k = 0; k < own.size(); ++k) {
    if ((own[k] > 0) == (odds[k] > 0)) continue;
    if (std::max(own[k], odds[k]) < next_to_nothing) own[k] = odds[k];
    else report_ruled_out(reading, actor, kept[k], span, odds[k] > 0);
  }
}

void compute_thought(const Reading& reading, ActorId actor, const DrawCase& one, std::span<const double> odds,
                     std::span<double> own) {
  const std::vector<ValueIndex> kept =
      kept_results(reading, written_results(reading.site.step, reading.row.case_index));
  std::vector<double> all(one.draws.size(), 0.0);
  compute(reading, one, all);
  std::ranges::fill(own, 0.0);
  for (std::size_t k = 0; k < all.size(); ++k) {
    const auto at = std::ranges::find(kept, one.draws[k].value);
    if (at != kept.end()) own[static_cast<std::size_t>(at - kept.begin())] = all[k];
    else if (all[k] > 0) report_ruled_out(reading, actor, one.draws[k].value, one.draws[k].span, false);
  }
  if (reading.diagnostics.empty()) check_support(reading, actor, kept, one.span, odds, own);
}

}  // namespace

void compute_odds_as_seen_by(ActorId actor, const Model& model, const Story& story, const Story::OddsRow& row,
                             const Point& point, std::span<const double> odds, std::span<double> own,
                             Diagnostics& diagnostics) {
  const Reading reading{model, story.sites[row.site], row, point, state_view(story, row.state), diagnostics};
  if (const DrawCase* one = case_thought_of(reading, actor)) return compute_thought(reading, actor, *one, odds, own);
  compute_odds(model, story, row, point, own, diagnostics);
  if (!diagnostics.empty()) return;
  const std::vector<ValueIndex> kept = kept_results(reading, written_results(reading.site.step, row.case_index));
  const auto thought = std::ranges::find(model.number_thoughts, actor, &NumberThought::actor);
  const Span span = thought == model.number_thoughts.end() ? reading.site.step.span : thought->span;
  check_support(reading, actor, kept, span, odds, own);
}

std::optional<Diagnostic> too_many_raids(const Model& model, const Story& story, const Point& point) {
  constexpr double most_steps = 2 * most_raid_steps;
  const auto is_raid = [&](const Story::OddsRow& row) { return only<Raid>(story.sites[row.site].step) != nullptr; };
  const std::ptrdiff_t num_raids = std::ranges::count_if(story.odds_rows, is_raid);
  if (static_cast<double>(num_raids) * most_raid_steps <= most_steps) return std::nullopt;
  double num_steps = 0;
  for (const Story::OddsRow& row : story.odds_rows) {
    if (!is_raid(row)) continue;
    Diagnostics of_row;
    const Site& site = story.sites[row.site];
    const Raid& raid = *only<Raid>(site.step);
    num_steps += raid_numbers({model, raid, site.step.span, point, state_view(story, row.state), "", of_row}).num_steps;
    if (num_steps <= most_steps) continue;
    return Diagnostic{Kind::E026,
                      fmt::format("the {} raids of this story that differ take more than {} steps together", num_raids,
                                  readable_count(most_steps)),
                      {site.step.span, "among them"},
                      {},
                      "send fewer, or let fewer things before a raid change its numbers"};
  }
  return std::nullopt;
}

}  // namespace demarche
