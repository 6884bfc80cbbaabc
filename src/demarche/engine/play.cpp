#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/naming.h"
#include "demarche/engine/no_equilibrium.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/request_json.h"
#include "demarche/engine/seats.h"
#include "demarche/engine/solving.h"
#include "demarche/view/debrief_page.h"
#include "demarche/view/play_log_page.h"
#include "demarche/view/seat_page.h"
#include "demarche/view/sitting_page.h"

#include <fmt/format.h>

#include <bit>
#include <utility>

namespace demarche {
namespace {

// One equilibrium of several has to be searched for. What is drawn in a play has nothing to do with how it is solved.
Plan plan_to_play(const Request& request) {
  Plan plan = request.plan;
  plan.held = Held::OverHistories;
  plan.num_starts_for_name = request.num_starts;
  if (request.equilibrium > 1) plan.num_starts = request.num_starts;
  return plan;
}

// The seat whose view is wanted: the one that is named, or the only one; nothing for whoever leads the play.
OrRefusal<std::optional<ActorId>> seat_wanted(const Sitting& sitting, const std::string& name) {
  if (name.empty()) {
    if (std::popcount(sitting.plan.seats) != 1) return std::nullopt;
    return ActorId{static_cast<std::size_t>(std::countr_zero(sitting.plan.seats))};
  }
  const auto seat = seat_named(sitting.solved->model, name);
  if (!seat) return std::unexpected(seat.error());
  if (contains(sitting.plan.seats, *seat)) return *seat;
  return std::unexpected(Refusal{fmt::format("nobody has the seat of `{}`", name), "name it among the seats"});
}

struct PlayShown {
  const Sitting& sitting;
  std::optional<ActorId> seat;
  Provenance from;
  const Request& request;
};

OrRefusal<view::Page> page_of_play(const PlayShown& shown) {
  switch (shown.request.play.show) {
    case PlayAsked::Show::Debrief:
      if (!is_over(shown.sitting))
        return std::unexpected(Refusal{"the story is not over: there is nothing to look back on", "play on"});
      return debrief_page(shown.sitting, shown.seat, shown.from);
    case PlayAsked::Show::Log:
      return play_log_page(shown.sitting, shown.from, request_data(shown.request));
    case PlayAsked::Show::Seat:
      if (shown.seat) return seat_page(shown.sitting, view_of(shown.sitting, *shown.seat));
      return sitting_page(shown.sitting, shown.from);
  }
  return view::Page{};
}

// Where everything is understood and solved; or one sentence.
OrRefusal<view::Page> play_as_asked(const Crisis& crisis, const Solved& solved, const Request& request) {
  const auto plan = sitting_plan(solved.model, request);
  if (!plan) return std::unexpected(plan.error());
  const auto moves = moves_at_seats(solved.model, request.play.moves);
  if (!moves) return std::unexpected(moves.error());
  const auto sitting = sit(solved, *plan, *moves);
  if (!sitting) return std::unexpected(sitting.error());
  const auto seat = seat_wanted(*sitting, request.play.seen_from);
  if (!seat) return std::unexpected(seat.error());
  Provenance from = provenance_of(crisis.source, plan_to_play(request), request.selection);
  if (request.equilibrium > 1) from.options += fmt::format("; equilibrium {}", request.equilibrium);
  from.seed = request.seed;
  return page_of_play({*sitting, *seat, std::move(from), request});
}

std::optional<Refusal> why_not_played(const Crisis& crisis, const Plan& plan, const Request& request) {
  std::vector<Wish> wishes;
  if (plan.num_starts) wishes.push_back({Gift::Several, "--equilibrium"});
  if (auto why = refusal_of(plan, wishes)) return why;
  if (auto why = refusal_of_starts(&crisis.varied.model, plan, "`--equilibrium NUMBER`")) return why;
  const auto seats = sitting_plan(crisis.varied.model, request);
  return seats ? std::nullopt : std::optional(seats.error());
}

Result play_in(const Crisis& crisis, const Found& found, const Request& request) {
  const Solved& solved = std::get<Solved>(found.solved);
  if (solved.solution.reason == StopReason::Interrupted) {
    Result stopped{Outcome::Stopped, {}, crisis.source, {}, {}};
    stopped.message.sentence = "the model was not solved, so that nobody could play against it";
    return stopped;
  }
  auto page = play_as_asked(crisis, solved, request);
  if (!page) return refused(crisis.source, page.error());
  Result result{Outcome::Ok, std::move(*page), crisis.source, {}, {}};
  take_outcome(result, solved.solution);
  if (request.equilibrium == 1) take_naming(result, found);
  return result;
}

}  // namespace

Result run_play(Session& session, const Request& request, const Lent& lent) {
  const Plan plan = plan_to_play(request);
  const auto crisis = crisis_of(session, request.selection);
  if (!crisis) return crisis.error();
  if (auto why = why_not_played(*crisis, plan, request)) return refused(crisis->source, std::move(*why));
  const auto found = solve_in(session, crisis->varied, request.selection, plan, lent);
  if (!found) return failed(crisis->source, found.error());
  if (const auto& equilibria = (*found)->equilibria) {
    if (equilibria->rows.size() < request.equilibrium)
      return no_such_equilibrium(crisis->source, *equilibria, request.equilibrium);
    take_equilibrium(**found, request.equilibrium);
  }
  return play_in(*crisis, **found, request);
}

}  // namespace demarche
