#pragma once

#include "demarche/engine/engine.h"
#include "demarche/lsp/positions.h"
#include "demarche/model/symbols.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demarche::lsp {

// A text that an editor has open, with what is known of it as it stands; all of that is worked out when it is asked
// for.
struct Document {
  std::string uri;
  std::optional<std::int64_t> version;
  Units units = Units::Utf16;
  Session session = {};
  Lines lines = {};
  std::optional<Symbols> symbols = {};
  std::optional<Diagnostics> diagnostics = {};
  bool is_told = false;  // the diagnostics were sent
};

Document open_document(std::string uri, std::string text, Units units);
void set_text(Document& document, std::string text);

const Source& source_of(const Document& document);
Ruler ruler_of(const Document& document);
bool is_crisis(const Document& document);  // and no game of Gambit

const Symbols& symbols_of(Document& document);
const Diagnostics& diagnostics_of(Document& document);

}  // namespace demarche::lsp
