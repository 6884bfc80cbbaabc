#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"
#include "demarche/render/vega_ribbons.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace demarche::render {

// The flow of play: time runs down the page, a step is a row of boxes across it, each as wide as its value is probable,
// and ribbons between rows are the joint probabilities.

namespace {

constexpr double box_gap = 0.012;  // of the width, between boxes
constexpr int box_height = 27;
constexpr int ribbon_height = 26;  // above the title of the next step
constexpr int below_title = 5;

struct FlowBox {
  double left = 0;
  double right = 0;
  double next_out = 0;  // where the next ribbon leaves, and the next comes in
  double next_in = 0;
  double width = 1;  // of a probability of 1 in this row
};

struct FlowRow {
  const view::Data* step = nullptr;
  std::string title;  // broken into lines
  int top = 0;        // of its title
  int box_top = 0;
  int box_bottom = 0;
  std::vector<FlowBox> boxes;
};

struct FlowLayout {
  std::vector<FlowRow> rows;
  double least_drawn = 0;
  int height = 0;
};

std::vector<FlowBox> boxes_of(const view::Data& step, double least_drawn) {
  const auto values = rows_in(step, "values");
  const auto num_drawn = std::ranges::count_if(
      values, [&](const view::Data& value) { return number_in(value, "probability") >= least_drawn; });
  const double width = 1 - box_gap * static_cast<double>(std::max<std::ptrdiff_t>(num_drawn - 1, 0));
  std::vector<FlowBox> boxes;
  double at = 0;
  for (const view::Data& value : values) {
    const double share = number_in(value, "probability");
    at = std::min(at, 1 - share * width);
    boxes.push_back({.left = at, .right = at + share * width, .next_out = at, .next_in = at, .width = width});
    if (share >= least_drawn) at += share * width + box_gap;
  }
  return boxes;
}

FlowLayout flow_layout(const view::Data& marks) {
  FlowLayout layout;
  layout.least_drawn = number_in(marks, "least_drawn");
  for (const view::Data& step : rows_in(marks, "steps")) {
    FlowRow& row = layout.rows.emplace_back();
    row.step = &step;
    row.title = lane_words(text_in(step, "title"));
    row.top = layout.height;
    row.box_top = row.top + height_of(row.title) + below_title;
    row.box_bottom = row.box_top + box_height;
    row.boxes = boxes_of(step, layout.least_drawn);
    layout.height = row.box_bottom + ribbon_height;
  }
  layout.height -= ribbon_height;
  return layout;
}

Colour colour_of_value(const view::Data& step, const view::Data& value) {
  if (!truth_in(value, "arises")) return {grey, "currentColor"};
  const double actor = number_in(step, "actor");
  return std::isnan(actor) ? Colour{grey, "#000000"} : colour_of(static_cast<std::size_t>(actor));
}

view::Data box_rows(const FlowLayout& layout) {
  view::Data rows = view::Data::list();
  for (std::size_t k = 0; k < layout.rows.size(); ++k) {
    const FlowRow& row = layout.rows[k];
    const auto values = rows_in(*row.step, "values");
    for (std::size_t v = 0; v < values.size(); ++v) {
      const bool arises = truth_in(values[v], "arises");
      const Colour colour = colour_of_value(*row.step, values[v]);
      rows.push_back({{"step", text_in(*row.step, "title")},
                      {"order", k},
                      {"mover", text_in(*row.step, "mover")},
                      {"value", text_in(values[v], "name")},
                      {"probability", number_in(values[v], "probability")},
                      {"share", text_in(values[v], "text")},
                      {"when", text_in(values[v], "when")},
                      {"left", rounded(row.boxes[v].left)},
                      {"right", rounded(row.boxes[v].right)},
                      {"top", row.box_top},
                      {"fill", colour.fill},
                      {"ink", colour.ink},
                      {"opacity", arises ? 1.0 : 0.25}});
    }
  }
  return rows;
}

// Where a ribbon leaves or comes in; the next one stands beside it.
double taken(double& next, double width) {
  const double at = next;
  next += width;
  return at;
}

view::Data flow_ribbons(const view::Data& marks, FlowLayout layout) {
  view::Data ribbons = view::Data::list();
  std::size_t number = 0;
  for (const view::Data& link : rows_in(marks, "links")) {
    const auto step = static_cast<std::size_t>(number_in(link, "step"));
    const auto first = static_cast<std::size_t>(number_in(link, "from"));
    const auto second = static_cast<std::size_t>(number_in(link, "to"));
    const double share = number_in(link, "probability");
    FlowRow& above = layout.rows[step];
    FlowRow& below = layout.rows[step + 1];
    const view::Data& from = rows_in(*above.step, "values")[first];
    const view::Data& to = rows_in(*below.step, "values")[second];
    const double out = share * above.boxes[first].width;
    const double in = share * below.boxes[second].width;
    const double leaves = taken(above.boxes[first].next_out, out);
    const double enters = taken(below.boxes[second].next_in, in);
    if (share < layout.least_drawn) continue;
    append_ribbon(ribbons, {number++, leaves, leaves + out, enters, enters + in, above.box_bottom, below.box_top,
                            text_in(from, "name") + ", then " + text_in(to, "name"), text_in(link, "text"),
                            colour_of_value(*above.step, from).fill});
  }
  return ribbons;
}

view::Data box_layer(int height) {
  return {{"transform", listed({{{"calculate", fmt::format("datum.top + {}", box_height)}, {"as", "bottom"}}})},
          {"mark", {{"type", "rect"}, {"stroke", nullptr}}},
          {"encoding",
           {{"x", unseen_axis("left")},
            {"x2", {{"field", "right"}}},
            {"y", down_scale("top", height)},
            {"y2", {{"field", "bottom"}}},
            {"fill", as_is("fill")},
            {"fillOpacity", {{"field", "opacity"}, {"type", "quantitative"}, {"scale", nullptr}}},
            {"tooltip",
             listed({pointed_field("step", "step"), pointed_field("mover", "moved by"), pointed_field("value", "value"),
                     pointed_field("when", "when it comes to it"), pointed_field("share", "of all histories")})}}}};
}

// A box's name and share where both fit, its share where only that fits, otherwise nothing: it is listed below.
view::Data label_layer(int height) {
  const view::Data fits = listed({{{"test", "datum.room > 7 * (length(datum.label) + 2)"}, {"field", "label"}},
                                  {{"test", "datum.room > 44"}, {"field", "share"}}});
  return {{"transform", listed({{{"calculate", "(datum.left + datum.right) / 2"}, {"as", "middle"}},
                                {{"calculate", fmt::format("datum.top + {}", box_height / 2.0)}, {"as", "centre"}},
                                {{"calculate", "datum.value + ' ' + datum.share"}, {"as", "label"}},
                                {{"calculate", "(datum.right - datum.left) * width"}, {"as", "room"}}})},
          {"mark", {{"type", "text"}, {"baseline", "middle"}, {"fontSize", 12}}},
          {"encoding",
           {{"x", unseen_axis("middle")},
            {"y", down_scale("centre", height)},
            {"text", {{"condition", fits}, {"value", ""}}},
            {"fill", as_is("ink")}}}};
}

view::Data title_layer(const FlowLayout& layout) {
  view::Data rows = view::Data::list();
  for (const FlowRow& row : layout.rows) rows.push_back({{"title", row.title}, {"top", row.top}});
  return {{"data", {{"name", "titles"}, {"values", std::move(rows)}}},
          {"mark",
           {{"type", "text"},
            {"align", "left"},
            {"baseline", "top"},
            {"lineBreak", "\n"},
            {"lineHeight", line_height},
            {"fontWeight", 600},
            {"limit", {{"expr", "width"}}}}},
          {"encoding", {{"x", {{"value", 0}}}, {"y", down_scale("top", layout.height)}, {"text", text_from("title")}}}};
}

}  // namespace

view::Data flow_specification(const view::Figure& figure) {
  const FlowLayout layout = flow_layout(figure.marks);
  view::Data spec = new_specification(figure, layout.height);
  spec["data"] = {{"name", "boxes"}, {"values", box_rows(layout)}};
  spec["layer"] = listed({ribbon_layer(flow_ribbons(figure.marks, layout), unseen_axis("left"), layout.height),
                          box_layer(layout.height), label_layer(layout.height), title_layer(layout)});
  return spec;
}

}  // namespace demarche::render
