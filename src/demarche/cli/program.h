#pragma once

#include <string>
#include <vector>

namespace demarche::cli {

// Runs the program on the words after its name; the exit code.
int run_program(const std::vector<std::string>& arguments);

}  // namespace demarche::cli
