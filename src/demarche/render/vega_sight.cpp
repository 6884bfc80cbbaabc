#include "demarche/render/layout.h"
#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche::render {

// A lane for each actor down the page, a row for each step: a square who acts, a circle who sees it, a line between
// them. Who does not see it has no mark.

namespace {

constexpr int lane_head = 20;  // pixels
constexpr int mark_row = 22;   // that a step's marks take

struct SightLayout {
  view::Data heads = view::Data::list();
  view::Data headings = view::Data::list();
  view::Data words = view::Data::list();
  view::Data lines = view::Data::list();
  view::Data marks = view::Data::list();
  std::size_t num_lanes = 0;
  int height = lane_head + 4;
};

double centre_of(std::size_t lane, std::size_t num_lanes) {
  return rounded((static_cast<double>(lane) + 0.5) / static_cast<double>(num_lanes));
}

Colour colour_of_lane(const view::Data& lane) {
  const double actor = number_in(lane, "actor");
  return std::isnan(actor) ? Colour{grey, "#000000"} : colour_of(static_cast<std::size_t>(actor));
}

void add_marks(SightLayout& layout, const view::Data& figure, const view::Data& row, const char* key, int bar) {
  const auto lanes = rows_in(figure, "lanes");
  for (const view::Data& place : rows_in(row, key)) {
    const auto k = static_cast<std::size_t>(mark_number(place));
    const Colour colour = colour_of_lane(lanes[k]);
    layout.marks.push_back({{"x", centre_of(k, lanes.size())},
                            {"bar", bar},
                            {"code", text_in(lanes[k], "code")},
                            {"who", text_in(lanes[k], "name")},
                            {"does", key},
                            {"fill", colour.fill},
                            {"ink", colour.ink}});
  }
}

void add_line(SightLayout& layout, const view::Data& row, int bar) {
  double first = static_cast<double>(layout.num_lanes);
  double last = -1;
  for (const char* key : {"acts", "sees"}) {
    for (const view::Data& place : rows_in(row, key)) {
      first = std::min(first, mark_number(place));
      last = std::max(last, mark_number(place));
    }
  }
  if (last <= first) return;
  layout.lines.push_back({{"left", centre_of(static_cast<std::size_t>(first), layout.num_lanes)},
                          {"right", centre_of(static_cast<std::size_t>(last), layout.num_lanes)},
                          {"bar", bar}});
}

void add_row(SightLayout& layout, const view::Data& figure, const view::Data& row) {
  const bool is_heading = truth_in(row, "is_heading");
  const std::string words = lane_words(text_in(row, "words"));
  layout.height += is_heading ? 8 : 0;
  (is_heading ? layout.headings : layout.words).push_back({{"words", words}, {"top", layout.height}});
  layout.height += height_of(words) + (is_heading ? 4 : 2);
  if (is_heading) return;
  const int bar = layout.height + mark_row / 2;
  add_line(layout, row, bar);
  add_marks(layout, figure, row, "acts", bar);
  add_marks(layout, figure, row, "sees", bar);
  layout.height += mark_row + 4;
}

SightLayout sight_layout(const view::Data& figure) {
  SightLayout layout;
  layout.num_lanes = rows_in(figure, "lanes").size();
  for (const view::Data& row : rows_in(figure, "rows")) add_row(layout, figure, row);
  std::size_t k = 0;
  for (const view::Data& lane : rows_in(figure, "lanes")) {
    const std::string name = text_in(lane, "name");
    layout.heads.push_back({{"x", centre_of(k++, layout.num_lanes)},
                            {"name", name},
                            {"code", text_in(lane, "code")},
                            {"need", 7 * (shown_width(name) + 1)},
                            {"top", lane_head},
                            {"bottom", layout.height},
                            {"fill", colour_of_lane(lane).fill}});
  }
  return layout;
}

view::Data lane_layer() {
  return {
      {"mark", {{"type", "rule"}, {"opacity", 0.3}, {"strokeWidth", 2}}},
      {"encoding",
       {{"x", unseen_axis("x")}, {"y", lane_place("top")}, {"y2", {{"field", "bottom"}}}, {"stroke", as_is("fill")}}}};
}

// The width of a lane in pixels.
std::string lane_width(std::size_t num_lanes) { return fmt::format("width / {}", num_lanes); }

view::Data head_layer(std::size_t num_lanes) {
  const view::Data fits = listed({{{"test", lane_width(num_lanes) + " > datum.need"}, {"field", "name"}}});
  return {{"mark", {{"type", "text"}, {"baseline", "top"}, {"fontWeight", 600}}},
          {"encoding",
           {{"x", unseen_axis("x")}, {"y", {{"value", 0}}}, {"text", {{"condition", fits}, {"field", "code"}}}}}};
}

view::Data sight_line_layer(view::Data lines) {
  view::Data layer = lane_bar(unseen_axis("left"), "right", "bar", 2);
  layer["mark"].update({{"color", "currentColor"}, {"opacity", 0.45}});
  layer["data"] = values_of(std::move(lines));
  return layer;
}

view::Data sight_mark_layer(const view::Data& marks, std::size_t num_lanes) {
  const std::string size = fmt::format("pow(min(datum.does == 'acts' ? 20 : 18, 0.8 * {}), 2)", lane_width(num_lanes));
  const view::Data scale = {{"domain", listed({"acts", "sees"})}, {"range", listed({"square", "circle"})}};
  return {{"data", marks},
          {"transform", listed({{{"calculate", size}, {"as", "size"}}})},
          {"mark", {{"type", "point"}, {"filled", true}, {"opacity", 1}}},
          {"encoding",
           {{"x", unseen_axis("x")},
            {"y", lane_place("bar")},
            {"shape", {{"field", "does"}, {"type", "nominal"}, {"legend", nullptr}, {"scale", scale}}},
            {"size", {{"field", "size"}, {"type", "quantitative"}, {"scale", nullptr}}},
            {"fill", as_is("fill")},
            {"tooltip", listed({pointed_field("who", "who"), pointed_field("does", "what")})}}}};
}

view::Data code_layer(const view::Data& marks, std::size_t num_lanes) {
  const view::Data fits = listed({{{"test", lane_width(num_lanes) + " > 22"}, {"field", "code"}}});
  return {{"data", marks},
          {"mark", {{"type", "text"}, {"baseline", "middle"}, {"fontSize", 9}}},
          {"encoding",
           {{"x", unseen_axis("x")},
            {"y", lane_place("bar")},
            {"text", {{"condition", fits}, {"value", ""}}},
            {"fill", as_is("ink")}}}};
}

view::Data words_layer(view::Data words, int weight) {
  view::Data layer = lane_text("words", "top", 1);
  layer["data"] = values_of(std::move(words));
  layer["mark"]["fontWeight"] = weight;
  return layer;
}

}  // namespace

view::Data sight_specification(const view::Figure& figure) {
  SightLayout layout = sight_layout(figure.marks);
  view::Data spec = new_specification(figure, layout.height);
  spec["data"] = {{"name", "lanes"}, {"values", std::move(layout.heads)}};
  const view::Data marks = {{"name", "marks"}, {"values", std::move(layout.marks)}};
  spec["layer"] =
      listed({lane_layer(), sight_line_layer(std::move(layout.lines)), sight_mark_layer(marks, layout.num_lanes),
              code_layer({{"name", "marks"}}, layout.num_lanes), head_layer(layout.num_lanes),
              words_layer(std::move(layout.headings), 600), words_layer(std::move(layout.words), 400)});
  return spec;
}

}  // namespace demarche::render
