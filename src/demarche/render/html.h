#pragma once

#include "demarche/view/page.h"

#include <string>
#include <string_view>

namespace demarche::render {

// What a page needs to stand alone, inlined so that it needs no network. With any of Vega's scripts empty it has no
// drawings.
struct PageAssets {
  std::string_view vega;
  std::string_view vega_lite;
  std::string_view vega_embed;
  std::string_view style;   // web/report/report.css
  std::string_view script;  // web/report/report.js: draws, and finds rows of tables
};

// One self-contained page.
std::string html_of(const view::Page& page, const PageAssets& assets);

}  // namespace demarche::render
