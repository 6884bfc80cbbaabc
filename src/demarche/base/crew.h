#pragma once

#include "demarche/base/workers.h"

#include <optional>
#include <type_traits>
#include <utility>

namespace demarche {

// Does a piece of work while no other thread does one that was given to the same. Empty: there is one thread.
using Turns = std::function<void(const std::function<void()>&)>;

// Threads that share something while they work. The core has neither threads nor locks: who calls it lends it both.
struct Crew {
  std::size_t size = 1;
  Workers workers{};                    // empty: one job after the other
  std::function<Turns()> make_turns{};  // for each thing that is shared; empty where there is one thread
};

inline Turns turns_of(const Crew& crew) { return crew.make_turns ? crew.make_turns() : Turns(); }

// What the work returns, done in turn.
template <class Work>
auto in_turn(const Turns& turns, const Work& work) {
  if (!turns) return work();
  std::optional<std::invoke_result_t<Work>> result;
  turns([&] { result = work(); });
  return std::move(*result);
}

}  // namespace demarche
