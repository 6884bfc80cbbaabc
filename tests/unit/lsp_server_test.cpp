#include "demarche/lsp/server.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

// Claims about the server without its pipes: what it makes of messages, of news while it works, and of rests.
namespace demarche::lsp {
namespace {

const std::string served_text =
    R"(actor A\nstage \"S\":\n    A chooses m: x 1, y 2\npayoff A:\n    A.m\nprecision = 1\nask P(A.m is x)\n)";

std::string request(int id, const std::string& method, const std::string& params = "{}") {
  return fmt::format(R"({{"jsonrpc": "2.0", "id": {}, "method": "{}", "params": {}}})", id, method, params);
}

std::string notification(const std::string& method, const std::string& params = "{}") {
  return fmt::format(R"({{"jsonrpc": "2.0", "method": "{}", "params": {}}})", method, params);
}

std::string opening(const std::string& text) {
  return notification("textDocument/didOpen",
                      fmt::format(R"({{"textDocument": {{"uri": "file:///a", "version": 1, "text": "{}"}}}})", text));
}

Server server_with(const std::string& text) {
  Server server;
  REQUIRE(take(server, request(1, "initialize")).messages.size() == 1);
  REQUIRE(take(server, opening(text)).messages.empty());
  return server;
}

constexpr std::string_view first_lens = R"({"data": {"uri": "file:///a", "version": 1, "question": 0}})";

std::string only_message(const Taken& taken) {
  REQUIRE(taken.messages.size() == 1);
  return taken.messages.front();
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_CASE("texts are told of when nothing waits, once a change") {
  Server server = server_with(served_text);
  REQUIRE(at_rest(server).size() == 1);
  CHECK(at_rest(server).empty());
  take(server,
       notification("textDocument/didChange",
                    R"({"textDocument": {"uri": "file:///a", "version": 2}, "contentChanges": [{"text": "actr A"}]})"));
  const std::vector<std::string> told = at_rest(server);
  REQUIRE(told.size() == 1);
  CHECK(holds(told.front(), R"("version":2)"));
  CHECK(holds(told.front(), "E004"));
}

TEST_CASE("answers are those of the engine, with their certificate") {
  Server server = server_with(served_text);
  const std::string lens = only_message(take(server, request(2, "codeLens/resolve", std::string(first_lens))));
  CHECK(holds(lens, "26.9% (no actor gains more than"));
}

TEST_CASE("news end the work at hand, each in its way") {
  const std::string resolve = request(2, "codeLens/resolve", std::string(first_lens));
  const auto taken_with = [&](News news) {
    Server server = server_with(served_text);
    return take(server, resolve, {{}, [news] { return news; }});
  };
  CHECK(holds(only_message(taken_with(News::Cancelled)), "-32800"));
  CHECK(holds(only_message(taken_with(News::Outdated)), "-32801"));
  CHECK(taken_with(News::MoreUrgent).is_put_off);
  CHECK(taken_with(News::MoreUrgent).messages.empty());
}

TEST_CASE("work that takes longer than it may says so") {
  Server server = server_with(served_text);
  double now = 0;
  const Taken taken =
      take(server, request(2, "codeLens/resolve", std::string(first_lens)), {[&] { return now += 10; }, {}});
  CHECK(holds(only_message(taken), "takes longer than 3 s"));
}

TEST_CASE("a message that waits matters by what it is about") {
  Server server = server_with(served_text);
  server.work = {"2", "file:///a"};
  const std::string changed = R"({"textDocument": {"uri": "file:///a"}, "contentChanges": []})";
  const std::string other = R"({"textDocument": {"uri": "file:///b"}, "contentChanges": []})";
  CHECK(news_in(server, notification("$/cancelRequest", R"({"id": 2})")) == News::Cancelled);
  CHECK(news_in(server, notification("$/cancelRequest", R"({"id": "2"})")) == News::Nothing);
  CHECK(news_in(server, notification("textDocument/didChange", changed)) == News::Outdated);
  CHECK(news_in(server, notification("textDocument/didChange", other)) == News::Nothing);
  CHECK(news_in(server, request(3, "shutdown")) == News::Cancelled);
  CHECK(news_in(server, request(3, "textDocument/hover")) == News::MoreUrgent);
  CHECK(news_in(server, request(3, "codeLens/resolve")) == News::Nothing);
  CHECK(news_in(server, "{") == News::Nothing);
}

TEST_CASE("every message has its answer, and none holds a line feed") {
  Server server = server_with(served_text);
  for (const char* method : {"textDocument/hover", "textDocument/formatting", "workspace/symbol", "initialize"}) {
    const std::string answer = only_message(take(server, request(7, method)));
    CHECK(holds(answer, R"("id":7)"));
    CHECK_FALSE(holds(answer, "\n"));
  }
}

TEST_CASE("an end in order is one after a shutdown") {
  Server server = server_with(served_text);
  take(server, request(2, "shutdown"));
  take(server, notification("exit"));
  CHECK(server.stage == Stage::Ended);
  CHECK(server.was_shut_down);
  Server hasty = server_with(served_text);
  take(hasty, notification("exit"));
  CHECK(hasty.stage == Stage::Ended);
  CHECK_FALSE(hasty.was_shut_down);
}

}  // namespace
}  // namespace demarche::lsp
