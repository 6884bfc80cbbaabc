#pragma once

#include "demarche/base/overloaded.h"
#include "demarche/check/check.h"

#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// What the passes of check() share. The order of the passes is in check.cpp; nobody outside this folder includes this.
namespace demarche {

enum class DeclaredKind : std::uint8_t { Actor, Partner, Parameter, Variable, Event, Number };

struct Declared {
  DeclaredKind kind = DeclaredKind::Actor;
  std::size_t row = 0;  // of the kind's table in the model
  Span span;            // where it was declared
};

template <class T>
using Named = std::map<std::string, T, std::less<>>;

// All that was declared. Actors, parameters and variables without an owner share one space of names; traits and moves
// are found by `US.demarche`.
struct Names {
  Named<Declared> plain;
  Named<VariableId> dotted;
  Named<CitationId> citations;
  Named<VariantId> variants;
  Named<Span> layers;
  Named<std::optional<ValueIndex>> values;  // what misspelt values, as in `US.demarche is restrian`, were taken for
  // Words of lines that could not be read, and names already reported: nothing more is said about these.
  std::set<std::string, std::less<>> silenced;
};

inline constexpr int after_the_story = std::numeric_limits<int>::max();

// A place in the story, as far as order, sight and certainty depend on it.
struct Where {
  int order = after_the_story;  // number of the step in the order of the text; -1: before the first stage
  std::vector<int> repeats;     // the repeat blocks around it, outermost first
  std::vector<int> gates;  // conditions that held and `end`s that did not stop the story once this place is reached
  int block = -1;          // the `simultaneously` block around it
};

// One step that settles a variable.
struct Setting {
  Where where;
  Span span;
  ActorSet seen_by = 0;
};

// One step that shows a variable's value.
struct Showing {
  Where where;
  Span span;
  ActorSet to = 0;
};

// A variable read in a formula, and where it stands in the text.
struct Read {
  VariableId variable;
  Span span;
  std::optional<Span> defined{};  // read through a name that stands at `span`: where its definition reads it
  bool before_block = false;      // of what a `simultaneously` settles, what it was when the block began
};
struct ReadParameter {
  Span span;
  std::optional<Span> defined{};
};

struct Reads {
  std::vector<Read> variables;
  std::vector<ReadParameter> parameters;
};

// What is written behind the name of an event or a number; its formula is the row of the model's definitions.
struct Definiens {
  const Cond* condition = nullptr;  // of an event
  const Expr* number = nullptr;     // of a number
  Reads reads{};
  std::size_t depth = 1;   // names inside names
  bool is_sound = false;   // nothing was said against it
  bool is_spoilt = false;  // something was said against a name that stands in it
  bool is_used = false;
};

// What an actor thinks of a draw or a trait, all names known.
struct ThoughtOf {
  ActorId actor;
  VariableId variable;
  const ThoughtStatement* syntax;
};

// The state of one check: the model as far as it is built, and what the passes found.
struct Work {
  const Source& source;
  const Tree& tree;
  Model model{};
  Diagnostics diagnostics{};
  Names names{};
  Named<int> words{};                     // how often each word stands in the text
  std::vector<Where> places{};            // of the story's steps, by the order in which they are written
  std::vector<Where> stages{};            // where the conditions of stages are read, in the order of the text
  std::vector<const Cond*> gates{};       // the condition of each gate; nullptr for one that an `end` leaves behind
  std::map<int, VariableId> counters{};   // by the place of their repeat
  Named<VariableId> records{};            // of what is settled several times, by their names
  std::vector<Definiens> definitions{};   // rows of the model's
  std::size_t num_definitions_built = 0;  // in order: those that stand further up may be read
  std::size_t num_written_out = 0;        // instructions that stand in place of names
  std::size_t presence_left = 1'000'000;  // parts of definitions that may yet be walked for what may not happen
  Point best{};                           // all best guesses, once parameters and scales are built
  Table<VariableId, std::vector<Setting>> settings{};
  Table<VariableId, std::vector<Showing>> showings{};
  Table<VariableId, std::vector<std::string>> value_names{};    // for guesses
  std::vector<std::pair<VariableId, const MoveStep*>> moves{};  // the steps that give them, in the order of the text
  std::vector<ThoughtOf> thoughts{};                            // in the order of the text
  std::set<VariableId> ballots{};                               // moves that are votes
  std::set<ActorId> paid{};                                     // actors with a payoff
  std::size_t num_levels = 0;                                   // of all traits and unknowns that stand for a continuum
  double ends_left = 20e6;          // formulas that may yet be worked out to try ends of ranges
  bool payoff_of_nobody = false;    // some payoff's actor is not known, and that was said
  std::set<VariableId> overfull{};  // variables with too many values, reported once
};

// Calls `act` on each statement of one kind, in the order of the text.
template <class Kind, class Act>
void for_each_statement(const Tree& tree, Act act) {
  for (const Statement& statement : tree.statements) {
    if (const Kind* kind = std::get_if<Kind>(&statement.what)) act(*kind, statement);
  }
}

}  // namespace demarche
