#pragma once

#include "demarche/engine/engine.h"
#include "demarche/survey/runs.h"

#include <variant>

// Two runs side by side, each a text that is solved and asked now, a study, or a result that was kept.
namespace demarche {

// A text, and how it is to be asked.
struct RunNow {
  std::string name;  // as the user called it
  Session* session = nullptr;
  Selection selection;
};

using RunInput = std::variant<RunNow, const ReadStudy*, RunSide>;

// What a result in JSON holds (`ask`, `solve` or `results` with --json); `name` is its file.
OrRefusal<RunSide> side_of_json(const std::string& name, std::string_view text);

Result compare(const RunInput& first, const RunInput& second, const Request& request, const Lent& lent = {});

}  // namespace demarche
