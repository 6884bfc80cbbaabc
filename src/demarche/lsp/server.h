#pragma once

#include "demarche/lsp/document.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A server of the Language Server Protocol without its pipes: messages are texts, taken one after the other, and give
// messages to be sent. Whoever has the pipes (the command line), or none (WebAssembly), brings the rest.
namespace demarche::lsp {

// What whoever reads messages has seen while the server works on one.
enum class News : std::uint8_t {
  Nothing,
  Cancelled,  // nobody waits for it any more
  Outdated,   // the text is another one by now
  MoreUrgent  // somebody waits for something that is quick
};

// Lent while a message is worked on: a clock in seconds, and a look at the news now and then. Empty: work is neither
// limited nor stopped.
struct Meanwhile {
  std::function<double()> clock_s = {};
  std::function<News()> news = {};
};

enum class Stage : std::uint8_t { Fresh, Ready, ShutDown, Ended };

// What a client can do, as far as it matters, and what its user wants.
struct Client {
  Units units = Units::Utf16;
  bool has_snippets = false;
  bool has_versioned_edits = false;
  bool refreshes_lenses = false;
  bool shows_answers = true;   // beside questions
  double answers_limit_s = 3;  // for each of them
};

// The request that takes its time: its id as sent, and the text that it is about.
struct WorkAtHand {
  std::string id;
  std::string uri;
};

struct Server {
  Stage stage = Stage::Fresh;
  bool was_shut_down = false;  // in order, before its end
  Client client = {};
  std::map<std::string, Document, std::less<>> documents = {};
  std::optional<WorkAtHand> work = {};
};

// What a message gives: messages to be sent, in their order; or it is put off, and to be taken again after those that
// wait.
struct Taken {
  std::vector<std::string> messages;
  bool is_put_off = false;
};
Taken take(Server& server, std::string_view message, const Meanwhile& meanwhile = {});

// What is to be sent when nothing waits: what there is to say of texts that have changed.
std::vector<std::string> at_rest(Server& server);

// What a message that waits means for the work at hand.
News news_in(const Server& server, std::string_view message);

// The answers to a message that is longer than is read, and to a header that does not say how long its message is.
std::string refusal_of_length();
std::string refusal_of_header();

}  // namespace demarche::lsp
