#include "demarche/view/study_words.h"

namespace demarche {

std::string design_words(const std::string& design) {
  if (design == "lhs") return "Latin hypercube";
  return design == "saltelli" ? "Saltelli's blocks" : "Sobol sequence";
}

}  // namespace demarche
