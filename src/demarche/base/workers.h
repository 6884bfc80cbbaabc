#pragma once

#include <cstddef>
#include <functional>

namespace demarche {

// A piece of work by its number.
using Job = std::function<void(std::size_t)>;

// Does job(0) .. job(num_jobs - 1), each once, in any order and perhaps at the same time, and returns when all are
// done. The core has no threads of its own: who calls it may lend it some. Empty: one job after the other. Results
// never depend on who does which job, since jobs share nothing that they write.
using Workers = std::function<void(std::size_t num_jobs, const Job& job)>;

inline void run_jobs(const Workers& workers, std::size_t num_jobs, const Job& job) {
  if (workers && num_jobs > 1) return workers(num_jobs, job);
  for (std::size_t k = 0; k < num_jobs; ++k) job(k);
}

}  // namespace demarche
