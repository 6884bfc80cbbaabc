#pragma once

#include <condition_variable>
#include <mutex>

namespace demarche::cli {

// One lock for what the studio's threads share, held for moments, and one bell for whoever waits for something of it.
struct StudioBell {
  std::mutex mutex;
  std::condition_variable rung;
};

}  // namespace demarche::cli
