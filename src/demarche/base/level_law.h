#pragma once

#include <cstdint>

namespace demarche {

// How the levels of a trait or a move are laid out by two numbers.
enum class LevelLaw : std::uint8_t {
  Even,   // evenly spaced from the first number to the second, both among them
  Normal  // equal shares of the normal law around the first number with the second as its spread, each at its mean
};

}  // namespace demarche
