#pragma once

#include "demarche/diag/diagnostic.h"
#include "demarche/game/game.h"
#include "demarche/model/model.h"

#include <expected>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace demarche {

using StateId = Id<struct StateTag>;
using ObservationId = Id<struct ObservationTag>;
using SiteId = Id<struct SiteTag>;  // a branching step of the model, in story order

// What a history branches at. A step of the model may be made of several of these, as a vote is of ballots and a count;
// a new kind of step that is made of them changes nothing behind `flatten`.
struct BranchingStep {
  std::variant<Move, Chance, Raid, Vote> what;
  Span span;
};

// A branching step, flattened out of stages, repeats and simultaneous blocks.
struct Site {
  BranchingStep step;
  VariableId variable;
  int stage = -1;                      // -1: a private trait
  std::vector<VariableId> counters{};  // of the repeats around it, the innermost first
};

// One more thing an actor saw; the list of all it saw is followed through `before`.
struct Observation {
  ObservationId before;
  VariableId variable;
  ValueIndex value = 0;
  SiteId own = none<SiteTag>;  // the step at which the one who sees it chose it
};

// What links a game to the story it tells: for each history what is settled, what each actor has seen, where it stands.
struct Story {
  Table<SiteId, Site> sites;
  Table<NodeId, SiteId> site_of;    // none at terminal nodes
  Table<NodeId, StateId> state_of;  // what is settled when the history stands there, scales included
  std::vector<ValueIndex> states;   // [state x num_variables + variable]
  std::size_t num_variables = 0;
  Table<ObservationId, Observation> observations;  // row 0: nothing seen yet
  std::vector<ObservationId> seen;             // [node x num_actors + actor]: all it saw when the history stands there
  Table<OutcomeId, StateId> state_of_outcome;  // outcomes are distinct final states
  // How to compute odds: rows of Stakes::odds of one chance node are worked out together.
  struct OddsRow {
    OddsId first;
    std::uint32_t num = 0;
    SiteId site;
    StateId state;  // one state in which the node stands; others that share the row agree on what is read
    std::uint32_t case_index = 0;  // DrawCase that applies (chance and traits)
  };
  std::vector<OddsRow> odds_rows;
};

inline StateView state_view(const Story& story, StateId state) {
  return {story.states.data() + std::size_t{state.value} * story.num_variables, story.num_variables};
}

// What is known of a game before it is unfolded: exact counts, by dynamic programming over distinct states.
struct Census {
  struct StageGrowth {
    std::string title;  // "private traits" or the stage's title
    double factor = 1;  // histories after the stage / histories before it
    std::string why;    // "5 rounds of 2 x 2", or empty
  };
  double num_histories = 0;  // terminal nodes
  double num_nodes = 0;
  bool exact = true;                       // false: too many distinct states; upper bounds
  std::optional<double> num_public_nodes;  // where a public tree is solved in place of the flat one
  std::vector<StageGrowth> stages;
  Diagnostics diagnostics;  // E012, E013, W104, E020
};

struct CompileOptions {
  double max_histories = 10'000'000;
};

// Walks the distinct states of the model at its best guesses; reports what cannot be unfolded and the size of what can.
Census take_census(const Model& model, const CompileOptions& options);

struct Compiled {
  Game game;
  Story story;
};

// Unfolds the shape of the game. Information sets follow from what was observed; the census's errors are returned, and
// E009 where an information set would offer different options in different histories.
std::expected<Compiled, Diagnostics> compile(const Model& model, const CompileOptions& options);

// Payoffs and odds at one parameter point; never unfolds. E011/E019 where numbers are out of their bounds.
std::expected<Stakes, Diagnostics> bind(const Model& model, const Compiled& compiled, const Parameters& parameters);

// The same, bit for bit, over tables that are made once for a model's game: empty ones, the first time.
struct PayoffTables;
std::expected<Stakes, Diagnostics> bind(const Model& model, const Compiled& compiled, const Parameters& parameters,
                                        PayoffTables& tables);

// The odds alone.
std::expected<Table<OddsId, double>, Diagnostics> bind_odds(const Model& model, const Compiled& compiled,
                                                            const Parameters& parameters);

// The payoffs' derivatives along a direction in the parameters (see slopes_by), as rows of Stakes::payoffs; nullopt
// where they have none.
std::optional<std::vector<double>> payoff_slopes(const Model& model, const Compiled& compiled, const Point& point,
                                                 const Point& slopes);

// The model with a variant's changes made, and the parameter values it sets (to be passed to bind).
struct Varied {
  Model model;
  Parameters parameters;
};
Varied apply_variant(const Model& model, VariantId variant);

}  // namespace demarche
