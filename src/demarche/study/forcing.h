#pragma once

#include "demarche/study/position.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace demarche {

// A move of an actor or of chance, or the level that a raid leaves, and what it is made to be.
struct ForcedValue {
  VariableId variable;
  ValueIndex value = 0;
};

// What a question forces, of a comparison in one of its cases.
std::vector<ForcedValue> forced_values(const Question& question, ValueIndex value);
std::vector<ForcedValue> forced_values(const Question& question);

// Choices and draws replaced wherever the value is on offer; all other moves, and all beliefs, stay as they were.
struct Forced {
  Strategy strategy;
  std::optional<Stakes> stakes;                         // with chance's odds as forced; none where chance is left alone
  std::vector<std::pair<OddsId, std::uint32_t>> drawn;  // rows of odds that were forced: the first, and how many
  std::string note;                                     // where a value was not on offer; may be empty
};
Forced force(const Position& position, const std::vector<ForcedValue>& values);

// The position with what is forced of chance, for as long as `forced` stays where it is.
Position under(const Position& position, const Forced& forced);

}  // namespace demarche
