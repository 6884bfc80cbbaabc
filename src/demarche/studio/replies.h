#pragma once

#include "demarche/http/http.h"
#include "demarche/view/data.h"

#include <optional>
#include <string>
#include <string_view>

namespace demarche::studio {

http::Answer json_reply(int status, const view::Data& data);

// `{"error": sentence, "help": help}`: what is wrong, and what to do about it where there is something.
http::Answer told(int status, std::string_view sentence, std::string_view help = {});

// With what keeps others out of a page of ours: it runs and loads what we serve and nothing else, stands in no frame,
// and tells nobody where it came from.
http::Answer guarded(http::Answer answer);

// The name of bytes: the same for the same, in quotes.
std::string etag_of(std::string_view bytes);

}  // namespace demarche::studio
