#include "demarche/render/vega_lanes.h"

#include "demarche/render/layout.h"

#include <algorithm>

namespace demarche::render {
namespace {

constexpr std::size_t most_letters = 44;

// A name that is longer than a line goes on after one of its underscores or points.
std::string broken(std::string line) {
  std::string out;
  while (shown_width(line) > most_letters) {
    const std::size_t place = line.find_last_of("_.", most_letters);
    if (place == std::string::npos || place < 3) break;
    out += line.substr(0, place + 1) + "\n  ";
    line.erase(0, place + 1);
  }
  return out + line;
}

}  // namespace

std::string lane_words(const std::string& text) {
  std::string words;
  std::string lines = wrapped(text, most_letters, {0, 2});
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    words += (words.empty() ? "" : "\n") + broken(lines.substr(0, end));
    lines.erase(0, end + 1);
  }
  return words;
}

int height_of(const std::string& words) { return line_height * static_cast<int>(1 + std::ranges::count(words, '\n')); }

view::Data lane_place(const std::string& field) {
  return {{"field", field}, {"type", "quantitative"}, {"scale", nullptr}, {"axis", nullptr}};
}

view::Data lane_text(const std::string& field, const std::string& top, double opacity) {
  return {{"mark",
           {{"type", "text"},
            {"align", "left"},
            {"baseline", "top"},
            {"lineBreak", "\n"},
            {"lineHeight", line_height},
            {"opacity", opacity},
            {"limit", {{"expr", "width"}}}}},
          {"encoding", {{"x", {{"value", 0}}}, {"y", lane_place(top)}, {"text", text_from(field)}}}};
}

view::Data lane_bar(const view::Data& from, const std::string& to, const std::string& place, int thickness) {
  return {{"mark", {{"type", "rule"}, {"strokeWidth", thickness}}},
          {"encoding", {{"x", from}, {"x2", {{"field", to}}}, {"y", lane_place(place)}}}};
}

view::Data lane_tick(const view::Data& at, const std::string& place, int size) {
  return {{"mark",
           {{"type", "tick"},
            {"orient", "vertical"},
            {"thickness", 2},
            {"size", size},
            {"color", "currentColor"},
            {"opacity", 0.8}}},
          {"encoding", {{"x", at}, {"y", lane_place(place)}}}};
}

}  // namespace demarche::render
