#pragma once

#include <string>
#include <vector>

namespace demarche {

// Why something that was asked for is not done: one sentence, and what to type instead where there is something.
struct Refusal {
  std::string sentence;
  std::string help;
  std::vector<std::string> details{};  // a line each
  bool out_of_memory = false;
};

}  // namespace demarche
