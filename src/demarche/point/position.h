#pragma once

#include "demarche/point/solved.h"

namespace demarche {

// A solved game at one parameter point, seen from the questions' side; everything is owned elsewhere.
struct Position {
  const Model* model = nullptr;
  const Compiled* compiled = nullptr;
  const Parameters* parameters = nullptr;
  const Stakes* stakes = nullptr;
  const Solution* solution = nullptr;
  const Certificate* certificate = nullptr;
};

inline Position position_of(const Solved& solved) {
  return {&solved.model, &solved.compiled, &solved.parameters, &solved.stakes, &solved.solution, &solved.certificate};
}

}  // namespace demarche
