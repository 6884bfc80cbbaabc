#pragma once

#include "demarche/base/distribution_kind.h"
#include "demarche/base/ids.h"
#include "demarche/base/level_law.h"
#include "demarche/base/question_kinds.h"
#include "demarche/model/formula.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace demarche {

using CitationId = Id<struct CitationTag>;
using VariantId = Id<struct VariantTag>;
using ActorSet = std::uint64_t;  // bit a: actor a; at most 64 actors

inline bool contains(ActorSet set, ActorId actor) { return set >> actor.value & 1; }

struct Actor {
  std::string name;       // `US`
  std::string long_name;  // "United States", or the name
  Span span;
};

// Somebody who owns layers of a shared defence and neither moves nor has payoffs.
struct Partner {
  std::string name;
  std::string long_name;
  Span span;
};

struct Citation {
  std::string name;
  std::string text;
  Span span;
};

// A number the analyst is unsure of: best guess, 90% range, source. Its default may be computed from earlier
// parameters.
struct Parameter {
  std::string name;
  Formula best;                      // reads only parameters with smaller ids
  std::optional<Formula> low, high;  // both or none
  DistributionKind distribution = DistributionKind::Normal;
  std::string note;
  std::optional<CitationId> source;
  bool is_precision = false;  // the `precision =` statement: the logit precision at which the model is solved
  std::optional<ActorId> precision_of{};  // the `precision of` statement: that of one actor
  Span span;
};

// Numbers that a study draws together: any two of them have this rank correlation.
struct Correlation {
  std::vector<ParameterId> parameters;
  double rank_correlation = 0;
};

struct Value {
  std::string name;
  std::string note;  // what is said, for a move with a note
  Formula number;    // where the variable has numbers (reads parameters only); empty elsewhere
  Span span;
};

// Values that stand for a continuum.
struct Levels {
  LevelLaw law = LevelLaw::Even;
  Formula first, second;  // from and to, or around and spread
};

enum class VariableKind : std::uint8_t { Trait, Move, Chance, Vote, Scale, Counter, Record };

// What is kept of something that is settled several times, since the variable itself holds the latest only. Nobody sees
// it but by seeing what it is kept of.
struct Recorded {
  enum class What : std::uint8_t { First, InRound, Ever, BeforeBlock };
  What what = What::First;
  VariableId of;
  VariableId counter;              // InRound
  ValueIndex round = 0;            // InRound; of a scale the level at the end of the round, or so far
  std::vector<ValueIndex> values;  // Ever: the record is `no` until it was one of these, and then `yes`
  // BeforeBlock: the latest, but for what a `simultaneously` that is not over has settled
};

// Whatever a history settles: a trait, a move, what chance drew, a vote, a scale, how many rounds were begun; or what
// is kept of one.
struct Variable {
  VariableKind kind = VariableKind::Trait;
  std::string name;              // as written in conditions: `US.demarche`, `damage`
  std::optional<ActorId> owner;  // traits and moves
  std::vector<Value> values;
  bool has_numbers = false;             // each value stands for a number
  std::optional<Levels> levels{};       // traits and moves: the values are `level1`, `level2`, ...
  ValueIndex start = has_not_happened;  // scales begin at a level; counters at value 0, which stands for 0 rounds
  bool set_by_raid = false;
  std::optional<Recorded> record;  // of the kind Record
  Span span;
};

// One distribution: the odds of some of the variable's values. A missing odds formula is `rest`, at most one a case.
struct DrawCase {
  struct Draw {
    ValueIndex value = 0;
    std::optional<Formula> odds;
    Span span;
  };
  std::vector<Draw> draws;
  Formula guard;  // empty: always (a bare case or `otherwise`)
  bool otherwise = false;
  Span span;
};

struct MoveOption {
  ValueIndex value = 0;
  Formula condition;
  Span span;
};

struct Step;

// An actor's choice among the options whose conditions hold.
struct Move {
  VariableId variable;
  ActorId actor;
  ActorSet seen_by = 0;  // always holds the actor
  std::vector<MoveOption> options;
  bool is_message = false;  // `tells` or `declares`
};
struct Simultaneous {
  std::vector<Step> steps;
};
struct Repeat {
  VariableId counter;  // value k: round k has begun
  int times = 1;
  std::vector<Step> steps;
};
// What an actor holds of a draw's odds beside the model's own, openly; where none of its cases applies it goes by
// those.
struct Thought {
  ActorId actor;
  std::vector<DrawCase> cases;
  Span span;
};
// The same of a number that odds are computed from. The number it thinks of may read the model's own.
struct NumberThought {
  ActorId actor;
  ParameterId parameter;
  Formula number;
  Span span;
};
// What chance draws; the private traits are steps of this kind before the first stage, each seen by its owner.
struct Chance {
  VariableId variable;
  ActorSet seen_by = 0;
  std::vector<DrawCase> cases;
  std::vector<Thought> thoughts{};  // of each actor one at most
};
// A raid: arrivals by weapon, layers of a shared defence, leakers cut into the levels of a scale. The room `raid` says
// what the numbers mean.
struct Raid {
  struct Salvo {
    std::vector<Formula> counts;  // one a weapon; empty formula: none of it
    std::vector<Formula> arrive;  // probability a weapon; empty formula: all arrive
    Formula condition;
    Span span;
  };
  // What a layer does to one weapon; empty formulas: nothing, no limit, one shot, no spread.
  struct Engagement {
    Formula stops;
    Formula cap;
    Formula magazine;
    Formula shots;
    Formula spread;
    int draw = 0;       // layers with the same one share what is drawn: one of them says `as in` the other
    std::string as_in;  // the name of that other layer, empty in the first
  };
  struct Layer {
    std::string name;
    std::string owner;  // an actor or a partner; empty: nobody who could withdraw it
    std::vector<Engagement> by_weapon;
    Formula shared_magazine;             // empty: none
    std::vector<std::size_t> served_by;  // rows of the weapons that share it, first served first
    bool looks_twice = false;
    Formula condition;
    Span span;
  };
  struct Factor {
    std::string layer;
    Formula factor;
  };
  // Drawn once a raid, for all weapons; what is left of 100% multiplies nothing.
  struct Regime {
    std::string name;
    Formula weight;
    std::vector<Factor> factors;
    Span span;
  };
  struct Level {
    ValueIndex value = 0;
    std::optional<Formula> up_to;  // nullopt: everything above
    Span span;
  };
  VariableId variable;   // the scale it sets
  ActorSet seen_by = 0;  // everyone
  std::vector<std::string> weapons;
  std::vector<Salvo> salvos;
  std::vector<Layer> layers;
  std::vector<Regime> regimes;
  std::vector<Level> levels;
};

// Calls `act` on every formula of a raid, in the order of the text.
template <class Act>
void for_each_formula(const Raid& raid, const Act& act) {
  for (const Raid::Salvo& salvo : raid.salvos) {
    act(salvo.condition);
    for (const Formula& count : salvo.counts) act(count);
    for (const Formula& share : salvo.arrive) act(share);
  }
  for (const Raid::Layer& layer : raid.layers) {
    act(layer.condition);
    act(layer.shared_magazine);
    for (const Raid::Engagement& one : layer.by_weapon) {
      for (const Formula* formula : {&one.stops, &one.cap, &one.magazine, &one.shots, &one.spread}) act(*formula);
    }
  }
  for (const Raid::Regime& regime : raid.regimes) {
    act(regime.weight);
    for (const Raid::Factor& factor : regime.factors) act(factor.factor);
  }
  for (const Raid::Level& level : raid.levels) {
    if (level.up_to) act(*level.up_to);
  }
}

// A vote: each voter moves `yes`, `no` or, where it may, `abstain` (the variable `US.censure`), all at the same time
// and then seen by those who see the vote, unless it is secret; the members who are not actors have one vote each and
// are one binomial. It has passed with enough yes votes and no `no` of a veto. Values of the vote itself: `passed` (0),
// `failed` (1).
inline constexpr ValueIndex ballot_yes = 0;
inline constexpr ValueIndex ballot_no = 1;
inline constexpr ValueIndex ballot_abstain = 2;
struct Vote {
  struct Others {
    Formula yes;
    Formula guard;
    Span span;
  };
  VariableId variable;
  ActorSet seen_by = 0;
  int passes_with = 0;
  int num_members = 0;        // votes there are in all
  ActorSet veto = 0;          // whose `no` fails it
  std::vector<Move> ballots;  // one a voter
  std::vector<int> votes;     // that each ballot counts for
  int num_others = 0;         // members who are not actors
  std::vector<Others> others;
};
struct Reveal {
  VariableId variable;
  ActorSet to = 0;
};
struct ScaleChange {
  enum class How : std::uint8_t { RisesTo, Becomes, MovesBy };
  VariableId variable;
  How how = How::RisesTo;
  ValueIndex value = 0;  // RisesTo, Becomes
  int by = 0;            // MovesBy: levels up, or down where it is below 0; within the ends of the scale
};
struct End {};

struct Step {
  std::variant<Move, Simultaneous, Repeat, Chance, Raid, Vote, Reveal, ScaleChange, End> what;
  Formula condition;
  Span span;
};

struct Stage {
  std::string title;
  Formula condition;
  std::vector<Step> steps;
  Span span;
};

// A line of a payoff by which an actor cares for another.
struct CaringLine {
  std::string label;     // its text
  std::size_t line = 0;  // in its file, from 1
  friend bool operator==(const CaringLine&, const CaringLine&) = default;
};

struct PayoffTerm {
  Formula condition;  // for a row of a table: "the ref is this value and the row's condition"
  Formula number;
  std::string label;     // the text of the term, for explanations
  std::size_t line = 0;  // in its file, from 1
  Span span;
  // Of a term that was written for another actor, whose label and line it keeps: by which line it counts here, too.
  std::optional<CaringLine> by{};
};

// A condition or a formula that goes by a name. Wherever the name stands, what it stands for was written out.
struct Definition {
  std::string name;
  bool is_event = true;
  Formula formula;
  std::string text;  // as written, one line
  Span span;         // of the name
};

struct Quantity {
  enum class Op : std::uint8_t { Probability, Payoff, Reading, Formula, Difference, Ratio };
  Op op = Op::Probability;
  std::vector<Quantity> parts{};  // two, of Difference and Ratio
  Formula event;                  // Probability
  Formula number;                 // Formula: E(number)
  ActorId actor;                  // Payoff: E(actor)
  VariableId variable;            // Reading: E(scale or counter), the expected number
  std::string text;               // as written
};

// Itself, or the two that it is made of.
template <class Act>
void for_each_plain(const Quantity& quantity, const Act& act) {
  if (quantity.parts.empty()) act(quantity);
  for (const Quantity& part : quantity.parts) act(part);
}

// What is said to happen in an equilibrium: that an event comes true, or how a number compares with another.
struct Claim {
  Quantity quantity;             // of an event its probability
  std::optional<Formula> given;  // `if`
  OpCode comparison = OpCode::GreaterEqual;
  std::optional<Formula> bound;  // none: the event comes true
  std::string text;              // as written, one line
  Span span;
};

// An equilibrium that goes by what happens in it.
struct NamedEquilibrium {
  std::vector<Claim> claims;
  Span span;
};

// "`A.signal is sink if A.stake is strong`, `P(war) < 10%`".
std::string text_of(const NamedEquilibrium& named);

struct ModelChange {
  enum class Op : std::uint8_t {
    SetParameter,
    WithoutLayer,
    Only,
    Public,
    Reveal,
    Equilibrium,
    Thought,       // of a draw, a trait or an unknown
    NumberThought  // of a parameter
  };
  Op op = Op::SetParameter;
  ParameterId parameter;                          // SetParameter
  Formula value;                                  // SetParameter
  std::string layer;                              // WithoutLayer
  VariableId variable;                            // Only, Public, Reveal, Thought
  std::vector<ValueIndex> values;                 // Only
  ActorSet to = 0;                                // Reveal
  NamedEquilibrium named{};                       // Equilibrium
  std::vector<Thought> thoughts{};                // Thought: one for each step that draws it, in the order of the text
  std::optional<NumberThought> number_thought{};  // NumberThought
  Span span;
};

struct Variant {
  std::string name;
  std::vector<ModelChange> changes;
  Span span;
};

struct Forcing {
  VariableId move;
  std::vector<ValueIndex> values;
};

// A move that is one value rather than another; without the other, rather than whichever is best.
struct ChoiceAsked {
  VariableId move;
  ValueIndex value = 0;
  std::optional<ValueIndex> over;
};

struct SweptNumber {
  ParameterId parameter;
  Formula from, to;
  int num_steps = 0;
};

struct PlacedNumber {
  ParameterId parameter;
  Formula value;
};

struct Question {
  QuestionKind kind = QuestionKind::Ask;
  std::vector<Quantity> quantities;
  std::optional<Formula> given;
  std::string given_text;              // as written, one line
  std::string from_text{}, to_text{};  // Check: its bounds
  std::optional<Forcing> forcing;
  std::optional<ChoiceAsked> choice;
  std::vector<std::optional<VariantId>> across;  // nullopt: baseline
  ActorId believer;
  VariableId trait;
  std::optional<ValueIndex> believed{};  // Check: of a belief in this value
  std::string belief_text{};             // of that, as written
  ParameterId parameter;
  Formula from, to;                         // Sweep, Check; WhyDifference: a parameter's two values
  int num_steps = 0;                        // Sweep
  std::optional<SweptNumber> also_swept{};  // Sweep: the second number of a map
  std::vector<Forcing> also_forced{};       // each to one value
  std::optional<VariantId> in_variant{};    // Check
  std::vector<PlacedNumber> placed{};       // Check: where numbers stand
  std::string place_text{};                 // " in tying at q = 0.42", or nothing
  std::optional<ActorId> seen_by;           // by whose odds it is answered; nullopt: the model's own
  std::string seer_text{};                  // " as US sees it", or nothing
  std::string text;                         // as written, one line
  Span span;
};

// Whether it is asked at other rules or numbers than the study's.
inline bool is_asked_elsewhere(const Question& question) {
  return question.in_variant.has_value() || !question.placed.empty();
}

// The checked crisis: every name resolved, no syntax left. A model with errors is never handed on.
struct Model {
  std::string title;
  Table<ActorId, Actor> actors;
  std::vector<Partner> partners;
  Table<CitationId, Citation> citations;
  Table<ParameterId, Parameter> parameters;
  std::vector<Correlation> correlations;
  std::vector<NumberThought> number_thoughts;
  Table<VariableId, Variable> variables;
  std::vector<Definition> definitions;  // in file order
  std::vector<Step> traits;             // Chance steps, in file order
  std::vector<Stage> stages;
  Table<ActorId, std::vector<PayoffTerm>> payoffs;
  Table<VariantId, Variant> variants;
  std::vector<Question> questions;
  std::optional<ParameterId> precision;
  Table<ActorId, std::optional<ParameterId>> own_precisions{};  // empty where no actor has one
  std::optional<NamedEquilibrium> named{};                      // where it is not the logit path's that is meant
};

// The values of the named uncertain numbers; nullopt where a parameter keeps what the model computes for it.
using Parameters = Table<ParameterId, std::optional<double>>;

// The point at which formulas are read, with derived parameters and level numbers worked out.
Point point_of(const Model& model, const Parameters& parameters);

// The same as an actor thinks it is: odds are read there, and nothing else is.
Point point_as_seen_by(const Model& model, const Parameters& parameters, ActorId actor);

// Whether any actor thinks otherwise of chance than the model's odds say.
bool has_thoughts(const Model& model);

// Whether any does in a variant.
bool has_thoughts_in_variants(const Model& model);

// The derivatives of the point's numbers by one parameter, those that are worked out from it following.
Point slopes_by(const Model& model, const Parameters& parameters, const Point& point, ParameterId by);

// "pride, face and audience by 60%".
std::string text_of(const Model& model, const Correlation& correlation);

// "US thinks p = 0.7".
std::string text_of(const Model& model, const NumberThought& thought);

// Each actor's precision at a point, or its slope; empty where all have the same.
Table<ActorId, double> precisions_of(const Model& model, const Point& point);

// The precision at which the model is solved: that of the sharpest actor. The model states one.
double largest_precision(const Model& model, const Point& point);

// All best guesses.
Parameters best_guesses(const Model& model);

// The formula in the language's words; `always` where it is empty.
std::string text_of(const Model& model, const Formula& formula);

// "raid rises to high", "raid falls by 1".
std::string text_of(const Model& model, const ScaleChange& change);

// "20 levels from 0.025 to 0.975" or "20 levels around 1 spread 0.3", of a variable with levels.
std::string levels_text(const Model& model, const Variable& variable);

// The model as indented text, for `demarche dump --stage model` and golden tests.
std::string dump(const Model& model);

}  // namespace demarche
