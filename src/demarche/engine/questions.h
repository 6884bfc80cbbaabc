#pragma once

#include <string>

namespace demarche {

// What is typed as a question may leave out `ask`.
std::string as_statement(const std::string& question);

}  // namespace demarche
