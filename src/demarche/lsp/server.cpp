#include "demarche/lsp/server.h"

#include "demarche/lsp/methods.h"
#include "demarche/render/json.h"

#include <algorithm>
#include <utility>

namespace demarche::lsp {
namespace {

struct Method {
  std::string_view name;
  Reply (*answer)(Call& call);
};

constexpr Method methods[] = {
    {"textDocument/hover", hover},
    {"textDocument/completion", completion},
    {"textDocument/definition", definition},
    {"textDocument/references", references},
    {"textDocument/documentHighlight", document_highlight},
    {"textDocument/prepareRename", prepare_rename},
    {"textDocument/rename", rename},
    {"textDocument/formatting", formatting},
    {"textDocument/documentSymbol", document_symbol},
    {"textDocument/semanticTokens/full", semantic_tokens},
    {"textDocument/foldingRange", folding_range},
    {"textDocument/codeAction", code_action},
    {"textDocument/codeLens", code_lens},
    {"codeLens/resolve", resolve_code_lens},
    {"workspace/executeCommand", execute_command},
};

// They take their time.
bool is_slow(std::string_view method) { return method == "codeLens/resolve" || method == "workspace/executeCommand"; }

// Ids are numbers or texts; anything else is none.
view::Data id_in(const Value& message) {
  const Value id = message["id"];
  if (const auto text = id.text()) return *text;
  if (const auto whole = id.whole()) return *whole;
  return id.number();
}

std::string key_of(const view::Data& id) { return render::compact_json_of(id); }

std::string message_of(view::Data fields) {
  view::Data message = {{"jsonrpc", "2.0"}};
  message.update(fields);
  return render::compact_json_of(message);
}

std::string result_message(const view::Data& id, view::Data result) {
  view::Data fields = {{"id", id}};
  fields["result"] = std::move(result);
  return message_of(std::move(fields));
}

std::string fault_message(const view::Data& id, const Fault& fault) {
  view::Data fields = {{"id", id}};
  fields["error"] = {{"code", static_cast<int>(fault.code)}, {"message", fault.message}};
  return message_of(std::move(fields));
}

std::string reply_message(const view::Data& id, Reply reply) {
  return reply ? result_message(id, std::move(*reply)) : fault_message(id, reply.error());
}

Reply answered(Call& call, std::string_view method) {
  Server& server = call.server;
  if (method == "initialize") return initialize(call);
  if (server.stage == Stage::Fresh) return fault(Code::ServerNotInitialized, "`initialize` comes first");
  if (server.stage != Stage::Ready) return fault(Code::InvalidRequest, "the server was shut down");
  if (method == "shutdown") {
    server.stage = Stage::ShutDown;
    return view::Data();
  }
  const auto found = std::ranges::find(methods, method, &Method::name);
  if (found == std::end(methods))
    return fault(Code::MethodNotFound, "this server has no `" + std::string(method) + "`");
  return found->answer(call);
}

std::string uri_at_hand(const Value& params) {
  for (const Value& holder : {params["data"]["uri"], params["arguments"].element(0)}) {
    if (const auto uri = holder.text()) return std::string(*uri);
  }
  return {};
}

Taken take_request(Server& server, std::string_view method, const Value& message, const Meanwhile& meanwhile) {
  Call call{server, message["params"], meanwhile, id_in(message)};
  if (call.id.is_nothing()) return {{fault_message({}, {Code::InvalidRequest, "an id is a number or a text"})}};
  if (is_slow(method)) server.work = {key_of(call.id), uri_at_hand(call.params)};
  Reply reply = answered(call, method);
  server.work.reset();
  if (call.is_put_off) return {{}, true};
  return {{reply_message(call.id, std::move(reply))}};
}

Taken close(Server& server, const Value& params) {
  const auto uri = params["textDocument"]["uri"].text();
  const auto found = uri ? server.documents.find(*uri) : server.documents.end();
  if (found == server.documents.end()) return {};
  const std::string message = message_of(nothing_told_of(found->first));
  server.documents.erase(found);
  return {{message}};
}

Taken take_configuration(Server& server, const Value& params) {
  const bool was_shown = server.client.shows_answers;
  did_change_configuration(server, params);
  if (!server.client.refreshes_lenses || server.client.shows_answers == was_shown) return {};
  return {{message_of({{"id", "refresh"}, {"method", "workspace/codeLens/refresh"}})}};
}

Taken take_notification(Server& server, std::string_view method, const Value& params) {
  if (method == "exit") {
    server.was_shut_down = server.stage == Stage::ShutDown;
    server.stage = Stage::Ended;
  }
  if (server.stage != Stage::Ready) return {};
  if (method == "textDocument/didOpen") did_open(server, params);
  if (method == "textDocument/didChange") did_change(server, params);
  if (method == "textDocument/didClose") return close(server, params);
  if (method == "workspace/didChangeConfiguration") return take_configuration(server, params);
  return {};
}

// What a message says that is no request and no notification: it answers one of ours, or is nothing.
Taken take_other(const Value& message) {
  const bool is_answer =
      message.is(JsonKind::Object) && (!message["result"].is_missing() || !message["error"].is_missing());
  if (is_answer) return {};
  return {{fault_message(id_in(message), {Code::InvalidRequest, "a message is an object with a `method`"})}};
}

}  // namespace

Taken take(Server& server, std::string_view message, const Meanwhile& meanwhile) {
  if (server.stage == Stage::Ended) return {};
  const auto tree = read_message(message);
  if (!tree) return {{fault_message({}, {Code::ParseError, tree.error()})}};
  const Value value(*tree);
  const auto method = value["method"].text();
  if (!method) return take_other(value);
  if (!value["id"].is_missing()) return take_request(server, *method, value, meanwhile);
  return take_notification(server, *method, value["params"]);
}

std::vector<std::string> at_rest(Server& server) {
  std::vector<std::string> messages;
  if (server.stage != Stage::Ready) return messages;
  for (auto& [uri, document] : server.documents) {
    if (document.is_told) continue;
    messages.push_back(message_of(told_of(document)));
    document.is_told = true;
  }
  return messages;
}

News news_in(const Server& server, std::string_view message) {
  const auto tree = read_message(message);
  if (!server.work || !tree) return News::Nothing;
  const Value value(*tree);
  const std::string_view method = value["method"].text().value_or("");
  const Value params = value["params"];
  if (method == "shutdown" || method == "exit") return News::Cancelled;
  if (method == "$/cancelRequest") return key_of(id_in(params)) == server.work->id ? News::Cancelled : News::Nothing;
  if (method == "textDocument/didChange" || method == "textDocument/didClose" || method == "textDocument/didOpen") {
    return params["textDocument"]["uri"].text() == server.work->uri ? News::Outdated : News::Nothing;
  }
  const bool is_request = !method.empty() && !value["id"].is_missing();
  return is_request && !is_slow(method) ? News::MoreUrgent : News::Nothing;
}

std::string refusal_of_length() {
  return fault_message({}, {Code::InvalidRequest, "the message is longer than 64 MiB and was not read"});
}

std::string refusal_of_header() {
  return fault_message({}, {Code::ParseError, "a header does not say how long its message is"});
}

}  // namespace demarche::lsp
