#include "demarche/diag/diagnostic.h"
#include "demarche/diag/explain_hints.h"
#include "demarche/diag/explain_names.h"
#include "demarche/diag/explain_numbers.h"
#include "demarche/diag/explain_raid.h"
#include "demarche/diag/explain_text.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

constexpr std::array kinds{
    KindInfo{Kind::E001, "E001", "a character outside the language", explain::e001},
    KindInfo{Kind::E002, "E002", "something else was expected here", explain::e002},
    KindInfo{Kind::E003, "E003", "more than fits here", explain::e003},
    KindInfo{Kind::E004, "E004", "an unknown kind of statement or step", explain::e004},
    KindInfo{Kind::E005, "E005", "an unknown name or value", explain::e005},
    KindInfo{Kind::E006, "E006", "an actor without payoff", explain::e006},
    KindInfo{Kind::E007, "E007", "used before it can have happened", explain::e007},
    KindInfo{Kind::E008, "E008", "an order on values that have none", explain::e008},
    KindInfo{Kind::E009, "E009", "a choice that depends on something its actor never sees", explain::e009},
    KindInfo{Kind::E010, "E010", "a tab in the indentation", explain::e010},
    KindInfo{Kind::E011, "E011", "odds that do not add up to 100%", explain::e011},
    KindInfo{Kind::E012, "E012", "a situation that no case covers", explain::e012},
    KindInfo{Kind::E013, "E013", "a move with no option left", explain::e013},
    KindInfo{Kind::E014, "E014", "simultaneous moves that read each other", explain::e014},
    KindInfo{Kind::E015, "E015", "a vote that cannot be counted", explain::e015},
    KindInfo{Kind::E016, "E016", "a range that leaves out its own best guess", explain::e016},
    KindInfo{Kind::E017, "E017", "raid levels that leave a gap", explain::e017},
    KindInfo{Kind::E018, "E018", "a rule of the game that reads a parameter", explain::e018},
    KindInfo{Kind::E019, "E019", "a number out of its bounds", explain::e019},
    KindInfo{Kind::E020, "E020", "a game that is too large", explain::e020},
    KindInfo{Kind::E021, "E021", "a name declared twice", explain::e021},
    KindInfo{Kind::E022, "E022", "more than the language allows", explain::e022},
    KindInfo{Kind::E023, "E023", "a known name or statement in the wrong place", explain::e023},
    KindInfo{Kind::E024, "E024", "a magazine smaller than a salvo", explain::e024},
    KindInfo{Kind::E025, "E025", "a layer of nobody", explain::e025},
    KindInfo{Kind::E026, "E026", "a raid that is too large", explain::e026},
    KindInfo{Kind::E027, "E027", "numbers that cannot be drawn together", explain::e027},
    KindInfo{Kind::E034, "E034", "odds that rule out what others hold possible", explain::e034},
    KindInfo{Kind::E035, "E035", "an equilibrium that is named and was not found", explain::e035},
    KindInfo{Kind::E101, "E101", ".efg, .nfg: something else was expected here", explain::e101},
    KindInfo{Kind::E102, "E102", ".efg, .nfg: two places that contradict each other", explain::e102},
    KindInfo{Kind::E103, "E103", "a strategy's file: something else was expected here", explain::e103},
    KindInfo{Kind::E104, "E104", "a strategy that does not fit the game", explain::e104},
    KindInfo{Kind::W101, "W101", "a parameter, event or number that is never used", explain::w101},
    KindInfo{Kind::W102, "W102", "a move that is cheap talk", explain::w102},
    KindInfo{Kind::W103, "W103", "a condition that holds, too, where the move is never made", explain::w103},
    KindInfo{Kind::W104, "W104", "a stage or step that is never reached", explain::w104},
    KindInfo{Kind::W105, "W105", "a private trait that matters to nobody", explain::w105},
    KindInfo{Kind::W106, "W106", "an empty model", explain::w106},
    KindInfo{Kind::W107, "W107", "a scale that moves several levels in one go", explain::w107},
    KindInfo{Kind::W108, "W108", "a mover to whom its options are all the same", explain::w108},
    KindInfo{Kind::W109, "W109", "two names that look alike", explain::w109},
    KindInfo{Kind::W110, "W110", "a name in letters of several alphabets", explain::w110},
    KindInfo{Kind::N201, "N201", "uncertain parameters without a source", explain::n201},
    KindInfo{Kind::R301, "R301", "an answer that rests on beliefs off the path", explain::r301},
    KindInfo{Kind::R302, "R302", "an answer that hangs on a tie", explain::r302},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (static_cast<std::size_t>(kinds[i].kind) != i) return false;
  }
  return kinds.size() == static_cast<std::size_t>(Kind::R302) + 1;
}
static_assert(in_order());

}  // namespace

std::span<const KindInfo> all_kinds() { return kinds; }

const KindInfo& info(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }

Severity severity(Kind kind) {
  switch (info(kind).code.front()) {
    case 'W':
      return Severity::Warning;
    case 'N':
      return Severity::Note;
    case 'R':
      return Severity::Remark;
    default:
      return Severity::Error;
  }
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return severity(d.kind) == Severity::Error; });
}

}  // namespace demarche
