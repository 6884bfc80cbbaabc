#include "demarche/render/vega.h"

#include "demarche/render/json.h"
#include "demarche/render/vega_kinds.h"

namespace demarche::render {
namespace {

view::Data specification_of(const view::Figure& figure) {
  using enum view::FigureKind;
  switch (figure.kind) {
    case Flow:
      return flow_specification(figure);
    case Ladder:
      return ladder_specification(figure);
    case Ranges:
      return ranges_specification(figure);
    case Matrix:
      return {};
    case Line:
      return line_specification(figure);
    case Heat:
      return heat_specification(figure);
    case Tornado:
      return tornado_specification(figure);
    case Intervals:
      return intervals_specification(figure);
    case Shifts:
      return shifts_specification(figure);
    case Crossings:
    case Box:
      return stretches_specification(figure);
    case Peeling:
      return peeling_specification(figure);
    case Beliefs:
      return beliefs_specification(figure);
    case Path:
      return path_specification(figure);
    case Waterfall:
      return waterfall_specification(figure);
    case Sight:
      return sight_specification(figure);
    case Fold:
      return fold_specification(figure);
  }
  return {};
}

struct Collected {
  std::string json;

  void add(const std::vector<view::Block>& blocks) {
    for (const view::Block& block : blocks) {
      if (const auto* details = std::get_if<view::Details>(&block.part)) add(details->blocks);
      const auto* figure = std::get_if<view::Figure>(&block.part);
      if (figure == nullptr || !is_drawn_by_vega(figure->kind)) continue;
      json += (json.empty() ? "\"" : ",\n\"") + figure->key + "\": " + vega_lite_of(*figure);
    }
  }
};

}  // namespace

bool is_drawn_by_vega(view::FigureKind kind) { return kind != view::FigureKind::Matrix; }

std::string vega_lite_of(const view::Figure& figure) { return compact_json_of(specification_of(figure)); }

std::string vega_lite_of(const view::Page& page) {
  Collected collected;
  for (const view::Section& section : page.sections) collected.add(section.blocks);
  return "{" + collected.json + "}";
}

}  // namespace demarche::render
