#include "demarche/http/wire.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace demarche::http {
namespace {

bool is_ready(socket_t socket, short events, std::chrono::milliseconds within) {
  pollfd one{socket, events, 0};
  int num = 0;
  do num = poll(&one, 1, static_cast<int>(std::max<std::chrono::milliseconds::rep>(within.count(), 0)));
  while (num < 0 && errno == EINTR);
  return num > 0;
}

std::chrono::milliseconds time_to(Wire::Clock::time_point end) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(end - Wire::Clock::now());
}

void address_words(const sockaddr_storage& from, std::string& ip, int& port) {
  if (from.ss_family != AF_INET) return;
  sockaddr_in address;
  std::memcpy(&address, &from, sizeof address);
  char digits[INET_ADDRSTRLEN] = {};
  inet_ntop(AF_INET, &address.sin_addr, digits, sizeof digits);
  ip = digits;
  port = ntohs(address.sin_port);
}

}  // namespace

Wire::Wire(socket_t socket, const Limits& limits)
    : socket_(socket), limits_(limits), until_(Clock::now() + limits.head_within), num_left_(limits.most_head) {}

void Wire::expect_body(std::size_t num_bytes) {
  until_ = Clock::now() + limits_.body_within;
  const std::size_t num_read_ahead = end_ - begin_;
  num_left_ = num_bytes > num_read_ahead ? num_bytes - num_read_ahead : 0;
}

bool Wire::is_readable() const { return begin_ < end_ || is_ready(socket_, POLLIN, std::chrono::milliseconds(0)); }

bool Wire::is_writable() const {
  pollfd one{socket_, POLLOUT | POLLRDHUP, 0};
  return poll(&one, 1, 0) > 0 && (one.revents & (POLLERR | POLLHUP | POLLRDHUP | POLLNVAL)) == 0;
}

bool Wire::fill() {
  if (num_left_ == 0 || !is_ready(socket_, POLLIN, time_to(until_))) return false;
  const ssize_t num = recv(socket_, block_.data(), std::min(num_left_, block_.size()), 0);
  if (num <= 0) return false;
  begin_ = 0;
  end_ = static_cast<std::size_t>(num);
  num_left_ -= end_;
  return true;
}

ssize_t Wire::read(char* bytes, std::size_t size) {
  if (begin_ == end_ && !fill()) return -1;
  const std::size_t num = std::min(size, end_ - begin_);
  std::copy_n(block_.data() + begin_, num, bytes);
  begin_ += num;
  return static_cast<ssize_t>(num);
}

ssize_t Wire::write(const char* bytes, std::size_t size) {
  if (!is_ready(socket_, POLLOUT, limits_.written_within)) return -1;
  return send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Wire::get_remote_ip_and_port(std::string& ip, int& port) const {
  sockaddr_storage from{};
  socklen_t length = sizeof from;
  if (getpeername(socket_, reinterpret_cast<sockaddr*>(&from), &length) == 0) address_words(from, ip, port);
}

void Wire::get_local_ip_and_port(std::string& ip, int& port) const {
  sockaddr_storage from{};
  socklen_t length = sizeof from;
  if (getsockname(socket_, reinterpret_cast<sockaddr*>(&from), &length) == 0) address_words(from, ip, port);
}

void Wire::let_finish() {
  shutdown(socket_, SHUT_WR);
  const Clock::time_point end = Clock::now() + std::chrono::seconds(2);
  for (std::size_t num_taken = 0; num_taken < 4 * limits_.most_body;) {
    if (!is_ready(socket_, POLLIN, time_to(end))) return;
    const ssize_t num = recv(socket_, block_.data(), block_.size(), 0);
    if (num <= 0) return;
    num_taken += static_cast<std::size_t>(num);
  }
}

}  // namespace demarche::http
