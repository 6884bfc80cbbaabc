#pragma once

#include "demarche/engine/lent.h"
#include "demarche/engine/read.h"
#include "demarche/engine/request.h"
#include "demarche/engine/result.h"
#include "demarche/point/other_equilibria.h"
#include "demarche/study/known_games.h"

#include <optional>

// The one face of the house: a text is opened once, and asked as often as somebody likes. Fronts turn what their users
// type or send into requests, and results into bytes and exit codes; nobody else knows the order of the rooms:
//
//   read -> parse -> check -> compile -> bind -> solve -> certify -> answer -> view
//
// Where the middle of it is one function, `solve` in point/point.h.
namespace demarche {

// What was solved last, and how.
struct LastSolved {
  Selection selection;
  Plan plan;
  Found found;
  std::optional<OtherEquilibria> others;  // where somebody asked
};

// The games of a crisis's variants, seen from one of its variants, and what hangs on them: nothing of any number.
struct GamesKept {
  std::string variant;
  double max_histories = 0;
  std::vector<std::string> settled;  // what their histories settle
  KnownGames games;
};

// A text with what is known of it. What was solved last is kept: to ask again does not solve again, and other numbers
// do not unfold again. It shows in the time that answers take and in nothing else, since whatever is solved is solved
// as if it were the first.
struct Session {
  Source source = {};
  std::optional<Reading> reading = {};  // of a crisis, once it is needed without what a request types beside it
  std::optional<EfgRead> game = {};     // from a file
  std::optional<LastSolved> last = {};
  GamesKept games = {};  // of its other variants
};
Session open_session(Source source);

// A crisis as it stands in its file.
const Reading& reading_of(Session& session);

Result run(Session& session, const Request& request, const Lent& lent = {});

// Rate and spread of each class of past raids, of a table of them as CSV.
Result calibrate(const Source& table, const Lent& lent = {});

}  // namespace demarche
