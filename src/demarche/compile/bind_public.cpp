#include "demarche/compile/finite_point.h"
#include "demarche/compile/growth.h"
#include "demarche/compile/line_parts.h"
#include "demarche/compile/odds.h"
#include "demarche/compile/thoughts.h"
#include "demarche/model/wide_formula.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace demarche {
namespace {

using Parts = std::vector<PartId>;

// A sum of parts, written down once however many states have it.
struct Sum {
  std::uint32_t first_number = 0;
  double largest = 0;
  PartId of_one, of_other;  // in place of numbers, where a sum over pairs is the sum of these two
};

// All lines that give the same actor something by the types of the same one or two actors.
struct Group {
  ActorId actor, one, other;
  std::map<Parts, Sum> sums{};
  Parts here{};  // in the state at hand
};

struct PublicBinding {
  const Model& model;
  const PublicCompiled& compiled;
  LineReader reader;
  std::vector<Group> groups{};          // those of pairs first
  std::vector<std::size_t> group_of{};  // [line]
  PublicStakes stakes{};
  std::vector<double> constants{};  // [outcome x num_actors + actor]
  std::vector<std::uint32_t> first_term{};
  std::vector<PublicStakes::Term> terms{};  // [outcome]
  Diagnostics diagnostics{};
};

std::size_t group_with(PublicBinding& binding, ActorId actor, ActorId one, ActorId other) {
  const auto same = [&](const Group& group) {
    return group.actor == actor && group.one == one && group.other == other;
  };
  const auto found = std::ranges::find_if(binding.groups, same);
  if (found != binding.groups.end()) return static_cast<std::size_t>(found - binding.groups.begin());
  binding.groups.push_back({actor, one, other});
  return binding.groups.size() - 1;
}

// A sum over pairs may turn out to be one of single types, whose groups must then be there.
void make_groups(PublicBinding& binding) {
  for (const PublicLine& line : binding.compiled.lines) {
    if (line.other != none<ActorTag>) group_with(binding, line.actor, line.one, line.other);
  }
  const std::size_t num_pairs = binding.groups.size();
  for (std::size_t row = 0; row < num_pairs; ++row) {
    const Group pair = binding.groups[row];
    group_with(binding, pair.actor, pair.one, none<ActorTag>);
    group_with(binding, pair.actor, pair.other, none<ActorTag>);
  }
  for (const PublicLine& line : binding.compiled.lines) {
    binding.group_of.push_back(group_with(binding, line.actor, line.one, line.other));
  }
}

std::vector<double> add_up(const PublicBinding& binding, const Parts& parts, std::size_t size) {
  std::vector<double> numbers(size, 0.0);
  for (PartId part : parts) {
    for (const auto& [at, number] : entries_of(binding.reader.pool, part)) numbers[at] += number;
  }
  return numbers;
}

double largest_of(const std::vector<double>& numbers) {
  double largest = 0;
  for (double number : numbers) largest = std::max(largest, std::isfinite(number) ? std::fabs(number) : INFINITY);
  return largest;
}

PartId add_part(PartPool& pool, const std::vector<double>& numbers) {
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    if (numbers[at] != 0) pool.entries.push_back({static_cast<std::uint32_t>(at), numbers[at]});
  }
  return PartId{std::size_t{pool.first.push_back(pool.entries.size()).value} - 1};
}

// Whether numbers over pairs are, to rounding, sums of one number for each of the two; these are then added as parts.
bool split(PartPool& pool, const std::vector<double>& pairs, std::size_t num_others, Sum& sum) {
  const double tolerance = 4e-16 * sum.largest;
  std::vector<double> of_one;
  for (std::size_t at = 0; at < pairs.size(); at += num_others) of_one.push_back(pairs[at]);
  std::vector<double> of_other(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(num_others));
  for (double& number : of_other) number -= pairs[0];
  for (std::size_t at = 0; at < pairs.size(); ++at) {
    if (std::fabs(of_one[at / num_others] + of_other[at % num_others] - pairs[at]) > tolerance) return false;
  }
  sum.of_one = add_part(pool, of_one);
  sum.of_other = add_part(pool, of_other);
  return true;
}

Sum work_out(PublicBinding& binding, const Group& group) {
  const bool of_pairs = group.other != none<ActorTag>;
  const std::size_t num_ones = binding.compiled.game.num_types[group.one];
  const std::size_t num_others = of_pairs ? binding.compiled.game.num_types[group.other] : 1;
  const std::vector<double> numbers = add_up(binding, group.here, num_ones * num_others);
  Sum sum;
  sum.largest = largest_of(numbers);
  if (of_pairs && std::isfinite(sum.largest) && split(binding.reader.pool, numbers, num_others, sum)) return sum;
  sum.first_number = static_cast<std::uint32_t>(binding.stakes.numbers.size());
  binding.stakes.numbers.insert(binding.stakes.numbers.end(), numbers.begin(), numbers.end());
  return sum;
}

const Sum& sum_of(PublicBinding& binding, Group& group) {
  const auto [at, is_new] = group.sums.try_emplace(group.here);
  if (is_new) at->second = work_out(binding, group);
  return at->second;
}

void add_constant(PublicBinding& binding, const Group& group) {
  double& constant = binding.constants[binding.constants.size() - binding.model.actors.size() + group.actor.value];
  constant = add_up(binding, group.here, 1)[0];
}

// The bound is reached by no types where terms of different actors' types are large together.
void check_size(PublicBinding& binding, ActorId actor, double largest) {
  if (std::isfinite(largest) || !binding.diagnostics.empty()) return;
  binding.diagnostics.push_back({Kind::E019,
                                 fmt::format("{}'s payoff is not a finite number", binding.model.actors[actor].name),
                                 {binding.model.payoffs[actor].front().span, "this and what follows"},
                                 {},
                                 "use smaller numbers"});
}

void add_sum(PublicBinding& binding, Group& group, std::span<double> largest) {
  const Sum& sum = sum_of(binding, group);
  if (sum.of_one != PartId{}) {
    binding.groups[group_with(binding, group.actor, group.one, none<ActorTag>)].here.push_back(sum.of_one);
    binding.groups[group_with(binding, group.actor, group.other, none<ActorTag>)].here.push_back(sum.of_other);
    return;
  }
  binding.terms.push_back({group.actor, group.one, group.other, sum.first_number});
  largest[group.actor.value] += sum.largest;
}

void bind_outcome(PublicBinding& binding, StateView state) {
  const std::size_t num_actors = binding.model.actors.size();
  binding.first_term.push_back(static_cast<std::uint32_t>(binding.terms.size()));
  binding.constants.resize(binding.constants.size() + num_actors, 0.0);
  for (Group& group : binding.groups) group.here.clear();
  for (const std::size_t line : binding.reader.read) {
    const PartId part = part_of(binding.reader, line, state);
    if (part != PartId{}) binding.groups[binding.group_of[line]].here.push_back(part);
  }
  std::vector<double> largest(num_actors, 0.0);
  for (Group& group : binding.groups) {
    if (group.here.empty()) continue;
    if (group.one == none<ActorTag>) {
      add_constant(binding, group);
    } else {
      add_sum(binding, group, largest);
    }
  }
  for (std::size_t row = 0; row < num_actors; ++row) {
    const double constant = binding.constants[binding.constants.size() - num_actors + row];
    check_size(binding, ActorId{row}, std::fabs(constant) + largest[row]);
  }
}

constexpr double constants_alike = 1e-7;  // the spread of constants as a share of their size

// Whether doubles may lose how an actor's constants differ, as they are alike to many digits.
bool loses_digits(const PublicBinding& binding, std::size_t actor) {
  const std::size_t num_actors = binding.model.actors.size();
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (std::size_t row = actor; row < binding.constants.size(); row += num_actors) {
    low = std::min(low, binding.constants[row]);
    high = std::max(high, binding.constants[row]);
  }
  return high - low < constants_alike * std::max(std::abs(low), std::abs(high));
}

Wide constant_at(const PublicBinding& binding, const WidePoint& point, ActorId actor, StateView state) {
  Wide sum;
  for (const std::size_t row : binding.reader.read) {
    const PublicLine& line = *binding.reader.lines[row].line;
    if (line.actor != actor || line.one != none<ActorTag>) continue;
    const bool counts = holds(line.open, point.point, state) && holds(line.hidden, point.point, state);
    if (counts) sum = sum + evaluate_wide(line.number, point, state);
  }
  return sum;
}

// What all of an actor's constants have in common is kept apart where doubles would not hold the rest beside it.
void take_bases(PublicBinding& binding, const Parameters& parameters) {
  const Story& story = binding.compiled.story.story;
  const std::size_t num_actors = binding.model.actors.size();
  for (std::size_t row = 0; row < num_actors; ++row) {
    if (binding.constants.empty() || !loses_digits(binding, row)) continue;
    const WidePoint point = wide_point_of(binding.model, parameters);
    const Wide base = constant_at(binding, point, ActorId{row}, state_view(story, *story.state_of_outcome.begin()));
    binding.stakes.bases.resize(num_actors, 0.0);
    binding.stakes.bases[row] = base.high;
    std::size_t at = row;
    for (const StateId state : story.state_of_outcome) {
      const Wide rest = constant_at(binding, point, ActorId{row}, state_view(story, state)) - base;
      const bool is_noise = std::abs(rest.high) < 1e-28 * std::abs(base.high);
      binding.constants[at] = is_noise ? 0 : rest.high;
      at += num_actors;
    }
  }
}

// Terminals that end in the same public state have the same payoffs.
void spread_over_terminals(PublicBinding& binding) {
  const std::size_t num_actors = binding.model.actors.size();
  PublicStakes& stakes = binding.stakes;
  for (OutcomeId outcome : binding.compiled.story.outcome_of) {
    const auto constant = binding.constants.begin() + static_cast<std::ptrdiff_t>(outcome.value * num_actors);
    stakes.constants.insert(stakes.constants.end(), constant, constant + static_cast<std::ptrdiff_t>(num_actors));
    stakes.first_term.push_back(static_cast<std::uint32_t>(stakes.terms.size()));
    const auto first = binding.terms.begin() + binding.first_term[outcome.value];
    const auto last = binding.terms.begin() + binding.first_term[outcome.value + 1];
    stakes.terms.insert(stakes.terms.end(), first, last);
  }
  stakes.first_term.push_back(static_cast<std::uint32_t>(stakes.terms.size()));
}

// `parameters`: null where slopes are bound.
void bind_payoffs(PublicBinding& binding, const Parameters* parameters) {
  const Story& story = binding.compiled.story.story;
  make_groups(binding);
  for (StateId state : story.state_of_outcome) {
    bind_outcome(binding, state_view(story, state));
    if (!binding.reader.diagnostics.empty() || !binding.diagnostics.empty()) return;
  }
  binding.first_term.push_back(static_cast<std::uint32_t>(binding.terms.size()));
  if (parameters) take_bases(binding, *parameters);
  spread_over_terminals(binding);
}

Diagnostics bind_odds(PublicBinding& binding, const Parameters& parameters) {
  const Story& story = binding.compiled.story.story;
  const Table<ActorId, ActorTypes>& types = binding.compiled.story.types;
  Diagnostics diagnostics;
  Table<ActorId, std::vector<double>> trait_odds;
  for (const ActorTypes& of_actor : types) {
    std::vector<double> of_traits = odds_of_traits(binding.model, story, of_actor, binding.reader.point, diagnostics);
    binding.stakes.priors.push_back(prior_of(of_actor, of_traits));
    trait_odds.push_back(std::move(of_traits));
  }
  binding.stakes.odds.resize(binding.compiled.game.num_odds);
  if (auto too_many = too_many_raids(binding.model, story, binding.reader.point)) {
    diagnostics.push_back(std::move(*too_many));
    return diagnostics;
  }
  for (const Story::OddsRow& row : story.odds_rows) {
    const std::span<double> odds{binding.stakes.odds.data() + row.first.value, row.num};
    compute_odds(binding.model, story, row, binding.reader.point, odds, diagnostics);
  }
  if (!diagnostics.empty()) return diagnostics;
  const PublicChance chance{story, types, trait_odds, binding.stakes.odds};
  binding.stakes.thoughts = bind_public_thoughts(binding.model, chance, parameters, diagnostics);
  return diagnostics;
}

}  // namespace

std::optional<PublicStakes> bind_public_slopes(const Model& model, const PublicCompiled& compiled, const Point& point,
                                               const Point& slopes, const PublicStakes& stakes) {
  PublicBinding binding{.model = model, .compiled = compiled, .reader = read_lines(model, compiled, point, &slopes)};
  binding.stakes.priors = stakes.priors;
  binding.stakes.odds = stakes.odds;
  binding.stakes.thoughts = stakes.thoughts;
  binding.stakes.precisions = stakes.precisions;
  bind_payoffs(binding, nullptr);
  if (!binding.reader.diagnostics.empty() || !binding.diagnostics.empty()) return std::nullopt;
  return std::move(binding.stakes);
}

std::expected<PublicStakes, Diagnostics> bind_public(const Model& model, const PublicCompiled& compiled,
                                                     const Parameters& parameters) {
  const Point point = point_of(model, parameters);
  Diagnostics infinite = infinite_numbers(model, point);
  if (!infinite.empty()) return std::unexpected(std::move(infinite));
  PublicBinding binding{.model = model, .compiled = compiled, .reader = read_lines(model, compiled, point)};
  Diagnostics diagnostics = bind_odds(binding, parameters);
  bind_payoffs(binding, &parameters);
  for (Diagnostics* found : {&binding.reader.diagnostics, &binding.diagnostics}) {
    diagnostics.insert(diagnostics.end(), found->begin(), found->end());
  }
  keep_first_of_each_place(diagnostics);
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  binding.stakes.precisions = precisions_of(model, point);
  return std::move(binding.stakes);
}

}  // namespace demarche
