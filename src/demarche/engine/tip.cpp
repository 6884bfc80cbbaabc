#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/solving.h"
#include "demarche/survey/find_tipping.h"
#include "demarche/view/tipping_page.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

OrRefusal<Bound> bound_asked(const std::string& condition) {
  auto bound = bound_of(condition);
  if (!bound) {
    return std::unexpected(Refusal{fmt::format("`{}` is not a quantity, {}", condition, what_bounds_are),
                                   "`demarche tip FILE \"P(a.move is value) > 20%\"`"});
  }
  if (std::string doubt = doubt_about(*bound); !doubt.empty()) return std::unexpected(Refusal{std::move(doubt), ""});
  return std::move(*bound);
}

// The question typed; refused where it is none of one number.
OrRefusal<Question> condition_on_one_number(const Crisis& crisis) {
  const std::vector<Question> typed = typed_questions(crisis, 0, 1);
  if (typed.size() == 1 && typed.front().kind == QuestionKind::Ask && typed.front().quantities.size() == 1) {
    return typed.front();
  }
  return std::unexpected(Refusal{"a condition is on one number", "`\"P(a.move is value) > 20%\"`"});
}

Result tipping_in(const Crisis& crisis, const Solved& central, const TipPlan& plan, const StudyOptions& options,
                  const Request& request, const Lent& lent) {
  auto search = find_tipping(central, plan, options, lent.crew, lent.monitor);
  if (!search) return with_errors(crisis.source, search.error());
  Tipping& tipping = search->tipping;
  tipping.provenance = provenance_of(crisis.source, options.plan, request.selection);
  Result result{Outcome::Ok, {}, crisis.source, {}, {}};
  if (search->complete || !tipping.parameters.empty()) result.page = tipping_page(tipping);
  if (search->complete) return result;
  result.outcome = Outcome::Stopped;
  result.message.sentence =
      fmt::format("{} of {} {} moved", tipping.parameters.size(),
                  counted(drawn_parameters(crisis.varied.model, crisis.varied.parameters).size(), "number"),
                  agreeing(tipping.parameters.size(), "was", "were"));
  return result;
}

// Why nothing can be moved, if so.
std::optional<Result> nothing_to_move(const Crisis& crisis) {
  const Varied& varied = crisis.varied;
  Diagnostics infinite = infinite_ranges(varied.model, varied.parameters);
  if (!infinite.empty()) return with_errors(crisis.source, std::move(infinite));
  if (!drawn_parameters(varied.model, varied.parameters).empty()) return std::nullopt;
  return refused(crisis.source, {"no number of the model has a range, so there is nothing to move",
                                 "give one: `parameter cost = 20%, 5% to 50%`"});
}

}  // namespace

Result run_tip(Session& session, const Request& request, const Lent& lent) {
  const auto bound = bound_asked(request.condition);
  if (!bound) return refused(session.source, bound.error());
  const auto crisis = crisis_of(session, request.selection, {{"condition", "ask " + bound->quantity + "\n"}});
  if (!crisis) return crisis.error();
  const auto question = condition_on_one_number(*crisis);
  if (!question) return refused(crisis->source, question.error());
  if (auto nothing = nothing_to_move(*crisis)) return std::move(*nothing);
  StudyOptions options;
  options.plan = request.plan;
  options.plan.held = Held::OverHistories;
  const auto found = solve_in(session, crisis->varied, request.selection, options.plan, lent);
  if (!found) return failed(crisis->source, found.error());
  const Solved& central = std::get<Solved>((*found)->solved);
  Result result{Outcome::Ok, {}, crisis->source, {}, {}};
  take_outcome(result, central.solution);
  if (result.outcome != Outcome::Ok) return result;
  return tipping_in(*crisis, central, {*bound, *question, request.num_steps}, options, request, lent);
}

}  // namespace demarche
