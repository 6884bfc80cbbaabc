#pragma once

#include "demarche/study/position.h"

#include <cstdint>
#include <deque>
#include <memory>

namespace demarche {

// What reading the ends of one game keeps from one question, and one row of a study, to the next. It saves work alone:
// nothing that is read depends on what was read before.
struct KnownEnds {
  // A formula that reads no number which a study could vary: where it holds is a matter of the game's shape.
  struct Event {
    Formula formula;
    std::vector<std::uint8_t> met;  // [node]: 1 at ends where it holds
  };
  // How far the equilibrium that was read last reaches.
  struct Read {
    Strategy strategy;
    Table<OddsId, double> odds;
    std::shared_ptr<const Table<NodeId, double>> log_reaches;
    std::shared_ptr<const Endings> endings;  // all; null until somebody asks
  };
  std::deque<Event> events;  // stay where they are as more are added
  Read last;
};

// [node]: where a formula holds at the ends of a position's game; null where nothing is kept, or numbers move it.
const std::uint8_t* ends_met(const Position& position, const Point& point, const Formula& formula);

// The log-probability of each history under a strategy.
std::shared_ptr<const Table<NodeId, double>> reaches_under(const Position& position, const Strategy& strategy);

// Where the endings of the equilibrium read last are kept, all of them; null where an outlook is of something else.
std::shared_ptr<const Endings>* known_endings(const Outlook& outlook);

}  // namespace demarche
