#pragma once

#include "demarche/view/page.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demarche::render {

// A script that stands in the page compressed and is unpacked there, known to its policy by the hash of its text.
struct PackedScript {
  std::string_view gzip;
  std::string_view sha256;  // of its text, in hex
  bool empty() const { return gzip.empty(); }
};

// What a page needs to stand alone, inlined so that it needs no network. With any of Vega's scripts empty it has no
// drawings.
struct PageAssets {
  PackedScript vega = {};
  PackedScript vega_lite = {};
  PackedScript vega_embed = {};
  std::string_view style = {};     // web/report/report.css
  std::string_view script = {};    // web/report/report.js: unpacks, draws, and finds rows of tables
  std::string_view pictures = {};  // web/report/pictures.js: saves drawings, and looks closer at them
  std::string_view host = {};      // web/report/host.js: runs the engine, in a worker
  std::string_view living = {};    // web/report/living.js: asks it, and shows what it says
};

// What makes a page answer again by itself.
struct Living {
  std::string_view engine;  // the engine for WebAssembly, as gzip
  std::string asked;        // JSON: the model's text and the request that the page is the answer to
};

// One self-contained page.
std::string html_of(const view::Page& page, const PageAssets& assets, const std::optional<Living>& living = {});

// The parts of a page that its answers stand in, as they stand in the whole page: what a living page puts in the place
// of what it showed. `header`; `sections`, each `key`, `title` and `html`; `charts`, the drawings by key, as JSON.
view::Data parts_of(const view::Page& page);

}  // namespace demarche::render
