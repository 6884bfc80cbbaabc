#pragma once

#include <filesystem>

namespace demarche::cli {

// Where the program lies, and with it what the build has put beside it; empty where the system does not say.
std::filesystem::path folder_of_program();

}  // namespace demarche::cli
