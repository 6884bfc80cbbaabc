#pragma once

#include "demarche/compile/compile.h"
#include "demarche/solve/aqre.h"

#include <cstdint>
#include <optional>

namespace demarche {

struct Method;
const Method& usual_method();  // the logit path

// In which form a crisis is solved: every history, or the moves that everybody sees with a vector over private types.
// Both give the same equilibrium; Automatic takes the public tree where the flat one is large.
enum class Form : std::uint8_t { Automatic, Flat, Public };

// In which form what was found is held: as it was solved, or over histories in any case, from which questions are
// answered and pages drawn.
enum class Held : std::uint8_t { AsSolved, OverHistories };

// How a problem is to be solved.
struct Plan {
  const Method* method = &usual_method();  // of methods()
  Form form = Form::Automatic;
  Held held = Held::AsSolved;
  CompileOptions compile;
  AqreOptions aim;                   // a precision, else a tolerance; and how closely a path is followed
  bool precision_from_model = true;  // where none is named, the model's own precision is the aim
  std::uint64_t max_iterations = 100'000;
  std::uint64_t seed = 1;                 // of all that is drawn on the way
  std::optional<std::size_t> num_starts;  // look for several equilibria, from so many random starts
  std::size_t num_starts_for_name = 20;   // where the model names its equilibrium by what happens in it
  // From this many nodes of the flat tree on, a crisis in public that is held over histories is solved over vectors of
  // types.
  double in_public_from = 20'000;
};

// What is aimed at with these numbers: the plan's precision, else the model's there, else the limit.
AqreOptions aim_at(const Model& model, const Parameters& parameters, const Plan& plan);

// In the limit everybody tells payoffs apart perfectly: how sharply each did on the way there bears on nothing.
template <class AnyStakes>
void keep_precisions_for(const AqreOptions& aim, AnyStakes& stakes) {
  if (!aim.precision) stakes.precisions = {};
}

// The plan with that aim.
Plan plan_at(const Model& model, const Parameters& parameters, Plan plan);

}  // namespace demarche
