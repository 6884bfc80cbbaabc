#pragma once

#include "demarche/http/http.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demarche::studio {

// Who is let in. Any page that a browser has open can send requests to this machine, and a name that somebody else's
// server gives can lead here: so a request shows the token, names us as the host, and comes from our own pages.
struct Gate {
  std::string token;               // begins the path; empty: nobody needs one
  std::vector<std::string> hosts;  // what `Host` may say; empty: any address in digits, with `port`
  int port = 0;
  std::size_t most_body = 0;
};

// Why a request is not even read; nothing where it is.
std::optional<http::Answer> refusal_at(const Gate& gate, const http::Asked& asked);

// The path behind the token, without the slash and what follows a question mark; nothing for other paths.
std::optional<std::string_view> path_within(const Gate& gate, const http::Asked& asked);

// The only value of a header; nothing where there is none or several.
std::optional<std::string_view> header_of(const http::Asked& asked, std::string_view name);

// In as much time whatever the two are.
bool are_same_secret(std::string_view one, std::string_view other);

}  // namespace demarche::studio
