#include "demarche/studio/replies.h"

#include "demarche/base/sha256.h"
#include "demarche/render/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche::studio {
namespace {

constexpr const char* policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' blob:; "
    "worker-src 'self' blob:; img-src 'self' data: blob:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

}  // namespace

http::Answer json_reply(int status, const view::Data& data) {
  return {status, "application/json; charset=utf-8", render::compact_json_of(data) + "\n"};
}

http::Answer told(int status, std::string_view sentence, std::string_view help) {
  view::Data data = {{"error", sentence}};
  if (!help.empty()) data["help"] = help;
  return json_reply(status, data);
}

http::Answer guarded(http::Answer answer) {
  constexpr std::pair<const char*, const char*> always[] = {{"Content-Security-Policy", policy},
                                                            {"Referrer-Policy", "no-referrer"},
                                                            {"X-Content-Type-Options", "nosniff"},
                                                            {"Cross-Origin-Opener-Policy", "same-origin"},
                                                            {"Cross-Origin-Resource-Policy", "same-origin"}};
  for (const auto& [name, value] : always) answer.headers.emplace_back(name, value);
  const bool may_be_kept =
      std::ranges::any_of(answer.headers, [](const auto& one) { return one.first == "Cache-Control"; });
  if (!may_be_kept) answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

std::string etag_of(std::string_view bytes) { return fmt::format("\"{}\"", sha256_hex(bytes).substr(0, 32)); }

}  // namespace demarche::studio
