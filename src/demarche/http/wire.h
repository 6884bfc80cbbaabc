#pragma once

#include "demarche/http/http.h"

#include <httplib.h>

#include <array>

namespace demarche::http {

// One connection as the library reads it, with an end to all of it: so many bytes and so much time for the head of a
// request, then so many for its body. The library itself knows no limit of headers, and one of time for each byte
// alone.
class Wire final : public httplib::Stream {
 public:
  using Clock = std::chrono::steady_clock;
  Wire(socket_t socket, const Limits& limits);

  // The head has been read.
  void expect_body(std::size_t num_bytes);

  bool is_readable() const override;
  bool is_writable() const override;  // false where the other side has gone
  ssize_t read(char* bytes, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

  // Takes what the other side still sends, for a moment: to close before it has been taken would throw our answer away.
  void let_finish();

 private:
  bool fill();

  socket_t socket_;
  const Limits& limits_;
  Clock::time_point until_;
  std::size_t num_left_;  // bytes that may still be read
  std::array<char, 4096> block_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace demarche::http
