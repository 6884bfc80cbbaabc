#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>

namespace demarche::http {

// The connections that are open, each with a thread of its own. Where there are too many, the one that has been longest
// about the head of its request is ended: who sends a byte a second cannot keep others out.
class Connections {
 public:
  explicit Connections(std::size_t most) : most_(most) {}

  bool enter(int socket);     // false: it is to be closed
  void is_heard(int socket);  // its head has been read
  void leave(int socket);     // before it is closed
  void end_all();             // and no more may enter

 private:
  using Clock = std::chrono::steady_clock;
  struct Open {
    Clock::time_point since;
    bool is_heard = false;
  };
  void end_the_slowest();

  const std::size_t most_;
  std::mutex mutex_;  // guards what follows
  std::map<int, Open> open_;
  bool has_ended_ = false;
};

// Threads that run one thing each and are waited for.
class Threads {
 public:
  void run(std::function<void()> work);
  void wait_for_all();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t num_running_ = 0;
};

}  // namespace demarche::http
