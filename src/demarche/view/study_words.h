#pragma once

#include <string>

namespace demarche {

// `Sobol sequence`, of `sobol`.
std::string design_words(const std::string& design);

}  // namespace demarche
