#pragma once

#include "demarche/view/page.h"

#include <string>

namespace demarche::render {

// A terminal.
struct TextOptions {
  bool colour = false;
  std::size_t width = 80;
};

// A page as a terminal shows it: its sections below each other. Figures are left out: what they show is in tables.
std::string text_of(const view::Page& page, const TextOptions& options);
std::string text_of(const view::Section& section, const TextOptions& options);

}  // namespace demarche::render
