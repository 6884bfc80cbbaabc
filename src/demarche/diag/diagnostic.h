#pragma once

#include "demarche/diag/fix.h"
#include "demarche/diag/guess.h"
#include "demarche/diag/source.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// Every kind of diagnostic there is, in the order of the reference page. Each appears in a golden test.
enum class Kind : std::uint8_t {
  E001,
  E002,
  E003,
  E004,
  E005,
  E006,
  E007,
  E008,
  E009,
  E010,
  E011,
  E012,
  E013,
  E014,
  E015,
  E016,
  E017,
  E018,  // a condition that decides which moves exist reads a parameter
  E019,  // a number out of its bounds where it is used (odds, counts, payoffs that are not finite)
  E020,
  E021,  // declared twice
  E022,  // more than the language allows (nesting, values of one name, length of the text)
  E023,  // a move of nobody, a kind of statement out of place, or another misuse of a known name
  E024,  // a magazine that holds no salvo
  E025,  // a layer of nobody
  E026,  // a raid that is too large
  E027,  // numbers that cannot be drawn together
  E034,  // an actor rules out what the model's odds do not
  E035,  // an equilibrium that is named by what happens in none
  E101,  // .efg: not what the format has here
  E102,  // .efg: two places that contradict each other
  E103,  // a strategy to certify: not what the format has here
  E104,  // a strategy to certify: does not fit the game
  W101,
  W102,
  W103,
  W104,
  W105,
  W106,
  W107,  // lines that climb a scale several levels in one go
  W108,  // a mover to whom all options are worth the same
  W109,  // names that look alike
  W110,  // a name in letters of several alphabets
  N201,
  R301,
  R302,  // an answer that hangs on a tie
};

enum class Severity : std::uint8_t { Error, Warning, Note, Remark };

struct KindInfo {
  Kind kind;
  std::string_view code;         // "E009"
  std::string_view title;        // one line, for the table in the reference
  std::string_view explanation;  // several lines, for `demarche explain E009`: what, why, an example, the mend
};

struct Label {
  Span span;
  std::string text;  // beside the underline; may be empty
};

// One thing to tell the author, in the model's words: what was seen, the other end of the conflict, what to type.
struct Diagnostic {
  Kind kind;
  std::string message;        // first line, lower case, names in backticks
  Label primary;              // underlined with ^
  std::vector<Label> others;  // underlined with -
  std::string help;           // after `= help:`; may be empty
  std::vector<Fix> fixes{};   // ways to do what the help says, for programs; one of them at most is certain
};

using Diagnostics = std::vector<Diagnostic>;

std::span<const KindInfo> all_kinds();
const KindInfo& info(Kind kind);
Severity severity(Kind kind);
bool has_errors(const Diagnostics& diagnostics);

enum class Colour : std::uint8_t { Never, Always };

// The text of one diagnostic as a terminal shows it, ending in a newline. Wide source lines are cut around the caret.
std::string render_one(const Source& source, const Diagnostic& diagnostic, Colour colour);

// All diagnostics in the order of their places, errors of one place before warnings, then a closing count
// ("2 errors, 1 warning"); empty where there is nothing to say.
std::string render_all(const Source& source, const Diagnostics& diagnostics, Colour colour);

}  // namespace demarche
