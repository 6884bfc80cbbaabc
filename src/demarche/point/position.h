#pragma once

#include "demarche/point/solved.h"

namespace demarche {

struct KnownEnds;  // study/known_ends.h

// A solved game at one parameter point, seen from the questions' side; everything is owned elsewhere.
struct Position {
  const Model* model = nullptr;
  const Compiled* compiled = nullptr;
  const Parameters* parameters = nullptr;
  const Stakes* stakes = nullptr;
  const Solution* solution = nullptr;
  const Certificate* certificate = nullptr;
  KnownEnds* ends = nullptr;  // what reading keeps from one question to the next; null: nothing
};

inline Position position_of(const Solved& solved) {
  return {&solved.model, &solved.compiled, &solved.parameters, &solved.stakes, &solved.solution, &solved.certificate};
}

}  // namespace demarche
