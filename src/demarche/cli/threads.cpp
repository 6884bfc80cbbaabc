#include "demarche/cli/threads.h"

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace demarche::cli {
namespace {

constexpr int turns_before_sleep = 4000;  // work comes in pieces of some microseconds, one soon after the other

// Threads that wait for rounds of work. A round's fields are written by the caller while nobody else reads them: after
// the last helper has left the round before, and before the round's number changes.
class Pool {
 public:
  explicit Pool(std::size_t num_helpers) {
    for (std::size_t k = 0; k < num_helpers; ++k) helpers_.emplace_back([this] { help(); });
  }
  ~Pool() {
    stop_ = true;
    start_round();
    helpers_.clear();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  void run(std::size_t num_jobs, const Job& job) {
    job_ = &job;
    num_jobs_ = num_jobs;
    next_job_ = 0;
    num_busy_ = helpers_.size();
    start_round();
    take_jobs();
    for (std::size_t busy = num_busy_; busy > 0; busy = num_busy_) wait_for_change(num_busy_, busy);
  }

 private:
  void start_round() {
    ++round_;
    round_.notify_all();
  }

  void take_jobs() {
    for (std::size_t k = next_job_++; k < num_jobs_; k = next_job_++) (*job_)(k);
  }

  void help() {
    for (std::size_t seen = 0;;) {
      wait_for_change(round_, seen);
      ++seen;
      if (stop_) return;
      take_jobs();
      if (--num_busy_ == 0) num_busy_.notify_all();
    }
  }

  static void wait_for_change(const std::atomic<std::size_t>& number, std::size_t from) {
    for (int turn = 0; turn < turns_before_sleep; ++turn) {
      if (number != from) return;
    }
    number.wait(from);
  }

  const Job* job_ = nullptr;
  std::size_t num_jobs_ = 0;
  std::atomic<std::size_t> next_job_ = 0;
  std::atomic<std::size_t> num_busy_ = 0;
  std::atomic<std::size_t> round_ = 0;
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

}  // namespace demarche::cli
