#pragma once

#include "demarche/studio/board.h"
#include "demarche/studio/play.h"

namespace demarche::studio {

// What a seat is given, and told by its stream: what it may see, and nothing that hangs on anything else. Its event
// changes with these bytes alone.
http::Answer seat_reply(const Play& play, std::size_t seat);
Board seat_board(const Play& play, std::size_t seat);

// What whoever leads the play is given: the codes, who is there, all that happened.
http::Answer led_reply(const Play& play);
std::string led_event(const Play& play);
http::Answer opened_reply(const Play& play);

// The log: an event a line, which `demarche play --resume` reads, or a table.
http::Answer log_lines_reply(const Play& play);
http::Answer log_table_reply(const Play& play);

// Events that belong to this play, for a file with those of several.
view::Data events_of(const Play& play);

}  // namespace demarche::studio
