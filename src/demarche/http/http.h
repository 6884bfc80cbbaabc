#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// A web server's requests and answers as values, and what serves them. The server itself is a file of its own beside
// the program (serve.cpp), which is loaded where it is asked for: the library that it rests on costs a run ten
// milliseconds, and no other command needs it.
namespace demarche::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Asked {
  std::string method;
  std::string target;  // as it was sent: nothing of it is decoded
  Headers headers;     // their names in small letters, each as often as it was sent
  std::string body;
  std::string from;  // the address of whoever asks
};

// The next of a stream of events as bytes; an empty text after a while in which there was none, nothing once it is
// over.
using Events = std::function<std::optional<std::string>()>;

struct Answer {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body = {};
  Headers headers = {};
  Events events = {};  // instead of a body
};

// Who answers; called by many threads at a time.
struct Service {
  std::function<std::optional<Answer>(const Asked&)> refusal;  // by the head of a request, before its body is read
  std::function<Answer(const Asked&)> answer;
};

struct Limits {
  std::size_t most_connections = 64;  // one more ends the one that has been longest about its request
  std::size_t most_streams = 32;
  std::size_t most_head = 16 << 10;  // bytes
  std::size_t most_body = 4 << 20;   // bytes
  std::chrono::seconds head_within{10};
  std::chrono::seconds body_within{30};
  std::chrono::seconds written_within{10};  // as long as nothing of an answer is taken
};

struct Place {
  std::string address;  // IPv4, in digits
  int port = 0;         // 0: any that is free
};

// Serves until it is thrown away; then all connections end at once.
class Serving {
 public:
  virtual ~Serving() = default;
  virtual int port() const = 0;
};

// Whoever calls it owns what comes back. Null where the port cannot be had: then the system's number of the error is in
// `error`.
using Serve = Serving* (*)(const Place& place, const Service& service, const Limits& limits, int& error);
inline constexpr const char* name_of_serve = "demarche_serve";

}  // namespace demarche::http
