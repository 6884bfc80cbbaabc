#include "demarche/engine/engine.h"

#include "demarche/engine/commands.h"

#include <utility>

namespace demarche {
namespace {

bool takes_games(Errand errand) {
  return errand == Errand::Check || errand == Errand::Solve || errand == Errand::Certify || errand == Errand::Export;
}

Refusal no_crisis(Errand errand, const std::string& file) {
  const std::string solve_it = "`demarche solve " + file + "`";
  switch (errand) {
    case Errand::Describe:
      return {"`describe` reads .crisis models", solve_it + " shows the game"};
    case Errand::Ask:
      return {"questions are asked of .crisis models", solve_it + " shows values and strategies"};
    case Errand::Raid:
      return {"`raid` reads .crisis models", ""};
    case Errand::Simulate:
      return {"`simulate` reads .crisis models", ""};
    case Errand::Play:
      return {"`play` reads .crisis models", solve_it + " shows the game"};
    case Errand::Tip:
      return {"`tip` reads .crisis models: a game of Gambit has no ranges", ""};
    case Errand::Rows:
    case Errand::Study:
      return {"`study` reads .crisis models: a game of Gambit has no ranges", ""};
    case Errand::Format:
      return {"`format` lays out .crisis models, and this is a game of Gambit", ""};
    case Errand::Symbols:
      return {"`symbols` reads .crisis models, and this is a game of Gambit", ""};
    default:
      return {"this is asked of .crisis models, and not of a game of Gambit", solve_it + " shows the game"};
  }
}

Result run_command(Session& session, const Request& request, const Lent& lent) {
  switch (request.errand) {
    case Errand::Check:
      return run_check(session, request);
    case Errand::Symbols:
      return run_symbols(session);
    case Errand::Format:
      return run_format(session);
    case Errand::Describe:
      return run_describe(session, request);
    case Errand::Solve:
      return run_solve(session, request, lent);
    case Errand::Ask:
      return run_ask(session, request, lent);
    case Errand::Raid:
      return run_raid(session, request, lent);
    case Errand::Tip:
      return run_tip(session, request, lent);
    case Errand::Simulate:
      return run_simulate(session, request, lent);
    case Errand::Certify:
      return run_certify(session, request);
    case Errand::Rows:
      return run_rows(session, request, lent);
    case Errand::Study:
      return run_study(session, request, lent);
    case Errand::Results:
      return run_results(session, request, lent);
    case Errand::Export:
      return run_export(session, request);
    case Errand::Play:
      return run_play(session, request, lent);
  }
  return {};
}

}  // namespace

Session open_session(Source source) {
  Session session;
  if (is_game_file(source)) session.game = read_game_file(source);
  session.source = std::move(source);
  return session;
}

const Reading& reading_of(Session& session) {
  if (!session.reading) session.reading = read_model(session.source);
  return *session.reading;
}

Result run(Session& session, const Request& request, const Lent& lent) {
  const Source& source = session.source;
  if (session.game && !takes_games(request.errand)) {
    return refused(source, no_crisis(request.errand, source.parts.front().name));
  }
  bool stopped = false;
  const Monitor noting = [&](const Progress& progress) {
    stopped = stopped || !lent.monitor(progress);
    return !stopped;
  };
  Lent noted = lent;
  if (lent.monitor) noted.monitor = noting;
  Result result = run_command(session, request, noted);
  const bool is_done = result.outcome == Outcome::Ok || result.outcome == Outcome::NotCertified ||
                       result.outcome == Outcome::CheckFailed;
  if (stopped && is_done) {
    result.outcome = Outcome::Stopped;
    result.message.sentence = "this is what was done until then";
  }
  return result;
}

}  // namespace demarche
