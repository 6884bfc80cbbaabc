#pragma once

#include "demarche/base/refusal.h"
#include "demarche/engine/request.h"
#include "demarche/view/data.h"

#include <string_view>

namespace demarche {

// How a page is wanted beside its data, which programs are always given.
// Report: the parts of the report page, and no data; Headlines: those that come first.
enum class ShownAs : std::uint8_t { Nothing, Text, Markdown, Csv, Report, Headlines };

// A request as other languages send it (docs/reference/webassembly.md): `{"command": "ask", "set": {"cost": 2}}`. What
// it does not say is as in `usual`. Refused where a key is unknown or of no use to the command, or a value is of
// another type or out of its bounds.
struct Sent {
  Request request;
  ShownAs shown = ShownAs::Nothing;
};
OrRefusal<Sent> read_request(std::string_view json, const Request& usual);
// The same of an object within another text.
struct SentValue;
OrRefusal<Sent> read_request(const SentValue& object, const Request& usual);

// The same the other way: what `ask` was asked, for a page that asks it again; or `play`, without its moves.
view::Data request_data(const Request& request);

}  // namespace demarche
