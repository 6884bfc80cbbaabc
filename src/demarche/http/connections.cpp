#include "demarche/http/connections.h"

#include <sys/socket.h>

#include <algorithm>
#include <system_error>
#include <thread>
#include <utility>

namespace demarche::http {

bool Connections::enter(int socket) {
  const std::lock_guard lock(mutex_);
  if (has_ended_ || open_.size() >= 2 * most_) return false;
  if (open_.size() >= most_) end_the_slowest();
  open_[socket] = {Clock::now()};
  return true;
}

void Connections::end_the_slowest() {
  auto slowest = open_.end();
  for (auto one = open_.begin(); one != open_.end(); ++one) {
    if (one->second.is_heard) continue;
    if (slowest == open_.end() || one->second.since < slowest->second.since) slowest = one;
  }
  if (slowest == open_.end()) return;
  shutdown(slowest->first, SHUT_RDWR);
  slowest->second.is_heard = true;  // it is on its way out: next time another
}

void Connections::is_heard(int socket) {
  const std::lock_guard lock(mutex_);
  if (const auto one = open_.find(socket); one != open_.end()) one->second.is_heard = true;
}

void Connections::leave(int socket) {
  const std::lock_guard lock(mutex_);
  open_.erase(socket);
}

void Connections::end_all() {
  const std::lock_guard lock(mutex_);
  has_ended_ = true;
  for (const auto& [socket, open] : open_) shutdown(socket, SHUT_RDWR);
}

void Threads::run(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    ++num_running_;
  }
  const auto job = [this, work = std::move(work)] {
    work();
    const std::lock_guard lock(mutex_);
    --num_running_;
    changed_.notify_all();
  };
  try {
    std::thread(job).detach();
  } catch (const std::system_error&) {
    job();  // the system gives no more threads: whoever is next waits
  }
}

void Threads::wait_for_all() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return num_running_ == 0; });
}

}  // namespace demarche::http
