#include "demarche/studio/shelf.h"

#include "demarche/studio/guard.h"
#include "demarche/studio/replies.h"

#include <utility>

namespace demarche::studio {
namespace {

const char* type_of(std::string_view path) {
  constexpr std::pair<std::string_view, const char*> types[] = {{".html", "text/html; charset=utf-8"},
                                                                {".js", "text/javascript; charset=utf-8"},
                                                                {".css", "text/css; charset=utf-8"},
                                                                {".json", "application/json; charset=utf-8"},
                                                                {".wasm", "application/wasm"},
                                                                {".gz", "application/gzip"},
                                                                {".svg", "image/svg+xml"},
                                                                {".png", "image/png"}};
  for (const auto& [end, type] : types)
    if (path.ends_with(end)) return type;
  return "application/octet-stream";
}

}  // namespace

void put_on(Shelf& shelf, std::string path, std::string bytes) {
  std::string etag = etag_of(bytes);
  shelf[std::move(path)] = {std::move(bytes), std::move(etag)};
}

http::Answer shelf_reply(const Shelf& shelf, std::string_view path, std::string_view first, const http::Asked& asked) {
  const auto file = shelf.find(path.empty() ? first : path);
  if (file == shelf.end()) return told(404, "there is nothing here");
  http::Answer answer{200, type_of(file->first), file->second.bytes};
  answer.headers = {{"ETag", file->second.etag}, {"Cache-Control", "no-cache"}};
  if (header_of(asked, "if-none-match") != file->second.etag) return answer;
  answer.status = 304;
  answer.body.clear();
  return answer;
}

}  // namespace demarche::studio
