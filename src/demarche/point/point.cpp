#include "demarche/point/point.h"

#include "demarche/game/relative_stakes.h"
#include "demarche/point/form.h"
#include "demarche/point/judge.h"
#include "demarche/point/named.h"

#include <utility>

namespace demarche {
namespace {

SearchOptions search_of(const Plan& plan) { return {plan.aim, *plan.num_starts, plan.seed}; }

void note_idle_precisions(const Model& model, const AqreOptions& aim, Solution& solution) {
  if (aim.precision || model.own_precisions.empty()) return;
  solution.notes.emplace_back("in the limit everybody tells payoffs apart perfectly: lines `precision of` do nothing");
}

std::expected<Found, Failure> solve_public(Varied crisis, PublicCompiled compiled, const Brief& brief) {
  auto solved = unsolved_public(std::move(crisis), std::move(compiled));
  if (!solved) return std::unexpected(std::move(solved.error()));
  keep_precisions_for(brief.plan.aim, solved->stakes);
  const PublicGame& game = solved->compiled.game;
  if (brief.plan.num_starts) {
    Equilibria equilibria = search_equilibria(game, solved->stakes, search_of(brief.plan), brief.monitor);
    return Found{std::move(*solved), std::move(equilibria)};
  }
  solved->solution = brief.plan.method->in_public(game, solved->stakes, brief);
  solved->certificate = judge(game, solved->stakes, solved->solution, brief.plan.aim.tolerance);
  std::string nothing = note_on_nothing_at_stake(game, solved->stakes, solved->compiled.story.names.actors);
  if (!nothing.empty()) solved->solution.notes.push_back(std::move(nothing));
  note_idle_precisions(solved->model, brief.plan.aim, solved->solution);
  return Found{std::move(*solved), {}};
}

std::expected<Solved, Diagnostics> bound(Varied crisis, Compiled compiled) {
  std::expected<Stakes, Diagnostics> stakes = demarche::bind(crisis.model, compiled, crisis.parameters);
  if (!stakes) return std::unexpected(std::move(stakes.error()));
  return Solved{std::move(crisis.model), std::move(crisis.parameters), std::move(compiled), std::move(*stakes), {}, {}};
}

// The equilibrium that the model names, of those that were found.
std::expected<Found, Failure> named_of(Solved solved, Equilibria equilibria, const Brief& brief) {
  const AqreOptions& aim = brief.plan.aim;
  Found found{std::move(solved), std::move(equilibria)};
  const Solved& held = std::get<Solved>(found.solved);
  found.naming = name_equilibrium({held.model, held.compiled, held.parameters, held.stakes}, aim, *found.equilibria);
  const bool is_listed = brief.plan.num_starts.has_value();
  const bool is_none = found.naming->num_fit == 0;
  if (is_none && !is_listed && !found.naming->stopped)
    return std::unexpected(no_such_equilibrium(held.model, *found.naming));
  take_equilibrium(found, 1);
  if (is_listed) return found;
  found.equilibria.reset();
  Solution& solution = std::get<Solved>(found.solved).solution;
  note_idle_precisions(held.model, aim, solution);
  if (!is_none) return found;
  solution.reason = StopReason::Interrupted;
  solution.notes.emplace_back("this is not the equilibrium that the model names: the search for that one was stopped");
  return found;
}

std::expected<Found, Failure> solve_unfolded(Varied crisis, Compiled compiled, const Brief& brief) {
  auto solved = bound(std::move(crisis), std::move(compiled));
  if (!solved) return std::unexpected(std::move(solved.error()));
  if (auto refused = refusal_of(brief.plan, solved->stakes)) return std::unexpected(std::move(*refused));
  if (auto refused = refusal_of(brief.plan, solved->model)) return std::unexpected(std::move(*refused));
  keep_precisions_for(brief.plan.aim, solved->stakes);
  auto open = in_public(solved->model, solved->compiled, brief.plan);
  if (!open) return std::unexpected(no_public_tree(open.error()));
  Kept kept{{}, std::move(*open), true};
  const AtPoint here{solved->model, solved->compiled, solved->parameters, solved->stakes};
  if (brief.plan.num_starts || solved->model.named) {
    auto equilibria = search_at(here, kept.open ? &*kept.open : nullptr, brief);
    if (!equilibria) return std::unexpected(std::move(equilibria.error()));
    if (solved->model.named) return named_of(std::move(*solved), std::move(*equilibria), brief);
    return Found{std::move(*solved), std::move(*equilibria)};
  }
  solved->solution = find_at(here, kept, brief);
  solved->certificate = judge(solved->compiled.game, solved->stakes, solved->solution, brief.plan.aim.tolerance);
  note_idle_precisions(solved->model, brief.plan.aim, solved->solution);
  return Found{std::move(*solved), {}};
}

std::expected<Found, Failure> solve_flat(Varied crisis, const Brief& brief) {
  auto compiled = compile(crisis.model, brief.plan.compile);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  return solve_unfolded(std::move(crisis), std::move(*compiled), brief);
}

std::expected<Found, Failure> solve_file(EfgFile file, const Brief& brief) {
  if (brief.plan.form == Form::Public) {
    return std::unexpected(
        Refusal{"a game from a file is solved over its histories: what everybody sees is not told there",
                "leave out `--form public`"});
  }
  SolvedFile solved{std::move(file.game), std::move(file.stakes), {}, {}};
  if (brief.plan.num_starts) {
    Equilibria equilibria = search_equilibria(solved.game, solved.stakes, search_of(brief.plan), brief.monitor);
    return Found{std::move(solved), std::move(equilibria)};
  }
  KeptShape kept;
  solved.solution = brief.plan.method->flat(solved.game, solved.stakes, kept, brief);
  solved.certificate = judge(solved.game, solved.stakes, solved.solution, brief.plan.aim.tolerance);
  return Found{std::move(solved), {}};
}

// What happens in an equilibrium is read off histories.
std::expected<Found, Failure> solve_crisis(Varied crisis, Plan plan, const Monitor& monitor, const Workers& workers) {
  if (crisis.model.named) plan.held = Held::OverHistories;
  auto open = public_tree(crisis.model, plan);
  if (!open) return std::unexpected(std::move(open.error()));
  const Plan here = plan_at(crisis.model, crisis.parameters, plan);
  const Brief brief{here, workers, monitor};
  if (*open) return solve_public(std::move(crisis), std::move(**open), brief);
  const std::string why = why_not_in_public(crisis.model, plan);
  auto found = solve_flat(std::move(crisis), brief);
  if (found && !why.empty()) std::get<Solved>(found->solved).solution.notes.push_back(why);
  return found;
}

// What questions are read from is told of more than the many points that answer them.
Plan told_in_full(Plan plan) {
  plan.aim.parts_held = PartsHeld::ToOwnBranches;
  return plan;
}

}  // namespace

std::expected<Found, Failure> solve(Problem problem, const Plan& plan, const Monitor& monitor, const Workers& workers) {
  if (auto refused = refusal_of(plan)) return std::unexpected(std::move(*refused));
  EfgFile* file = std::get_if<EfgFile>(&problem);
  const Plan told = told_in_full(plan);
  auto found = file ? solve_file(std::move(*file), {told, workers, monitor})
                    : solve_crisis(std::move(std::get<Varied>(problem)), told, monitor, workers);
  if (found && found->equilibria) take_equilibrium(*found, 1);
  return found;
}

std::expected<Found, Failure> solve_again(Compiled compiled, Varied crisis, const Plan& plan, const Monitor& monitor,
                                          const Workers& workers) {
  const Plan here = told_in_full(plan_at(crisis.model, crisis.parameters, plan));
  auto found = solve_unfolded(std::move(crisis), std::move(compiled), {here, workers, monitor});
  if (found && found->equilibria) take_equilibrium(*found, 1);
  return found;
}

std::expected<Solved, Failure> solve_model(const Model& model, const Parameters& parameters, Plan plan,
                                           const Monitor& monitor, const Workers& workers) {
  plan.held = Held::OverHistories;
  auto found = solve(Varied{model, parameters}, plan, monitor, workers);
  if (!found) return std::unexpected(std::move(found.error()));
  return std::get<Solved>(std::move(found->solved));
}

void take_equilibrium(Found& found, std::size_t number) {
  const Equilibrium& row = found.equilibria->rows[number - 1];
  std::visit(
      [&](auto& solved) {
        solved.solution = row.found.solution;
        solved.certificate = row.certificate;
      },
      found.solved);
}

const InPublic* open_form(Kept& kept, const Model& model, const Compiled& compiled, const Plan& plan) {
  if (!kept.looked_for_open) kept.open = in_public(model, compiled, plan).value_or(std::nullopt);
  kept.looked_for_open = true;
  return kept.open ? &*kept.open : nullptr;
}

Solution find_at(const AtPoint& at, Kept& kept, const Brief& brief) {
  if (const InPublic* open = open_form(kept, at.model, at.compiled, brief.plan)) {
    auto solution = solve_in_public(at.model, at.compiled, *open, at.parameters, brief);
    if (solution) return std::move(*solution);
  }
  return brief.plan.method->flat(at.compiled.game, at.stakes, kept.shape, brief);
}

}  // namespace demarche
