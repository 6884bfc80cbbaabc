#pragma once

#include "demarche/view/page.h"

#include <string>
#include <vector>

namespace demarche::render {

// Whether there are scripts to draw figures; without them a figure is its table.
enum class Drawings : std::uint8_t { Scripted, None };

std::string html_of(const view::Words& words);
std::string html_of(const view::Table& table);
std::string html_of(const std::vector<view::Block>& blocks, Drawings drawings);

// A figure with its table and how it was computed, both folded.
std::string html_of(const view::Figure& figure, Drawings drawings);

// Cases against quantities: a table whose every cell has its number and where that lies.
std::string matrix_as_html(const view::Data& marks);

}  // namespace demarche::render
