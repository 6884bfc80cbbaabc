#pragma once

#include "demarche/view/report.h"

#include <nlohmann/json.hpp>

namespace demarche {

// Keys in the order they were put in. Numbers are written with the digits that read back to the same double; infinities
// and NaN become null.
using Json = nlohmann::ordered_json;

// {"schema", "kind", "file", "model_hash", "version", "options", "seed"}: how every page begins.
Json json_page(const Provenance& provenance, std::string_view kind);

Json json_of_game(const Report& report);

// {"A": 0.5, "B": -1}
Json json_by_actor(const Game& game, const Table<ActorId, double>& numbers);

// Method, precision, certificate, values by actor: the schema's "solution".
Json json_of_solution(const Report& report);

// The label of the information set with the largest gain; null where nobody can move.
Json json_of_worst(const Report& report);

// "num_out_of_reach", where there are such sets.
void add_out_of_reach(Json& page, const Certificate& certificate);

// A row of "infosets": reach, gain, moves, beliefs.
Json json_of_infoset(const Report& report, InfosetId id);

// "search" and "equilibria": what a search for several found.
void add_equilibria(Json& page, const Report& report);

// "equilibrium": which of several answers are given under.
Json json_of_choice(const Report& report);

// Diagnostics with places, an array: "code", "severity", "message", "file", "line", …
Json json_of_diagnostics(const Source& source, const Diagnostics& diagnostics);

// The finished text, one newline at its end; unseen characters are escaped, bytes that are not UTF-8 replaced.
std::string text_of(const Json& page);

}  // namespace demarche
