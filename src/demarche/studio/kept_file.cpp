#include "demarche/studio/kept_file.h"

#include "demarche/diag/text.h"
#include "demarche/game/foreign_file.h"
#include "demarche/studio/board.h"
#include "demarche/studio/guard.h"
#include "demarche/studio/replies.h"

#include <fmt/format.h>

#include <utility>

namespace demarche::studio {
namespace {

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character one = character_at(text, at);
    if (!one.valid) return false;
    at += one.num_bytes;
  }
  return true;
}

http::Answer reply_without_text(std::string_view name, const OnDisk& disk) {
  switch (disk.as) {
    case OnDisk::As::Text:
      break;
    case OnDisk::As::Gone:
      return told(404, fmt::format("`{}` is no longer on the disk", name),
                  "save it again under its name, or open another");
    case OnDisk::As::Folder:
      return told(409, fmt::format("`{}` is a folder by now", name), "move it away, then save again");
    case OnDisk::As::Unreadable:
      return told(403, disk.why, "give yourself the right to read it");
    case OnDisk::As::TooLarge:
      return told(413, fmt::format("`{}` is larger than {} MB", name, most_text >> 20), "open it with an editor");
    case OnDisk::As::NoText:
      return told(415, disk.why, "save it as UTF-8");
  }
  return told(500, "the file was not understood");
}

view::Data text_data(const OnDisk& disk) {
  if (disk.as != OnDisk::As::Text) return {{"etag", nullptr}, {"text", nullptr}};
  return {{"etag", etag_of_file(disk)}, {"text", disk.bytes}};
}

}  // namespace

OnDisk bytes_on_disk(std::string_view name, std::string bytes) {
  if (bytes.size() > most_text) return {OnDisk::As::TooLarge};
  if (is_utf8(bytes)) return {OnDisk::As::Text, std::move(bytes)};
  const std::string what = foreign_words(name, bytes);
  return {OnDisk::As::NoText, {}, fmt::format("`{}` {}", name, what.empty() ? "is no text in UTF-8" : what)};
}

std::string etag_of_file(const OnDisk& disk) {
  return disk.as == OnDisk::As::Text ? etag_of(disk.bytes) : std::string();
}

http::Answer file_reply(std::string_view name, const OnDisk& disk) {
  if (disk.as != OnDisk::As::Text) return reply_without_text(name, disk);
  http::Answer answer{200, "text/plain; charset=utf-8", disk.bytes};
  answer.headers = {{"ETag", etag_of_file(disk)}};
  return answer;
}

std::optional<http::Answer> refusal_to_save(std::string_view name, const OnDisk& disk, const http::Asked& asked) {
  const auto seen = header_of(asked, "if-match");
  const bool is_new = header_of(asked, "if-none-match") == "*";
  if (!seen && !is_new)
    return told(428, "say which text is written over",
                "`If-Match` with the ETag that came with the text, or `If-None-Match: *` where there was none");
  if (disk.as != OnDisk::As::Text && disk.as != OnDisk::As::Gone) return reply_without_text(name, disk);
  if (seen ? *seen != etag_of_file(disk) : disk.as != OnDisk::As::Gone) return json_reply(412, text_data(disk));
  if (!is_utf8(asked.body)) return told(415, "what is to be saved is no text in UTF-8");
  return std::nullopt;
}

http::Answer saved_reply(std::string_view text) {
  http::Answer answer = json_reply(200, {{"etag", etag_of(text)}});
  answer.headers.emplace_back("ETag", etag_of(text));
  return answer;
}

std::string file_event(const OnDisk& disk) {
  if (disk.as == OnDisk::As::Gone) return event_of("gone", view::Data::record());
  return event_of("file", {{"etag", disk.as == OnDisk::As::Text ? view::Data(etag_of_file(disk)) : view::Data()}});
}

}  // namespace demarche::studio
