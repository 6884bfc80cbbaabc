#pragma once

#include "demarche/base/refusal.h"
#include "demarche/engine/request.h"

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// The log of a play, as `play` gives it: JSON, an event a line. What it says of the play and the moves made in it, so
// that it can go on.
struct PlayLogRead {
  Request request;
  std::string model_hash;
  std::vector<std::string> lines;  // those that are whole
};
OrRefusal<PlayLogRead> read_play_log(std::string_view text, const Request& usual);

}  // namespace demarche
