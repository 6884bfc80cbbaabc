#pragma once

#include "demarche/base/distribution_kind.h"
#include "demarche/base/level_law.h"
#include "demarche/base/question_kinds.h"
#include "demarche/diag/diagnostic.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace demarche {

// A name or a string as written; an empty text stands for one that was missing and has been reported.
struct Name {
  std::string text;
  Span span;
};

// `raid` or `US.demarche`.
struct Ref {
  Name first;
  std::optional<Name> second;
  Span span;
};

struct Expr {
  enum class Op : std::uint8_t {
    Missing,
    Number,
    Ref,
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Min,
    Max,
    Exp,
    PayoffOf
  };
  Op op = Op::Missing;
  double number = 0;    // Op::Number; 40% is 0.4
  std::string literal;  // Op::Number as written
  Ref ref;              // Op::Ref; of Op::PayoffOf the actor
  std::vector<Expr> args;
  Span span;
};

enum class Order : std::uint8_t { AtLeast, AtMost, Above, Below };
enum class Comparison : std::uint8_t { Less, LessEqual, Equal, GreaterEqual, Greater };

// Of what is settled several times: the latest, any, none or the first of them, or that of one round.
enum class Times : std::uint8_t { Latest, Ever, Never, First, InRound };

struct Cond {
  enum class Op : std::uint8_t { Missing, Or, And, Not, Is, Ordered, Compare, Event };
  Op op = Op::Missing;
  std::vector<Cond> args;    // Or, And (two or more), Not (one)
  Ref ref;                   // Is, Ordered, Event
  bool negated = false;      // Is: `is not`
  std::vector<Name> values;  // Is: one or more; Ordered: one
  Order order = Order::AtLeast;
  Times times = Times::Latest;  // Is, Ordered
  int round = 0;                // InRound: `in round 2`
  std::optional<Name> counter;  // InRound: `of rounds`
  Span round_span;              // InRound: from `in` on
  std::vector<Expr> sides;      // Compare: two
  Comparison comparison = Comparison::Equal;
  Span span;
};

// `everyone`, or a list of actors; `nobody` alone, unless an actor is called so, is nobody.
struct Who {
  bool everyone = false;
  bool nobody = false;
  std::vector<Name> actors;
  Span span;
};

struct Draw {
  Name value;
  std::optional<Expr> odds;  // nullopt: `rest`
};

struct Case {
  std::vector<Draw> draws;
  std::optional<Cond> guard;
  bool otherwise = false;
  Span span;
};

struct OptionSyntax {
  Name value;
  std::optional<Expr> number{};
  std::optional<Name> note;
  std::optional<Cond> condition;
};

enum class Verb : std::uint8_t { Chooses, SecretlyChooses, Declares, Tells };

// Numbers that stand for a continuum: `20 levels from 0.025 to 0.975`, or `20 levels around 1 spread 0.3`.
struct LevelsSyntax {
  int num = 0;
  LevelLaw law = LevelLaw::Even;
  Expr first, second;  // from and to, or around and spread
  Span span;
};

struct StepSyntax;

struct MoveStep {
  Name actor;
  Verb verb = Verb::Chooses;
  std::vector<Name> hearers;  // Tells
  Name move;
  std::optional<Cond> condition;
  std::vector<OptionSyntax> options;
  std::optional<LevelsSyntax> levels{};  // in place of options
};
struct SimultaneousStep {
  std::vector<StepSyntax> steps;
};
struct RepeatStep {
  int times = 0;
  Span times_span;
  Name counter;
  std::vector<StepSyntax> steps;
};
struct ChanceStep {
  Name name;
  std::optional<Cond> condition;
  std::optional<Who> seen_by;
  std::vector<Case> cases;
};
struct Salvo {
  struct Item {
    Expr count;
    Name weapon;
    std::optional<Expr> arrive;  // `of which 50% arrive`
  };
  std::vector<Item> items;
  std::optional<Cond> condition;
  Span span;
};
struct Layer {
  struct Item {
    Name weapon;
    Expr stops;
    std::optional<Expr> cap, magazine, shots, spread;
    std::optional<Name> as_in{};  // `as in "upper"` in place of the probability
  };
  // `with magazine 60 for ballistic then drones`
  struct Magazine {
    Expr shots;
    std::vector<Name> weapons;
    Span span;
  };
  Name name;
  std::optional<Name> owner;  // `by US`
  bool looks_twice = false;
  std::optional<Magazine> shared;
  std::optional<Cond> presence;  // before the colon
  std::vector<Item> items;
  std::optional<Cond> condition;  // at the end of the line
  Span span;
};
struct RegimeSyntax {
  struct Factor {
    Name layer;
    Expr factor;
  };
  Name name;
  Expr weight;
  std::vector<Factor> factors;
  Span span;
};
struct Impact {
  struct Level {
    Name value;
    std::optional<Expr> up_to;  // nullopt: `above`
  };
  std::vector<Level> levels;
  Span span;
};
struct RaidStep {
  Name name;
  std::optional<Cond> condition;
  std::vector<Salvo> salvos;
  std::vector<Layer> layers;
  std::vector<RegimeSyntax> regimes;
  std::vector<Impact> impacts;  // one, unless written twice or left out
};
struct VoteStep {
  struct Others {
    Expr yes;
    std::optional<Cond> guard;
    bool otherwise = false;
    Span span;
  };
  // How a listed voter votes: `A 5` has five votes. No actor: whoever `everyone` means.
  struct Terms {
    std::optional<Name> actor;
    int votes = 1;
    Span votes_span;
    bool may_abstain = false;
  };
  Name name;
  std::optional<Cond> condition;
  std::optional<Who> seen_by;
  bool in_secret = false;
  int passes_with = 0;
  int num_members = 0;
  Span numbers_span;
  std::optional<Who> veto;
  std::optional<Who> voters;
  std::vector<Terms> terms;  // of `voters`, in the order of the text
  std::vector<Others> others;
};
struct RevealStep {
  Ref what;
  Who to;
  std::optional<Cond> condition;
};
struct ScaleStep {
  Name scale;
  bool rises = true;  // `rises to`; false: `becomes`
  Name value;
  std::optional<int> by{};  // `rises by 1`, below 0 where it falls; in place of `value`
  Span by_span{};           // of the number
  std::optional<Cond> condition;
};
struct EndStep {
  std::optional<Cond> condition;
};

struct StepSyntax {
  std::variant<MoveStep, SimultaneousStep, RepeatStep, ChanceStep, RaidStep, VoteStep, RevealStep, ScaleStep, EndStep>
      what;
  Span span;  // the step's first line
};

struct CrisisStatement {
  Name title;
};
struct SourceStatement {
  Name name;
  Name text;
};
struct ActorStatement {
  Name name;
  std::optional<Name> long_name;
};
// Somebody who owns layers of a defence and neither moves nor has payoffs.
struct PartnerStatement {
  Name name;
  std::optional<Name> long_name;
};
// `parameter NAME = ...`, and `precision = ...`, whose name is `precision`, or `precision of Iran` where it is one
// actor's.
struct ParameterStatement {
  Name name;
  Expr best;
  std::optional<Expr> low, high;
  DistributionKind distribution = DistributionKind::Normal;
  std::optional<Name> note;
  std::optional<Name> source;
  bool is_precision = false;
  std::optional<Name> precision_of{};
};
struct ScaleStatement {
  struct Level {
    Name value;
    std::optional<Expr> number;
  };
  Name name;
  std::vector<Level> levels;
  std::optional<Name> starts;
};
struct PrivateStatement {
  Ref trait;
  std::vector<Case> cases;
  std::optional<LevelsSyntax> levels;  // in place of cases
};
// What nobody knows and no chance redraws: `5 levels around 75% spread 0.1`.
struct UnknownStatement {
  Name name;
  int num = 0;
  Expr around, spread;
  Span span;  // of the levels
};
// Numbers that are drawn together in a study.
struct CorrelatedStatement {
  std::vector<Name> names;
  Expr correlation;
};
// A condition that goes by a name.
struct EventStatement {
  Name name;
  Cond condition;
};
// A formula that goes by a name.
struct NumberStatement {
  Name name;
  Expr number;
};
// `US thinks use: nuclear 2%, conventional rest`, or `US thinks p = 70%`.
struct ThoughtStatement {
  Name actor;
  Ref about;
  std::vector<Case> cases;
  std::optional<Expr> number;  // in place of cases
};
struct StageStatement {
  Name title;
  std::optional<Cond> condition;
  std::vector<StepSyntax> steps;
};
struct Term {
  // A plain term `- war_cost if ...` has one expr and no table; a row of a table, such as
  // `Israel.response: limited -1, major -3`, has a ref and entries.
  struct Entry {
    Name value;
    Expr payoff;
  };
  std::optional<Ref> table;
  std::vector<Entry> entries;
  Expr payoff;
  std::optional<Cond> condition;
  Span span;
};
struct PayoffStatement {
  Name actor;
  std::vector<Term> terms;
};
struct QuantitySyntax {
  enum class Op : std::uint8_t { Plain, Difference, Ratio };
  Op op = Op::Plain;
  std::vector<QuantitySyntax> parts;  // two, of a difference and a ratio
  bool is_probability = true;         // P(cond); false: E(what)
  Cond event;
  Ref what;
  Span span;
};
// What is said to happen in an equilibrium: a condition that comes true, or a number that is compared with another.
struct ClaimSyntax {
  Cond event;
  std::optional<QuantitySyntax> quantity;  // in place of the event
  Comparison comparison = Comparison::Equal;
  Expr bound;
  std::optional<Cond> condition;  // `if`: where it is said to
  Span span;
};
// `equilibrium where A.signal is sink if A.stake is strong`.
struct EquilibriumStatement {
  std::vector<ClaimSyntax> claims;
  Span span;
};
struct Change {
  enum class Op : std::uint8_t { SetParameter, WithoutLayer, Only, Public, Reveal, Equilibrium, Thought };
  Op op = Op::SetParameter;
  Name name;                 // SetParameter: the parameter; WithoutLayer: the layer
  Expr value;                // SetParameter
  Ref ref;                   // Only, Public, Reveal
  std::vector<Name> values;  // Only
  Who to;                    // Reveal
  EquilibriumStatement equilibrium{};
  std::optional<ThoughtStatement> thought{};
  Span span;
};
struct VariantStatement {
  Name name;
  std::vector<Change> changes;
};

struct ForcingSyntax {
  Ref move;
  std::vector<Name> values;  // one, except in `compare`
};
struct BeliefSyntax {
  Name believer;
  Ref trait;
  std::optional<Name> value;  // Check: `belief of B that A.resolve is high`
  Span span;
};
struct SweepSyntax {
  Name parameter;
  Expr from, to;
  int num_steps = 0;
};
struct BoundsSyntax {
  Expr from, to;
};
// A move that is one value rather than another.
struct ChoiceSyntax {
  Ref move;
  Name value;
  std::optional<Name> over;
};
// A number that stands at one value rather than another.
struct SettingSyntax {
  Name parameter;
  Expr value, over;
};
// A number that stands where the question is asked.
struct PlacedSyntax {
  Name parameter;
  Expr value;
};
// A question is made of parts; whoever follows the parser asks which are there, not of which kind the question is.
struct QuestionStatement {
  QuestionKind kind = QuestionKind::Ask;
  std::optional<BeliefSyntax> belief;
  std::optional<SweepSyntax> sweep;
  std::optional<SweepSyntax> second_sweep;  // of a map: the other number
  std::optional<BoundsSyntax> bounds;
  std::optional<Name> in_variant;    // Check
  std::vector<PlacedSyntax> placed;  // Check: `at q = 0.42`
  std::optional<ChoiceSyntax> choice;
  std::optional<SettingSyntax> setting;
  std::vector<QuantitySyntax> quantities;  // one, except in Compare
  std::optional<Cond> given;
  std::optional<ForcingSyntax> forcing;
  std::vector<ForcingSyntax> also_forced;  // each to one value
  std::vector<Name> across;                // `baseline` and variants
  std::optional<Name> seen_by;             // `as US sees it`
  Span span;                               // the whole question
};

struct Statement {
  std::variant<CrisisStatement, SourceStatement, ActorStatement, PartnerStatement, ParameterStatement, ScaleStatement,
               PrivateStatement, UnknownStatement, CorrelatedStatement, EventStatement, NumberStatement,
               ThoughtStatement, StageStatement, PayoffStatement, VariantStatement, EquilibriumStatement,
               QuestionStatement>
      what;
  Span span;  // the statement's first line
};

// What was written, right or wrong: everything that could be read, in the order of the text.
struct Tree {
  std::vector<Statement> statements;
  bool whole = true;  // all could be read; false where the parser reported an error
};

}  // namespace demarche
