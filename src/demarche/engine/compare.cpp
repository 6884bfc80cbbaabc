#include "demarche/engine/compare.h"

#include "demarche/engine/crisis.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/results.h"
#include "demarche/engine/solving.h"
#include "demarche/view/runs_page.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

// The lines of the variant that was chosen, without those around, and numbers that were set.
std::vector<std::string> rules_of(Session& session, const Selection& selection) {
  std::vector<std::string> rules;
  if (session.game) return rules;
  const Reading& reading = reading_of(session);
  for (const Variant& variant : reading.model.variants) {
    if (variant.name != selection.variant) continue;
    rules.push_back(fmt::format("variant {}:", variant.name));
    for (const ModelChange& change : variant.changes) {
      const std::string_view written{reading.source.text.data() + change.span.begin,
                                     change.span.end - change.span.begin};
      rules.push_back(fmt::format("    {}", written));
    }
  }
  for (const auto& [name, value] : selection.settings) rules.push_back(fmt::format("{} = {:.10g}", name, value));
  return rules;
}

RunSide begin_side(const RunNow& run, const Plan& plan) {
  const Source& source = run.session->source;
  const Provenance from = provenance_of(source, plan, run.selection);
  return {run.name, from.model_hash, from.options, rules_of(*run.session, run.selection), source.text, {}, {}};
}

std::vector<RunNumber> worth_in(const SolvedFile& solved) {
  const Certificate& certificate = solved.certificate;
  const bool in_the_limit = solved.solution.reason != StopReason::ReachedPrecision;
  const double slack = known_to(Unit::Number, certificate.payoff_range, certificate.max_gain, in_the_limit);
  std::vector<RunNumber> worth;
  for (std::size_t row = 0; row < certificate.values.size(); ++row)
    worth.push_back(worth_of(solved.game.names.actors[row], certificate.values[ActorId{row}], slack));
  return worth;
}

using SideOrResult = std::expected<RunSide, Result>;

SideOrResult side_of_game(const RunNow& run, const Plan& plan, const Lent& lent) {
  Session& session = *run.session;
  if (!session.game->file) return std::unexpected(with_errors(session.source, session.game->diagnostics));
  if (!(run.selection == Selection{}))
    return std::unexpected(refused(session.source, {"a game of Gambit has no variants and no parameters", ""}));
  const auto found = solve_in(session, *session.game->file, run.selection, plan, lent);
  if (!found) return std::unexpected(failed(session.source, found.error()));
  const auto& solved = std::get<SolvedFile>((*found)->solved);
  RunSide side = begin_side(run, plan);
  side.choices = choices_of(solved.game, solved.solution.strategy, solved.certificate);
  side.worth = worth_in(solved);
  return side;
}

SideOrResult side_of_crisis(const RunNow& run, const StudyOptions& options, const Lent& lent) {
  const auto crisis = crisis_of(*run.session, run.selection);
  if (!crisis) return std::unexpected(crisis.error());
  const auto found = solve_in(*run.session, crisis->varied, run.selection, options.plan, lent);
  if (!found) return std::unexpected(failed(crisis->source, found.error()));
  const Solved& solved = std::get<Solved>((*found)->solved);
  const Answered answered = answer(solved, crisis->varied.model.questions, options, lent.monitor);
  if (has_errors(answered.diagnostics)) return std::unexpected(with_errors(crisis->source, answered.diagnostics));
  RunSide side = begin_side(run, options.plan);
  side.numbers = numbers_of(answered.answers);
  side.choices = choices_of(solved.compiled.game, solved.solution.strategy, solved.certificate);
  return side;
}

SideOrResult side_of(const RunInput& input, const StudyOptions& options, const Lent& lent) {
  if (const auto* study = std::get_if<const ReadStudy*>(&input)) return demarche::side_of(**study);
  if (const auto* kept = std::get_if<RunSide>(&input)) return *kept;
  const RunNow& run = std::get<RunNow>(input);
  return run.session->game ? side_of_game(run, options.plan, lent) : side_of_crisis(run, options, lent);
}

// Answers and strategies are read off histories.
StudyOptions options_to_compare(const Request& request) {
  StudyOptions options;
  options.plan = request.plan;
  options.plan.held = Held::OverHistories;
  options.plan.seed = request.seed;
  return options;
}

RunComparison compared_inputs(const RunInput& first, const RunInput& second, const RunSide& first_side,
                              const RunSide& second_side) {
  const auto* before = std::get_if<const ReadStudy*>(&first);
  const auto* after = std::get_if<const ReadStudy*>(&second);
  return before && after ? compared(**before, **after) : compared(first_side, second_side);
}

}  // namespace

Result compare(const RunInput& first, const RunInput& second, const Request& request, const Lent& lent) {
  const StudyOptions options = options_to_compare(request);
  const SideOrResult first_side = side_of(first, options, lent);
  if (!first_side) return first_side.error();
  const SideOrResult second_side = side_of(second, options, lent);
  if (!second_side) return second_side.error();
  const RunComparison comparison = compared_inputs(first, second, *first_side, *second_side);
  return shown({}, request.parts,
               [&](view::Part) { return runs_page(*first_side, *second_side, comparison, std::string(version())); });
}

}  // namespace demarche
