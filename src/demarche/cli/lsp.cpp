#include "demarche/cli/console.h"
#include "demarche/cli/options.h"
#include "demarche/lsp/framing.h"
#include "demarche/lsp/server.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <deque>
#include <memory>

namespace demarche::cli {
namespace {

constexpr double look_every_s = 0.02;
constexpr int without_shutdown = 1;  // as the protocol wants it

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// What an editor sends, read ahead while the server works.
struct Post {
  lsp::Framing framing = {};
  std::deque<std::string> waiting = {};
  std::size_t num_seen = 0;  // of those that wait, by the work at hand
  double looked_at_s = 0;
  bool has_ended = false;
};

void send(std::string_view message) { print_exactly(lsp::framed(message)); }

void sort_in(Post& post) {
  while (auto framed = lsp::next_framed(post.framing)) {
    if (framed->kind == lsp::FramedAs::Message) post.waiting.push_back(std::move(framed->message));
    else send(framed->kind == lsp::FramedAs::TooLong ? lsp::refusal_of_length() : lsp::refusal_of_header());
  }
}

// False where nothing has come.
bool read_within(Post& post, int wait_ms) {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  if (post.has_ended || poll(&input, 1, wait_ms) <= 0) return false;
  std::array<char, 1 << 16> block;
  const ssize_t num = read(STDIN_FILENO, block.data(), block.size());
  if (num < 0 && (errno == EINTR || errno == EAGAIN)) return false;
  post.has_ended = num <= 0;
  if (num > 0) lsp::add_bytes(post.framing, {block.data(), static_cast<std::size_t>(num)});
  sort_in(post);
  return num > 0;
}

// No more than can be kept: who sends faster than it is answered waits.
void read_ahead(Post& post) {
  constexpr std::size_t most_waiting = 1000;
  constexpr int most_reads = 64;
  for (int k = 0; k < most_reads && post.waiting.size() < most_waiting; ++k) {
    if (!read_within(post, 0)) return;
  }
}

// What has come since the work began, or since it was last looked at.
lsp::News news_for(Post& post, const lsp::Server& server) {
  const double now = now_s();
  if (post.num_seen == post.waiting.size() && now - post.looked_at_s < look_every_s) return lsp::News::Nothing;
  post.looked_at_s = now;
  read_ahead(post);
  while (post.num_seen < post.waiting.size()) {
    const lsp::News news = lsp::news_in(server, post.waiting[post.num_seen++]);
    if (news != lsp::News::Nothing) return news;
  }
  return lsp::News::Nothing;
}

void take_next(Post& post, lsp::Server& server) {
  const std::string message = std::move(post.waiting.front());
  post.waiting.pop_front();
  post.num_seen = 0;
  const lsp::Taken taken = lsp::take(server, message, {now_s, [&] { return news_for(post, server); }});
  for (const std::string& answer : taken.messages) send(answer);
  if (taken.is_put_off) post.waiting.push_back(message);
}

// Nothing waits: what there is to say of texts is said, then time passes until something comes. False where nothing
// will.
bool rest(Post& post, lsp::Server& server) {
  for (const std::string& message : lsp::at_rest(server)) send(message);
  read_ahead(post);
  constexpr int for_ever = -1;
  if (post.waiting.empty()) read_within(post, for_ever);
  return !post.has_ended || !post.waiting.empty();
}

int run_lsp() {
  if (isatty(STDIN_FILENO) != 0)
    complain("this speaks to an editor, over standard input: the how-to `use-an-editor` says how to set one up\n");
  Post post;
  lsp::Server server;
  while (server.stage != lsp::Stage::Ended && !output_is_lost()) {
    read_ahead(post);
    if (!post.waiting.empty()) take_next(post, server);
    else if (!rest(post, server)) break;
  }
  if (server.was_shut_down) return code(Exit::Ok);
  complain("the editor went away without a `shutdown`\n");
  return without_shutdown;
}

}  // namespace

void add_lsp(CLI::App& program, int& exit_code) {
  CLI::App* command =
      program.add_subcommand("lsp", "serve an editor: the Language Server Protocol over standard input and output");
  auto is_said = std::make_shared<bool>(false);
  command->add_flag("--stdio", *is_said, "as it is anyway: some editors say so");
  command->callback([is_said, &exit_code] { exit_code = run_lsp(); });
}

}  // namespace demarche::cli
