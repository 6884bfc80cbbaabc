#pragma once

#include <span>
#include <string_view>

namespace demarche::cli {

// A model that was built into the program, so that `new` and `tour` work anywhere.
struct Example {
  std::string_view name;  // `april2024`
  std::string_view text;
};
std::span<const Example> examples();

}  // namespace demarche::cli
