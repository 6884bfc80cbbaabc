// The language server as other languages see it: messages of the protocol in, messages out, without a pipe between.
#include "demarche/lsp/server.h"

#include "demarche/wasm/failure.h"
#include "demarche/wasm/host.h"

namespace demarche {
namespace {

void add_lines(std::string& text, const std::vector<std::string>& messages) {
  for (const std::string& message : messages) text += message + "\n";
}

// What answers a message, and what is to be said of texts that it has changed.
std::string answers_to(lsp::Server& server, std::string_view message) {
  Host host;
  const auto news = [&] { return ask(host, {}) ? lsp::News::Nothing : lsp::News::Cancelled; };
  std::string text;
  add_lines(text, lsp::take(server, message, {[] { return now_ms() / 1000; }, news}).messages);
  add_lines(text, lsp::at_rest(server));
  return text;
}

}  // namespace
}  // namespace demarche

extern "C" {

[[clang::export_name("demarche_lsp_open")]] demarche::lsp::Server* demarche_lsp_open() {
  demarche::trap_where_memory_ends();
  return new demarche::lsp::Server();
}

// Messages, each ending in a line feed and none holding one, then a zero byte.
[[clang::export_name("demarche_lsp_take")]] char* demarche_lsp_take(demarche::lsp::Server* server, const char* message,
                                                                    std::size_t num_bytes) {
  demarche::trap_where_memory_ends();
  return demarche::copy_for_host(demarche::answers_to(*server, {message, num_bytes}));
}

[[clang::export_name("demarche_lsp_close")]] void demarche_lsp_close(demarche::lsp::Server* server) { delete server; }
}
