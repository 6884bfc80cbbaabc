#include "demarche/study/points.h"

#include "demarche/point/judge.h"
#include "demarche/point/named.h"
#include "demarche/point/neighbour.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

std::vector<double> numbers_at(const Model& model, const Parameters& parameters) {
  const Point point = point_of(model, parameters);
  return {point.parameters.begin(), point.parameters.end()};
}

SolvedPoint copy_of(const Solved& solved) {
  return {solved.parameters,
          numbers_at(solved.model, solved.parameters),
          solved.stakes,
          solved.solution,
          solved.certificate,
          {},
          {},
          {}};
}

// Distance between points in shares of their size, so that no parameter's unit counts for more.
double distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double size = std::max({std::abs(a[i]), std::abs(b[i]), 1e-300});
    sum += std::abs(a[i] - b[i]) / size;
  }
  return sum;
}

// The nearest point that was solved to its end for the precision wanted.
const SolvedPoint* nearest(const Ruleset& ruleset, const std::vector<double>& numbers,
                           const std::optional<double>& precision) {
  const SolvedPoint* best = nullptr;
  double least = std::numeric_limits<double>::infinity();
  for (const SolvedPoint& point : ruleset.points) {
    if (!point.lost.empty() || (precision && !same_number(point.solution.precision, *precision))) continue;
    if (!(distance(point.numbers, numbers) < least)) continue;
    least = distance(point.numbers, numbers);
    best = &point;
  }
  return best;
}

bool same_numbers(const Stakes& a, const Stakes& b) {
  return a.payoffs == b.payoffs && a.odds == b.odds && a.remainders == b.remainders && a.precisions == b.precisions &&
         a.thoughts == b.thoughts;
}

Monitor watched(Study& study, const Task& task) {
  if (!*study.monitor) return {};
  return [&study, &task](const Progress& progress) {
    Progress shown = progress;
    shown.what = task.what;
    if (task.fraction >= 0) shown.fraction = task.fraction;
    return (*study.monitor)(shown);
  };
}

bool same_shape(const Game& a, const Game& b) {
  const auto same_node = [](const Node& one, const Node& other) {
    return one.parent == other.parent && one.first_child == other.first_child && one.owner == other.owner &&
           one.num_children == other.num_children && one.kind == other.kind;
  };
  const auto same_set = [](const Infoset& one, const Infoset& other) {
    return one.actor == other.actor && one.first_action == other.first_action && one.num_actions == other.num_actions;
  };
  return a.members == b.members && a.num_outcomes == b.num_outcomes && a.num_odds == b.num_odds &&
         std::ranges::equal(a.nodes, b.nodes, same_node) && std::ranges::equal(a.infosets, b.infosets, same_set);
}

// Where to follow an equilibrium from: the nearest point in the same game, or the baseline where a variant's game has
// the same histories; null where it has others.
const SolvedPoint* known_point(const Study& study, const Ruleset& ruleset, const std::vector<double>& numbers) {
  const SolvedPoint* from = nearest(ruleset, numbers, std::nullopt);
  const Ruleset& baseline = study.rulesets.front();
  if (from || !same_shape(ruleset.compiled->game, baseline.compiled->game)) return from;
  return &baseline.points.front();
}

bool same_choices(const Solution& one, const Solution& other, double same) {
  for (std::size_t a = 0; a < one.strategy.log_probability.size(); ++a) {
    const ActionId action{a};
    if (std::abs(probability(one.strategy, action) - probability(other.strategy, action)) > same) return false;
  }
  return true;
}

AtPoint place_of(const Ruleset& ruleset, const SolvedPoint& point) {
  return {*ruleset.model, *ruleset.compiled, point.parameters, point.stakes};
}

// At a finite precision the equilibrium continuous with the neighbour's is wanted. The limit is defined by the path
// from precision 0, which selects among equilibria: each point follows its own, or answers would depend on their order.
// True where it was followed from the neighbour; false, perhaps with a note, where it is to be found afresh.
bool find_from_neighbour(Ruleset& ruleset, const SolvedPoint* from, SolvedPoint& point, const Brief& brief) {
  const bool follows = from && brief.plan.aim.precision && gives(*brief.plan.method, Gift::Following);
  if (!follows || open_form(ruleset.kept, *ruleset.model, *ruleset.compiled, brief.plan)) return false;
  auto solution = continue_from({from->stakes, from->solution}, place_of(ruleset, point), ruleset.kept, brief);
  if (solution) point.solution = std::move(*solution);
  else point.note = "solved afresh, as its neighbour's equilibrium could not be followed";
  return solution.has_value();
}

// The equilibrium that the path from precision 0 leads to, or, at a finite precision, the one continuous with that of a
// neighbour, which may be null.
void find_first(Ruleset& ruleset, const SolvedPoint* from, SolvedPoint& point, const Brief& brief) {
  if (find_from_neighbour(ruleset, from, point, brief)) return;
  point.solution = find_at(place_of(ruleset, point), ruleset.kept, brief);
}

// The equilibrium that answers are asked under where nobody takes another: the one that the rules name, or the first. A
// point keeps why there is none; what the others do instead is given back.
std::optional<Naming> find_usual(Ruleset& ruleset, const SolvedPoint* from, SolvedPoint& point, const Brief& brief) {
  if (!ruleset.model->named) {
    find_first(ruleset, from, point, brief);
    return std::nullopt;
  }
  auto found = find_named(place_of(ruleset, point), ruleset.kept, brief);
  if (!found) {
    point.lost = no_such_sentence(*ruleset.model, found.error());
    return std::move(found.error());
  }
  point.solution = std::move(found->solution);
  point.named = std::move(found->how);
  return std::nullopt;
}

// Whether an equilibrium that was followed has become the first one, by merging with it on the way.
bool is_first(Ruleset& ruleset, const SolvedPoint& point, const Solution& found, const Brief& brief) {
  SolvedPoint first = point;
  find_usual(ruleset, nullptr, first, brief);
  if (!first.lost.empty()) return false;
  const double unsettled = first.solution.unsettled + found.unsettled;
  return same_choices(first.solution, found, brief.plan.aim.precision ? same_at_precision : same_limit + unsettled);
}

// An equilibrium that is not the first is known at the baseline, and followed from there.
void follow_to(Study& study, Ruleset& ruleset, SolvedPoint& point, const Brief& brief) {
  const std::size_t number = study.options->equilibrium;
  const SolvedPoint* from = known_point(study, ruleset, point.numbers);
  if (!from) {
    point.lost = fmt::format("equilibrium {} cannot be followed into a game with other histories", number);
    return;
  }
  if (!from->solution.solution_concept.empty()) {
    point.lost = fmt::format("equilibrium {} cannot be followed, as it is no logit equilibrium", number);
    return;
  }
  bool stopped = false;
  const Monitor noting = [&](const Progress& progress) {
    return !(stopped = stopped || (brief.monitor && !brief.monitor(progress)));
  };
  const Brief followed{brief.plan, brief.workers, noting};
  std::optional<Solution> found =
      follow_from({from->stakes, from->solution}, place_of(ruleset, point), ruleset.kept, followed);
  if (found && !is_first(ruleset, point, *found, followed)) point.solution = std::move(*found);
  else if (found) point.lost = fmt::format("equilibrium {} is one with equilibrium 1 here", number);
  else point.lost = fmt::format("equilibrium {} could not be followed here; it may have vanished on the way", number);
  if (stopped) point.solution.reason = StopReason::Interrupted;
}

// False where the rules name an equilibrium that there is none of at their own numbers: told as an error.
bool find_solution(Study& study, Ruleset& ruleset, SolvedPoint& point, const Task& task) {
  const Plan plan = plan_at(*ruleset.model, point.parameters, study.options->plan);
  const Monitor monitor = watched(study, task);
  const Brief brief{plan, {}, monitor};
  const bool any = study.start_from == StartFrom::AnyPrecision;
  const SolvedPoint* from = study.start_from == StartFrom::Nothing
                                ? nullptr
                                : nearest(ruleset, point.numbers, any ? std::nullopt : plan.aim.precision);
  const bool same = from && (!plan.aim.precision || same_number(from->solution.precision, *plan.aim.precision));
  if (study.options->equilibrium > 1) follow_to(study, ruleset, point, brief);
  else if (same && same_numbers(from->stakes, point.stakes)) point.solution = from->solution;
  else if (const auto none = find_usual(ruleset, from, point, brief); none && point.parameters == ruleset.parameters) {
    tell(study, no_such_equilibrium(*ruleset.model, *none), task);
    return false;
  }
  if (!point.lost.empty()) return true;
  point.certificate = judge(ruleset.compiled->game, point.stakes, point.solution, plan.aim.tolerance,
                            BestReplies::LeftOut);  // answers keep gains of single moves
  return true;
}

// A variant that only sets parameters, or names another equilibrium, plays the baseline's game.
bool plays_same_game(const Variant& variant) {
  return std::ranges::all_of(variant.changes, [](const ModelChange& change) {
    return change.op == ModelChange::Op::SetParameter || change.op == ModelChange::Op::Equilibrium;
  });
}

bool names_equilibrium(const Variant& variant) {
  return std::ranges::any_of(variant.changes,
                             [](const ModelChange& change) { return change.op == ModelChange::Op::Equilibrium; });
}

// The variant's parameters over those the questions are asked at.
Parameters merged(const Parameters& base, const Parameters& changed, const Variant& variant) {
  Parameters all = base;
  for (const ModelChange& change : variant.changes) {
    if (change.op == ModelChange::Op::SetParameter) all[change.parameter] = changed[change.parameter];
  }
  return all;
}

// A variant's game, kept for the next time where somebody keeps them.
std::expected<std::shared_ptr<const Compiled>, Diagnostics> game_of(const Study& study, VariantId variant,
                                                                    const Model& model) {
  KnownGames* known = study.options->games;
  if (known && known->of_variant.contains(variant)) return known->of_variant.at(variant);
  auto compiled = compile(model, study.options->plan.compile);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  auto game = std::make_shared<const Compiled>(std::move(*compiled));
  const std::size_t num_nodes = game->game.nodes.size();
  if (known && known->num_nodes + num_nodes <= most_nodes_known) {
    known->of_variant.emplace(variant, game);
    known->num_nodes += num_nodes;
  }
  return game;
}

Ruleset* fail(Study& study, std::optional<VariantId> variant, const Diagnostics& diagnostics) {
  study.failed.push_back(variant);
  study.diagnostics.insert(study.diagnostics.end(), diagnostics.begin(), diagnostics.end());
  return nullptr;
}

}  // namespace

// An error that the best guesses do not show names the point at which it is met and the question that goes there.
void tell(Study& study, Diagnostics diagnostics, const Task& task) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (!task.where.empty()) {
      diagnostic.message += " " + task.where;
      diagnostic.others.push_back({task.asked_at, "asked here; this question has no answer"});
    }
    study.diagnostics.push_back(std::move(diagnostic));
  }
}

Study start_study(const Solved& baseline, const StudyOptions& options, const Monitor& monitor) {
  Study study;
  study.baseline = &baseline;
  study.here = position_of(baseline);
  study.options = &options;
  study.monitor = &monitor;
  Ruleset& first = study.rulesets.emplace_back();
  first.model = &baseline.model;
  first.compiled = &baseline.compiled;
  first.parameters = baseline.parameters;
  first.points.push_back(copy_of(baseline));
  return study;
}

Ruleset* ruleset_of(Study& study, std::optional<VariantId> variant) {
  for (Ruleset& known : study.rulesets) {
    if (known.variant == variant) return &known;
  }
  if (std::find(study.failed.begin(), study.failed.end(), variant) != study.failed.end()) return nullptr;
  const Model& model = study.baseline->model;
  Varied varied = apply_variant(model, *variant);
  Ruleset ruleset;
  ruleset.variant = variant;
  ruleset.parameters = merged(study.baseline->parameters, varied.parameters, model.variants[*variant]);
  ruleset.own_model = std::make_unique<Model>(std::move(varied.model));
  ruleset.model = ruleset.own_model.get();
  if (plays_same_game(model.variants[*variant])) {
    ruleset.compiled = &study.baseline->compiled;
    if (!names_equilibrium(model.variants[*variant])) ruleset.points.push_back(copy_of(*study.baseline));
  } else {
    auto compiled = game_of(study, *variant, *ruleset.own_model);
    if (!compiled) return fail(study, variant, compiled.error());
    ruleset.own_compiled = std::move(*compiled);
    ruleset.compiled = ruleset.own_compiled.get();
  }
  return &study.rulesets.emplace_back(std::move(ruleset));
}

const SolvedPoint* solve_at(Study& study, Ruleset& ruleset, const Parameters& parameters, const Task& task) {
  const std::vector<double> numbers = numbers_at(*ruleset.model, parameters);
  for (const SolvedPoint& known : ruleset.points) {
    if (std::equal(numbers.begin(), numbers.end(), known.numbers.begin(), known.numbers.end(), same_number)) {
      return &known;
    }
  }
  if (study.interrupted) return nullptr;
  auto stakes = demarche::bind(*ruleset.model, *ruleset.compiled, parameters, ruleset.tables);
  if (!stakes) {
    tell(study, std::move(stakes.error()), task);
    return nullptr;
  }
  keep_precisions_for(aim_at(*ruleset.model, parameters, study.options->plan), *stakes);
  SolvedPoint point{parameters, numbers, std::move(*stakes), {}, {}, {}, {}, {}};
  if (!find_solution(study, ruleset, point, task)) return nullptr;
  if (point.solution.reason == StopReason::Interrupted) {
    study.interrupted = true;
    return nullptr;
  }
  return &ruleset.points.emplace_back(std::move(point));
}

const InPublic* open_form(const Study& study, Ruleset& ruleset) {
  return open_form(ruleset.kept, *ruleset.model, *ruleset.compiled, study.options->plan);
}

Position position_of(const Ruleset& ruleset, const SolvedPoint& point) {
  return {ruleset.model,   ruleset.compiled,   &point.parameters, &point.stakes,
          &point.solution, &point.certificate, ruleset.ends.get()};
}

}  // namespace demarche
