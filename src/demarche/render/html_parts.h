#pragma once

#include "demarche/render/html_blocks.h"
#include "demarche/view/page.h"

#include <string>

namespace demarche::render {

// What stands in the page's header, and in one of its sections.
std::string header_of(const view::Page& page, Drawings drawings);
std::string inside_of(const view::Section& section, Drawings drawings);

std::string paragraphs(const std::vector<view::Words>& sentences, std::string_view style);

}  // namespace demarche::render
