#include "demarche/cli/threads.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace demarche::cli {
namespace {

constexpr int turns_before_sleep = 100'000;  // work comes in small pieces, one soon after the other

// Threads that help with rounds of work. A round ends when its jobs are done, not when everybody has looked at it: on a
// busy machine a helper may sleep through many rounds, and nobody waits for it. `state_` holds the round's number and
// how many of its jobs are left to take. Whoever takes one in time keeps the round open until it is done, so that the
// fields of a round stay as they are while anybody reads them.
class Pool {
 public:
  explicit Pool(std::size_t num_helpers) {
    try {
      for (std::size_t k = 0; k < num_helpers; ++k) helpers_.emplace_back([this] { help(); });
    } catch (const std::system_error&) {
      // The system gives no more threads: those that there are do the work.
    }
  }
  ~Pool() {
    stop_ = true;
    open_round(0);
    helpers_.clear();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  void run(std::size_t num_jobs, const Job& job) {
    job_ = &job;
    num_jobs_ = num_jobs;
    num_done_ = 0;
    open_round(num_jobs);
    while (take_job()) {
    }
    for (std::size_t done = num_done_; done < num_jobs; done = num_done_) wait_for_change(num_done_, done);
  }

 private:
  static constexpr std::uint64_t left = 0xFFFFFFFF;  // the bits of `state_` that count jobs

  void open_round(std::uint64_t num_jobs) {
    state_ = ((state_ | left) + 1) | num_jobs;
    state_.notify_all();
  }

  // Takes a job of the round that is open and does it; false where none is left.
  bool take_job() {
    std::uint64_t state = state_;
    do {
      if ((state & left) == 0) return false;
    } while (!state_.compare_exchange_weak(state, state - 1));
    const std::size_t num_jobs = num_jobs_;
    (*job_)(num_jobs - (state & left));
    if (++num_done_ == num_jobs) num_done_.notify_all();
    return true;
  }

  void help() {
    while (!stop_) {
      const std::uint64_t seen = state_;
      if (!take_job() && !stop_) wait_for_change(state_, seen);
    }
  }

  template <class Number>
  static void wait_for_change(const std::atomic<Number>& number, Number from) {
    for (int turn = 0; turn < turns_before_sleep; ++turn) {
      if (number != from) return;
    }
    number.wait(from);
  }

  const Job* job_ = nullptr;
  std::size_t num_jobs_ = 0;
  std::atomic<std::size_t> num_done_ = 0;
  std::atomic<std::uint64_t> state_ = 0;
  std::atomic<bool> stop_ = false;
  std::vector<std::jthread> helpers_;  // last: they end before what they use
};

}  // namespace

Workers make_workers(std::size_t num_threads) {
  if (num_threads <= 1) return {};
  return [pool = std::make_shared<Pool>(num_threads - 1)](std::size_t num_jobs, const Job& job) {
    pool->run(num_jobs, job);
  };
}

Crew make_crew(std::size_t num_threads) {
  const auto make_turns = []() -> Turns {
    return [mutex = std::make_shared<std::mutex>()](const std::function<void()>& work) {
      const std::lock_guard lock(*mutex);
      work();
    };
  };
  return {num_threads, make_workers(num_threads), make_turns};
}

}  // namespace demarche::cli
