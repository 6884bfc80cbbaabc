#include "demarche/lsp/framing.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// Claims about messages in a pipe: whole ones come out whatever pieces they come in, and what is none is passed over.
namespace demarche::lsp {
namespace {

std::vector<Framed> all_framed(Framing& framing, const std::string& bytes, std::size_t piece) {
  std::vector<Framed> found;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    add_bytes(framing, std::string_view(bytes).substr(at, piece));
    while (auto one = next_framed(framing)) found.push_back(std::move(*one));
  }
  return found;
}

std::vector<std::string> messages_in(const std::string& bytes, std::size_t piece = 1000) {
  Framing framing;
  std::vector<std::string> messages;
  for (const Framed& one : all_framed(framing, bytes, piece)) {
    messages.push_back(one.kind == FramedAs::Message   ? one.message
                       : one.kind == FramedAs::TooLong ? "<long>"
                                                       : "<none>");
  }
  return messages;
}

TEST_CASE("messages come out as they went in, in pieces of any size") {
  const std::string bytes = framed("one") + framed("") + framed("two\r\n\r\nlines") + framed("日本");
  for (const std::size_t piece : {1U, 2U, 7U, 1000U})
    CHECK(messages_in(bytes, piece) == std::vector<std::string>{"one", "", "two\r\n\r\nlines", "日本"});
}

TEST_CASE("headers may be written in any case, hold more, and end in line feeds") {
  CHECK(messages_in("content-length:3\n\none") == std::vector<std::string>{"one"});
  CHECK(messages_in("Content-Type: x\r\nCONTENT-LENGTH:  3 \r\n\r\none") == std::vector<std::string>{"one"});
}

TEST_CASE("a header without a length is told, and the next message read") {
  const std::string next = framed("next");
  CHECK(messages_in("Content-Length: three\r\n\r\n" + next) == std::vector<std::string>{"<none>", "next"});
  CHECK(messages_in("Content-Length: -3\r\n\r\n" + next) == std::vector<std::string>{"<none>", "next"});
  CHECK(messages_in("Content-Length: 99999999999999999999\r\n\r\n" + next) ==
        std::vector<std::string>{"<none>", "next"});
  CHECK(messages_in("\r\n\r\n" + next) == std::vector<std::string>{"next"});
}

TEST_CASE("what is too long is told at once and passed over") {
  const std::size_t length = longest_message_bytes + 5;
  Framing framing;
  const std::string head = "Content-Length: " + std::to_string(length) + "\r\n\r\n";
  REQUIRE(all_framed(framing, head, 1000).size() == 1);
  for (std::size_t sent = 0; sent < length; sent += 1U << 20U)
    CHECK(all_framed(framing, std::string(std::min<std::size_t>(1U << 20U, length - sent), 'x'), 1U << 20U).empty());
  CHECK(framing.bytes.empty());
  REQUIRE(all_framed(framing, framed("next"), 1000).size() == 1);
}

TEST_CASE("bytes without lines are not kept") {
  Framing framing;
  CHECK(all_framed(framing, std::string(1'000'000, 'x'), 1000).empty());
  CHECK(framing.bytes.size() < 10'000);
  const auto found = all_framed(framing, "\r\n\r\n" + framed("next"), 1000);
  REQUIRE_FALSE(found.empty());
  CHECK(found.back().message == "next");
}

}  // namespace
}  // namespace demarche::lsp
