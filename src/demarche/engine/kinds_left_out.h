#pragma once

#include "demarche/engine/request.h"

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// Leaves out the model's questions of the kinds that go by this word. False where none does.
bool leave_out(Request& request, std::string_view word);

// "`ask`, `belief`, ...": what may be left out.
std::string words_of_kinds();

// The words that what is left out goes by, each once.
std::vector<std::string> words_left_out(const Request& request);

bool is_left_out(const Request& request, QuestionKind kind);

}  // namespace demarche
