#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

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

// The game's size and actors.
view::Data game_data(const Report& report);

}  // namespace demarche
