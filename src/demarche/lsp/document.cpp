#include "demarche/lsp/document.h"

#include "demarche/check/symbols.h"

#include <algorithm>
#include <utility>

namespace demarche::lsp {
namespace {

// The end of the path, as it is shown.
std::string file_name(std::string_view uri) {
  const std::size_t slash = uri.find_last_of('/');
  const std::string_view name = slash == std::string_view::npos ? uri : uri.substr(slash + 1);
  return name.empty() ? "model.crisis" : std::string(name);
}

}  // namespace

Document open_document(std::string uri, std::string text, Units units) {
  Document document{std::move(uri), std::nullopt, units};
  set_text(document, std::move(text));
  return document;
}

void set_text(Document& document, std::string text) {
  document.session = open_session(make_source(file_name(document.uri), std::move(text)));
  document.lines = lines_of(source_of(document).text, document.units);
  document.symbols.reset();
  document.diagnostics.reset();
  document.is_told = false;
}

const Source& source_of(const Document& document) { return document.session.source; }

Ruler ruler_of(const Document& document) { return {source_of(document).text, document.lines}; }

bool is_crisis(const Document& document) { return !document.session.game; }

const Symbols& symbols_of(Document& document) {
  if (!document.symbols) {
    document.symbols =
        is_crisis(document) ? symbols_of(source_of(document), reading_of(document.session).tree) : Symbols();
  }
  return *document.symbols;
}

const Diagnostics& diagnostics_of(Document& document) {
  if (!document.diagnostics) {
    document.diagnostics =
        is_crisis(document) ? all_soon_about(reading_of(document.session)) : document.session.game->diagnostics;
  }
  return *document.diagnostics;
}

}  // namespace demarche::lsp
