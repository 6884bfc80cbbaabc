#pragma once

#include <functional>
#include <string_view>

namespace demarche {

// How far long work has come. `fraction` is a guess in 0..1; negative where nothing can be said.
struct Progress {
  std::string_view what;
  double fraction = -1;
  double precision = 0;
  double max_gain = 0;
};

// Called now and then by long work; false asks it to stop and return the best it has. Empty: never asks.
using Monitor = std::function<bool(const Progress&)>;

inline bool goes_on(const Monitor& monitor, const Progress& progress = {}) { return !monitor || monitor(progress); }

}  // namespace demarche
