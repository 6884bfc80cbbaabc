#include "demarche/engine/solving.h"

#include <utility>

namespace demarche {
namespace {

bool is_same_aim(const AqreOptions& one, const AqreOptions& other) {
  return one.precision == other.precision && one.tolerance == other.tolerance &&
         one.strategy_tolerance == other.strategy_tolerance && one.residual_tolerance == other.residual_tolerance &&
         one.max_steps == other.max_steps;
}

bool is_same_plan(const Plan& one, const Plan& other) {
  return one.method == other.method && one.form == other.form && one.held == other.held &&
         one.compile.max_histories == other.compile.max_histories && is_same_aim(one.aim, other.aim) &&
         one.precision_from_model == other.precision_from_model && one.max_iterations == other.max_iterations &&
         one.seed == other.seed && one.num_starts == other.num_starts &&
         one.num_starts_for_name == other.num_starts_for_name && one.in_public_from == other.in_public_from;
}

// What was asked beside another model's text stands in the model, and nothing of it in the game.
void take_model(AnySolved& solved, Problem problem) {
  Varied* crisis = std::get_if<Varied>(&problem);
  if (!crisis) return;
  if (auto* flat = std::get_if<Solved>(&solved)) flat->model = std::move(crisis->model);
  if (auto* open = std::get_if<SolvedPublic>(&solved)) open->model = std::move(crisis->model);
}

bool is_finished(const Found& found) {
  const bool stopped = (found.equilibria && found.equilibria->stopped) || (found.naming && found.naming->stopped);
  return solution_of(found).reason != StopReason::Interrupted && !stopped;
}

const Model* model_of(const AnySolved& solved) {
  if (const auto* flat = std::get_if<Solved>(&solved)) return &flat->model;
  if (const auto* open = std::get_if<SolvedPublic>(&solved)) return &open->model;
  return nullptr;
}

// A question may keep a record of what is settled several times (`ever A.offer is high`), and then histories hold more.
bool settles_the_same(const LastSolved& last, const Problem& problem) {
  const Model* before = model_of(last.found.solved);
  const Varied* crisis = std::get_if<Varied>(&problem);
  return !before || !crisis || names_settled(*before) == names_settled(crisis->model);
}

// The game that was unfolded last, where it is the one that is to be solved: its shape hangs on no number.
Compiled* known_shape(Session& session, const Problem& problem, const Selection& selection, const Plan& plan) {
  if (!session.last || !settles_the_same(*session.last, problem) ||
      session.last->selection.variant != selection.variant)
    return nullptr;
  if (!is_same_plan(session.last->plan, plan)) return nullptr;
  auto* solved = std::get_if<Solved>(&session.last->found.solved);
  return solved ? &solved->compiled : nullptr;
}

std::expected<Found, Failure> find(Session& session, Problem problem, const Selection& selection, const Plan& plan,
                                   const Lent& lent) {
  Varied* crisis = std::get_if<Varied>(&problem);
  Compiled* shape = crisis ? known_shape(session, problem, selection, plan) : nullptr;
  if (!shape) {
    session.last.reset();  // two large games at once need not fit
    return solve(std::move(problem), plan, lent.monitor, lent.crew.workers);
  }
  Compiled kept = std::move(*shape);
  session.last.reset();
  return solve_again(std::move(kept), std::move(*crisis), plan, lent.monitor, lent.crew.workers);
}

}  // namespace

std::vector<std::string> names_settled(const Model& model) {
  std::vector<std::string> names;
  for (const Variable& variable : model.variables) names.push_back(variable.name);
  return names;
}

std::expected<Found*, Failure> solve_in(Session& session, Problem problem, const Selection& selection, const Plan& plan,
                                        const Lent& lent) {
  std::optional<LastSolved>& last = session.last;
  const bool same = last && last->selection == selection && settles_the_same(*last, problem) &&
                    is_same_plan(last->plan, plan) && is_finished(last->found) && !plan.aim.watch_path;
  if (same) {
    take_model(last->found.solved, std::move(problem));
    if (last->found.equilibria) take_equilibrium(last->found, 1);
    return &last->found;
  }
  auto found = find(session, std::move(problem), selection, plan, lent);
  if (!found) return std::unexpected(std::move(found.error()));
  last = LastSolved{selection, plan, std::move(*found), {}};
  last->plan.aim.watch_path = {};
  return &last->found;
}

}  // namespace demarche
