#pragma once

#include "demarche/regret/terms.h"

#include <vector>

namespace demarche {

// A job's bundles: those on the rim hang on the top, the inner ones on the rim or each other.
struct SplitJob {
  std::vector<std::uint32_t> rim;
  std::vector<std::uint32_t> inner;
};

// An actor's bundles, by number, divided into a top and jobs that share no row. The division depends on the game alone,
// so that sums are made in the same order by any number of threads.
struct Split {
  std::vector<std::uint32_t> all;  // one after the other, for who works alone
  std::vector<std::uint32_t> top;
  std::vector<SplitJob> jobs;          // none where the game is too small to be worth it
  std::vector<std::uint32_t> kept_at;  // [bundle]: where values on the rim are kept until the top takes them
  std::vector<std::uint32_t> rims;     // all jobs' rims, ascending
  std::uint32_t num_kept = 0;
};

Split make_split(const Sequences& sequences, const Terms& terms, std::size_t actor);

}  // namespace demarche
