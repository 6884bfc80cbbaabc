#pragma once

#include "demarche/engine/result.h"
#include "demarche/view/data.h"

namespace demarche {

// A result for other languages: its outcome, its page's data, what is to be said of the text, why in a sentence.
view::Data reply_of(const Result& result);

}  // namespace demarche
