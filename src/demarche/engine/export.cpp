#include "demarche/engine/commands.h"
#include "demarche/engine/crisis.h"
#include "demarche/game/efg.h"

#include <utility>

namespace demarche {
namespace {

Result efg_of(const Source& source, const Game& game, const Stakes& stakes) {
  view::Page page;
  page.data = {{"schema", 1}, {"kind", "export"}, {"format", "efg"}, {"text", write_efg(game, stakes)}};
  return {Outcome::Ok, std::move(page), source, {}, {}};
}

}  // namespace

Result run_export(Session& session, const Request& request) {
  const Source& source = session.source;
  if (session.game) {
    if (!session.game->file) return with_errors(source, session.game->diagnostics);
    return efg_of(source, session.game->file->game, session.game->file->stakes);
  }
  auto crisis = crisis_of(session, request.selection);
  if (!crisis) return std::move(crisis.error());
  const auto built = build(crisis->varied, request.plan.compile);
  if (!built) return with_errors(crisis->source, built.error());
  if (!built->stakes.thoughts.empty()) {
    return refused(crisis->source,
                   {"actors disagree about the odds, and a game of Gambit has one chance for all",
                    "leave out the lines `ACTOR thinks ...` to export the game under the model's odds"});
  }
  return efg_of(crisis->source, built->compiled.game, built->stakes);
}

}  // namespace demarche
