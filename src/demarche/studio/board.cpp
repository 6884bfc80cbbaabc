#include "demarche/studio/board.h"

#include "demarche/render/json.h"

#include <fmt/format.h>

namespace demarche::studio {

std::string event_of(std::string_view name, const view::Data& data, std::string_view mark) {
  const std::string id = mark.empty() ? std::string() : fmt::format("id: {}\n", mark);
  return fmt::format("{}event: {}\ndata: {}\n\n", id, name, render::compact_json_of(data));
}

std::string news_on(const Board& board, Board& told) {
  std::string news;
  for (const auto& [matter, event] : board) {
    if (const auto last = told.find(matter); last != told.end() && last->second == event) continue;
    news += event;
  }
  told = board;
  return news;
}

}  // namespace demarche::studio
