#include "demarche/http/connections.h"
#include "demarche/http/http.h"
#include "demarche/http/wire.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <memory>
#include <thread>

namespace demarche::http {
namespace {

constexpr auto heard_of_within = std::chrono::seconds(15);
constexpr int waiting_connections = 128;

std::string in_small(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Asked asked_in(const httplib::Request& request) {
  Asked asked{request.method, request.target, {}, {}, request.remote_addr};
  for (const auto& [name, value] : request.headers) asked.headers.emplace_back(in_small(name), value);
  return asked;
}

// Of a body whose length is said in digits, as `refusal` wants it; 0 where it is not, or too long.
std::size_t length_said(const httplib::Request& request, std::size_t most) {
  const std::string said = request.get_header_value("Content-Length");
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), length);
  return error == std::errc() && end == said.data() + said.size() && length <= most ? length : 0;
}

// Parts of files and packed bodies are nobody's wish here, and each has been a way to use up memory.
void leave_out_extras(httplib::Request& request) {
  request.ranges.clear();
  for (const char* name : {"Range", "Accept-Encoding"}) request.headers.erase(name);
}

class Tasks final : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> work) override { threads_.run(std::move(work)); }
  void shutdown() override { threads_.wait_for_all(); }

 private:
  Threads threads_;
};

// The library's server over our own connections: one request each, after which it is closed, so that no request hides
// behind another.
class Listener final : public httplib::Server {
 public:
  Listener(const Service& service, const Limits& limits)
      : service_(service), limits_(limits), connections_(limits.most_connections) {
    new_task_queue = [] { return new Tasks; };
    set_socket_options(only_ours);
    set_payload_max_length(limits.most_body);
    set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, std::exception_ptr) { response.status = 500; });
    set_pre_routing_handler([this](const auto& request, auto& response) { return by_its_head(request, response); });
    const auto with_body = [this](const auto& request, auto& response, const httplib::ContentReader& reader) {
      take_body(request, response, reader);
    };
    Put(R"([\s\S]*)", with_body);
    Post(R"([\s\S]*)", with_body);
  }

  // The port; -1 where there is none to be had.
  int bind_at(const Place& place) {
    const int port =
        place.port != 0 ? (bind_to_port(place.address, place.port) ? place.port : -1) : bind_to_any_port(place.address);
    if (port > 0) ::listen(svr_sock_, waiting_connections);
    return port;
  }

  void end_connections() {
    is_ending_ = true;
    connections_.end_all();
  }

 private:
  // Without the library's SO_REUSEPORT, by which two servers share a port and neither is told.
  static void only_ours(socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  }

  bool process_and_close_socket(socket_t socket) override {
    const bool may_stay = connections_.enter(socket);
    if (may_stay) {
      Wire wire(socket, limits_);
      bool is_closed = false;
      process_request(wire, true, is_closed, [&](httplib::Request& request) {
        connections_.is_heard(socket);
        leave_out_extras(request);
        wire.expect_body(length_said(request, limits_.most_body));
      });
      if (!is_ending_) wire.let_finish();
      connections_.leave(socket);
    }
    return close(socket) == 0;
  }

  using Handled = httplib::Server::HandlerResponse;

  Handled by_its_head(const httplib::Request& request, httplib::Response& response) {
    const Asked asked = asked_in(request);
    if (auto refused = service_.refusal(asked)) {
      give(std::move(*refused), response);
      return Handled::Handled;
    }
    if (request.method == "PUT" || request.method == "POST") return Handled::Unhandled;  // its body comes first
    give(service_.answer(asked), response);
    return Handled::Handled;
  }

  void take_body(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& reader) {
    Asked asked = asked_in(request);
    const bool is_whole = reader([&](const char* bytes, std::size_t size) {
      asked.body.append(bytes, size);
      return asked.body.size() <= limits_.most_body;
    });
    if (is_whole) give(service_.answer(asked), response);
    else response.status = 400;
  }

  void give(Answer answer, httplib::Response& response) {
    if (answer.events && ++num_streams_ > limits_.most_streams) {
      --num_streams_;
      answer.events = {};
      answer.status = 503;
    }
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers) response.set_header(name, value);
    if (answer.events) give_events(answer, response);
    else response.set_content(answer.body, answer.type);
  }

  void give_events(const Answer& answer, httplib::Response& response) {
    auto last = std::make_shared<Wire::Clock::time_point>(Wire::Clock::now());
    response.set_chunked_content_provider(
        answer.type,
        [this, last, events = answer.events](std::size_t, httplib::DataSink& sink) {
          const auto now = Wire::Clock::now();
          auto text = is_ending_ ? std::nullopt : events();
          if (!sink.is_writable()) return false;
          if (!text) {
            sink.done();
            return true;
          }
          if (text->empty() && now - *last < heard_of_within) return true;
          *last = now;
          if (text->empty()) *text = ":\n\n";
          return sink.write(text->data(), text->size());
        },
        [this](bool) { --num_streams_; });
  }

  const Service service_;
  const Limits limits_;
  Connections connections_;
  std::atomic<std::size_t> num_streams_ = 0;
  std::atomic<bool> is_ending_ = false;
};

class Server final : public Serving {
 public:
  Server(const Service& service, const Limits& limits) : listener_(service, limits) {}
  ~Server() override {
    if (!thread_.joinable()) return;
    listener_.end_connections();
    listener_.stop();
    thread_.join();
  }

  bool begin(const Place& place) {
    port_ = listener_.bind_at(place);
    if (port_ <= 0) return false;
    thread_ = std::thread([this] { listener_.listen_after_bind(); });
    while (!listener_.is_running()) std::this_thread::yield();  // before that, it cannot be stopped
    return true;
  }
  int port() const override { return port_; }

 private:
  Listener listener_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace
}  // namespace demarche::http

extern "C" demarche::http::Serving* demarche_serve(const demarche::http::Place& place,
                                                   const demarche::http::Service& service,
                                                   const demarche::http::Limits& limits, int& error) {
  auto server = std::make_unique<demarche::http::Server>(service, limits);
  errno = 0;
  if (server->begin(place)) return server.release();
  error = errno;
  return nullptr;
}
