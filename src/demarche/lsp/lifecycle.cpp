#include "demarche/engine/provenance.h"
#include "demarche/lsp/completion.h"
#include "demarche/lsp/methods.h"
#include "demarche/lsp/token_legend.h"

#include <algorithm>
#include <utility>

namespace demarche::lsp {
namespace {

constexpr std::pair<std::string_view, Units> units_by_name[] = {
    {"utf-16", Units::Utf16}, {"utf-8", Units::Utf8}, {"utf-32", Units::Utf32}};

// The first of the client's that there is; the protocol's own where it says none.
Units units_in(const Value& encodings) {
  for (std::size_t row = 0; row < encodings.size(); ++row) {
    const auto name = encodings.element(row).text();
    const auto known = std::ranges::find(units_by_name, name.value_or(""), &std::pair<std::string_view, Units>::first);
    if (known != std::end(units_by_name)) return known->second;
  }
  return Units::Utf16;
}

std::string_view name_of(Units units) {
  return std::ranges::find(units_by_name, units, &std::pair<std::string_view, Units>::second)->first;
}

void take_settings(Client& client, const Value& answers) {
  client.shows_answers = answers["show"].truth().value_or(client.shows_answers);
  const auto seconds = answers["seconds"].number();
  if (seconds && *seconds > 0) client.answers_limit_s = *seconds;
}

void take_client(Client& client, const Value& params) {
  const Value able = params["capabilities"];
  client.units = units_in(able["general"]["positionEncodings"]);
  client.has_snippets = able["textDocument"]["completion"]["completionItem"]["snippetSupport"].truth().value_or(false);
  client.has_versioned_edits = able["workspace"]["workspaceEdit"]["documentChanges"].truth().value_or(false);
  client.refreshes_lenses = able["workspace"]["codeLens"]["refreshSupport"].truth().value_or(false);
  take_settings(client, params["initializationOptions"]["answers"]);
}

view::Data capabilities(const Client& client) {
  view::Data can = {{"positionEncoding", name_of(client.units)}};
  can["textDocumentSync"] = {{"openClose", true}, {"change", 2}};
  can["hoverProvider"] = true;
  can["completionProvider"]["triggerCharacters"] = completion_triggers();
  can["definitionProvider"] = true;
  can["referencesProvider"] = true;
  can["documentHighlightProvider"] = true;
  can["renameProvider"]["prepareProvider"] = true;
  can["documentFormattingProvider"] = true;
  can["documentSymbolProvider"] = true;
  can["foldingRangeProvider"] = true;
  can["semanticTokensProvider"]["legend"] = token_legend();
  can["semanticTokensProvider"]["full"] = true;
  can["codeActionProvider"]["codeActionKinds"] = std::vector<std::string>{"quickfix", "source.fixAll"};
  can["codeLensProvider"]["resolveProvider"] = true;
  can["executeCommandProvider"]["commands"] = std::vector<std::string>{"demarche.answer"};
  return can;
}

}  // namespace

Reply initialize(Call& call) {
  Server& server = call.server;
  if (server.stage != Stage::Fresh) return fault(Code::InvalidRequest, "the server was initialized before");
  take_client(server.client, call.params);
  server.stage = Stage::Ready;
  view::Data result;
  result["capabilities"] = capabilities(server.client);
  result["serverInfo"] = {{"name", "demarche"}, {"version", version()}};
  return result;
}

void did_open(Server& server, const Value& params) {
  const Value sent = params["textDocument"];
  const auto uri = sent["uri"].text();
  const auto text = sent["text"].text();
  if (!uri || !text) return;
  Document document = open_document(std::string(*uri), std::string(*text), server.client.units);
  document.version = sent["version"].whole();
  server.documents.insert_or_assign(std::string(*uri), std::move(document));
}

namespace {

// One edit after the other, each of the text that the one before has left.
void make_change(std::string& text, const Value& change, Units units) {
  const auto fresh = change["text"].text();
  if (!fresh) return;
  if (change["range"].is_missing()) {
    text = *fresh;
    return;
  }
  const Lines lines = lines_of(text, units);
  const auto span = span_in({text, lines}, change["range"]);
  if (span) text.replace(span->begin, span->end - span->begin, *fresh);
}

}  // namespace

void did_change(Server& server, const Value& params) {
  const auto uri = params["textDocument"]["uri"].text();
  const auto found = uri ? server.documents.find(*uri) : server.documents.end();
  if (found == server.documents.end()) return;
  Document& document = found->second;
  std::string text = source_of(document).text;
  const Value changes = params["contentChanges"];
  for (std::size_t row = 0; row < changes.size(); ++row) make_change(text, changes.element(row), document.units);
  document.version = params["textDocument"]["version"].whole();
  set_text(document, std::move(text));
}

void did_change_configuration(Server& server, const Value& params) {
  take_settings(server.client, params["settings"]["demarche"]["answers"]);
}

}  // namespace demarche::lsp
