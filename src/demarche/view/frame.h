#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <string>
#include <string_view>

// How the pages of the program begin and end, and how their sentences stand.
namespace demarche {

// A page without parts: its title, and which program made it.
view::Page page_on(const Report& report);

// Title and size of the game.
view::Section title_section(const Report& report);

// File, model hash, version and options, to get the numbers again.
view::Section provenance_section(const Provenance& from);

// A sentence below a heading.
view::Block sentence_block(view::Words words);

// {"schema", "kind", "file", "model_hash", "version", "options", "seed"}: how every page begins for programs.
view::Data head_data(const Provenance& from, std::string_view kind);

// The program that made a page: `demarche 0.1.0`.
std::string generator_of(const Provenance& from);

// The game's size and actors.
view::Data game_data(const Report& report);

}  // namespace demarche
