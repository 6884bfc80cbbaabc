// Times the exact outcome of raids: user time of one core, the median of several runs.
//
//   ninja -C build/release raid_bench && build/release/raid_bench

#include "../tests/unit/april_defence.h"
#include "demarche/raid/outcome.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <functional>

namespace {

using namespace demarche;

// Nothing is certain before the shared magazine, so that every cell of the array matters.
Defence shared_in_the_middle() {
  Defence defence = april::defence();
  defence.layers = {
      april::layer_of(0, {{.stops = 0.8, .rho = 0.06}, {.stops = 0.8, .rho = 0.18}, {.stops = 0.75, .rho = 0.3}}),
      defence.layers[3], defence.layers[1], defence.layers[2]};
  return defence;
}

Defence shared_twice_looked() {
  Defence defence = shared_in_the_middle();
  defence.layers[1].num_looks = 2;
  return defence;
}

void time(const char* name, const std::function<void()>& work) {
  constexpr int num_runs = 9;
  std::vector<double> seconds;
  for (int run = 0; run < num_runs; ++run) {
    const std::clock_t begin = std::clock();
    work();
    seconds.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::ranges::sort(seconds);
  fmt::print("{:<58} {:.4f} s (from {:.4f} to {:.4f})\n", name, seconds[num_runs / 2], seconds.front(), seconds.back());
}

}  // namespace

int main() {
  time("April, all 4 subsets of 2 owners", [] { coalition_table(april::defence()); });
  time("171 x 31 x 121, shared magazine in a middle layer", [] { raid_outcome(shared_in_the_middle(), 3); });
  time("the same, the shared magazine with a second look", [] { raid_outcome(shared_twice_looked(), 3); });
}
