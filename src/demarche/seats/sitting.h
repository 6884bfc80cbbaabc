#pragma once

#include "demarche/base/refusal.h"
#include "demarche/point/solved.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// A play in which people take the seats of actors, as a value: a model with its solution, who sits where, a seed, and
// the moves that were made so far. Everything else follows from these, the same bits each time: where the story stands,
// what each seat sees and is asked. Whoever is not played by a person moves as the solution says.
namespace demarche {

struct SittingPlan {
  ActorSet seats = 0;        // whom people play
  std::uint64_t seed = 1;    // of chance, and of all who are not played by people
  bool asks_beliefs = true;  // before each choice
};

// What somebody chose at a seat, by its name, and how likely it held what it was asked about. What different seats do
// may stand in any order.
struct SeatMove {
  ActorId seat;
  std::string option;
  std::optional<double> belief = {};
};

// A choice of a person in the story: the k-th option there.
struct SeatChoice {
  NodeId node;
  std::size_t option = 0;
  std::optional<double> belief = {};
};

struct Sitting {
  const Solved* solved = nullptr;
  SittingPlan plan;
  std::vector<SeatMove> moves;
  NodeId stands_at{0};              // no move was made yet that goes on from there, or the story is over
  std::vector<SeatChoice> choices;  // on the way there, in the order of the story
  Table<ActorId, InfosetId> asked;  // where each seat is to choose now; none where it waits
};

// Where the moves lead; or which of them nobody could make, and what could be.
OrRefusal<Sitting> sit(const Solved& solved, const SittingPlan& plan, const std::vector<SeatMove>& moves);

bool is_over(const Sitting& sitting);
// The histories from the first to where it stands.
std::vector<NodeId> way_of(const Sitting& sitting);
// How many moves a seat has made.
std::size_t num_moves_of(const Sitting& sitting, ActorId seat);

}  // namespace demarche
