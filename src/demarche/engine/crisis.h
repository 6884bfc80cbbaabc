#pragma once

#include "demarche/engine/engine.h"
#include "demarche/engine/results.h"

#include <expected>
#include <string>
#include <vector>

namespace demarche {

// A text that a request types beside the model.
struct Typed {
  std::string name;
  std::string text;
};

// A crisis that is ready to be asked: the session's, with what was typed, and with the selection's changes made.
struct Crisis {
  Source source;
  Varied varied;
  std::uint32_t first_typed = 0;  // where in the source it begins
};
std::expected<Crisis, Result> crisis_of(const Session& session, const Selection& selection,
                                        const std::vector<Typed>& typed = {});

// The questions that were typed.
std::vector<Question> typed_questions(const Crisis& crisis);

}  // namespace demarche
