#include "demarche/cli/signals.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <ctime>

namespace demarche::cli {
namespace {

// A terminal that closes and the shell in it each send a SIGHUP, and a service that is stopped may get two signals at
// once: that is one request.
constexpr long one_request_ns = 100'000'000;

std::atomic<int> first_signal = 0;
std::atomic<int> num_listening = 0;
std::atomic<long> first_at_ns = 0;
bool quiet_pipes = true;

static_assert(std::atomic<int>::is_always_lock_free && std::atomic<long>::is_always_lock_free);

long now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<long>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

const char* words_of_signal(int signal) {
  switch (signal) {
    case 0:
      return "";
    case SIGTERM:
      return "ended by SIGTERM";
    case SIGHUP:
      return "ended by SIGHUP";
    default:
      return "interrupted";
  }
}

// Only what a signal handler may do.
void say_and_end(int signal) {
  for (const char* part : {"\ndemarche: ", words_of_signal(signal), "\n"}) {
    if (write(STDERR_FILENO, part, std::strlen(part)) < 0) break;
  }
  _exit(128 + signal);
}

extern "C" void on_stop_signal(int signal) {
  const long now = now_ns();
  int none = 0;
  if (num_listening == 0) say_and_end(signal);
  if (first_signal.compare_exchange_strong(none, signal)) first_at_ns = now;
  else if (now - first_at_ns > one_request_ns) say_and_end(signal);
}

}  // namespace

void meet_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now{};
    if (sigaction(signal, nullptr, &now) != 0 || now.sa_handler == SIG_IGN) continue;
    struct sigaction ours{};
    ours.sa_handler = on_stop_signal;
    ours.sa_flags = SA_RESTART;
    sigemptyset(&ours.sa_mask);
    sigaction(signal, &ours, nullptr);
  }
  quiet_pipes = std::signal(SIGPIPE, SIG_IGN) != SIG_IGN;
#ifdef SIGXFSZ
  std::signal(SIGXFSZ, SIG_IGN);
#endif
}

int stop_signal() { return first_signal; }

const char* stop_words() { return words_of_signal(first_signal); }

bool pipes_end_quietly() { return quiet_pipes; }

Listening::Listening() { ++num_listening; }

Listening::~Listening() { --num_listening; }

}  // namespace demarche::cli
