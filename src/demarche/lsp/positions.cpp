#include "demarche/lsp/positions.h"

#include "demarche/diag/text.h"

#include <algorithm>

namespace demarche::lsp {
namespace {

constexpr std::uint32_t milestone_bytes = 512;

std::uint32_t units_of(const Character& character, Units units) {
  if (units == Units::Utf8) return static_cast<std::uint32_t>(character.num_bytes);
  return units == Units::Utf16 && character.code > 0xFFFF ? 2 : 1;
}

std::vector<Milestone> milestones_of(std::string_view text, Units units) {
  std::vector<Milestone> milestones{{0, 0}};
  Milestone here;
  while (here.offset < text.size()) {
    const Character character = character_at(text, here.offset);
    here.offset += static_cast<std::uint32_t>(character.num_bytes);
    here.num_units += units_of(character, units);
    if (here.offset - milestones.back().offset >= milestone_bytes) milestones.push_back(here);
  }
  return milestones;
}

std::vector<Span> spans_of_lines(std::string_view text) {
  std::vector<Span> spans;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (end == text.size()) return spans;
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
}

// The last character's begin that is no further than wanted, counted by one of the two; never past `end`.
Milestone walked(const Ruler& ruler, std::uint32_t Milestone::* count, std::uint32_t wanted, std::uint32_t end) {
  const auto after = std::ranges::upper_bound(ruler.lines.milestones, wanted, {}, count);
  Milestone here = *(after - 1);
  while (here.offset < end) {
    const Character character = character_at(ruler.text, here.offset);
    Milestone next = here;
    next.offset += static_cast<std::uint32_t>(character.num_bytes);
    next.num_units += units_of(character, ruler.lines.units);
    if (next.*count > wanted) break;
    here = next;
  }
  return here;
}

std::uint32_t units_before(const Ruler& ruler, std::uint32_t offset) {
  return walked(ruler, &Milestone::offset, offset, offset).num_units;
}

view::Data data_of(Position position) { return {{"line", position.line}, {"character", position.character}}; }

}  // namespace

Lines lines_of(std::string_view text, Units units) { return {units, spans_of_lines(text), milestones_of(text, units)}; }

std::uint32_t offset_of(const Ruler& ruler, Position position) {
  if (position.line >= ruler.lines.spans.size()) return static_cast<std::uint32_t>(ruler.text.size());
  const Span line = ruler.lines.spans[position.line];
  const std::uint32_t before = units_before(ruler, line.begin);
  const std::uint32_t wanted = before + std::min(position.character, line.end - line.begin);
  return std::clamp(walked(ruler, &Milestone::num_units, wanted, line.end).offset, line.begin, line.end);
}

Position position_of(const Ruler& ruler, std::uint32_t offset) {
  const auto after = std::ranges::upper_bound(ruler.lines.spans, offset, {}, &Span::begin);
  const Span line = *(after - 1);
  const std::uint32_t units = units_before(ruler, std::min(offset, line.end)) - units_before(ruler, line.begin);
  return {static_cast<std::uint32_t>(after - ruler.lines.spans.begin()) - 1, units};
}

view::Data data_of(const Ruler& ruler, Span span) {
  return {{"start", data_of(position_of(ruler, span.begin))}, {"end", data_of(position_of(ruler, span.end))}};
}

std::optional<Position> position_in(const Value& value) {
  const auto line = value["line"].count();
  const auto character = value["character"].count();
  if (!line || !character) return std::nullopt;
  return Position{*line, *character};
}

std::optional<Span> span_in(const Ruler& ruler, const Value& range) {
  const auto start = position_in(range["start"]);
  const auto end = position_in(range["end"]);
  if (!start || !end) return std::nullopt;
  const Span span{offset_of(ruler, *start), offset_of(ruler, *end)};
  return span.begin <= span.end ? std::optional(span) : std::nullopt;
}

}  // namespace demarche::lsp
