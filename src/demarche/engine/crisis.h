#pragma once

#include "demarche/engine/engine.h"
#include "demarche/engine/results.h"

#include <cstddef>
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
  std::size_t first_typed = 0;  // of the source's parts
};
std::expected<Crisis, Result> crisis_of(Session& session, const Selection& selection,
                                        const std::vector<Typed>& typed = {});

// The questions in the model itself, and those in some of the texts typed beside it, counted from 0: from one up to
// another, which is not among them.
std::vector<Question> own_questions(const Crisis& crisis);
std::vector<Question> typed_questions(const Crisis& crisis, std::size_t from, std::size_t to);

}  // namespace demarche
