#include "demarche/render/fold_layout.h"
#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"
#include "demarche/render/vega_ribbons.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche::render {

// A tree folded to information sets: a row a step, in it a box a set with its choices below, ribbons to the next. What
// is looked at of the width is from `from` to `to`, which the page moves.

namespace {

constexpr double least_ribbon = 1e-4;

Colour colour_of_set(const view::Data& set) { return colour_of(static_cast<std::size_t>(number_in(set, "actor"))); }

view::Data set_rows(const FoldLayout& layout) {
  view::Data rows = view::Data::list();
  for (const FoldBox& box : layout.boxes) {
    view::Data row = {{"name", text_in(*box.set, "name")},      {"share", text_in(*box.set, "reached")},
                      {"gain", text_in(*box.set, "gain")},      {"left", rounded(box.left)},
                      {"right", rounded(box.left + box.width)}, {"top", box.top},
                      {"fill", colour_of_set(*box.set).fill},   {"ink", colour_of_set(*box.set).ink}};
    if (truth_in(*box.set, "is_rare")) row["opacity"] = 0.45;
    const std::string belief = text_in(*box.set, "believed");
    row["belief"] = belief.empty() ? "certain" : belief;
    rows.push_back(std::move(row));
  }
  return rows;
}

void add_choices(view::Data& rows, const FoldBox& box) {
  std::size_t k = 0;
  for (const view::Data& choice : rows_in(*box.set, "choices")) {
    const double from = box.choices[k];
    const double to = std::max(from, box.choices[k + 1]);
    ++k;
    if (to - from < least_ribbon) continue;
    rows.push_back({{"name", text_in(choice, "name")},
                    {"share", text_in(choice, "text")},
                    {"left", rounded(box.left + from * box.width)},
                    {"right", rounded(box.left + to * box.width)},
                    {"top", box.top + set_height},
                    {"fill", colour_of_set(*box.set).fill},
                    {"opacity", k % 2 == 1 ? 0.42 : 0.22}});
  }
}

view::Data choice_rows(const FoldLayout& layout) {
  view::Data rows = view::Data::list();
  for (const FoldBox& box : layout.boxes) add_choices(rows, box);
  return rows;
}

// Where the next ribbon leaves a box or comes in: shares of its reach, side by side.
struct Stretch {
  double left = 0;
  double right = 0;
};
Stretch next_stretch(const FoldBox& box, double begins, double& taken, double probability) {
  const double reach = number_in(*box.set, "reach");
  const double share = reach > 0 ? std::min(1.0, probability / reach) : 0;
  const double left = box.left + box.width * std::min(1.0, begins + taken);
  taken += share;
  return {left, std::min(left + box.width * share, box.left + box.width)};
}

view::Data fold_ribbons(const view::Data& marks, FoldLayout& layout) {
  view::Data ribbons = view::Data::list();
  std::size_t number = 0;
  for (const view::Data& link : rows_in(marks, "links")) {
    const double share = number_in(link, "probability");
    if (!(share >= least_ribbon)) continue;
    FoldBox& from = layout.boxes[static_cast<std::size_t>(number_in(link, "from"))];
    FoldBox& to = layout.boxes[static_cast<std::size_t>(number_in(link, "to"))];
    const auto choice = static_cast<std::size_t>(number_in(link, "choice"));
    const Stretch out = next_stretch(from, from.choices[choice], from.went_out[choice], share);
    const Stretch in = next_stretch(to, 0, to.came_in, share);
    append_ribbon(ribbons, {number++, out.left, out.right, in.left, in.right, from.top + set_height + choices_height,
                            to.top, text_in(rows_in(*from.set, "choices")[choice], "name"), text_in(link, "text"),
                            colour_of_set(*from.set).fill});
  }
  return ribbons;
}

// What is looked at, from 0 to 1.
view::Data across(const std::string& field) {
  view::Data axis = unseen_axis(field);
  axis["scale"]["domain"] = listed({{{"expr", "from"}}, {{"expr", "to"}}});
  return axis;
}

view::Data worked_out_of(const std::string& formula, const char* name) {
  return {{"calculate", formula}, {"as", name}};
}

// Boxes of one height, each with what it is told by when it is pointed at.
struct Boxes {
  const char* name;
  int box_height;
  view::Data tooltip;
};

view::Data boxes_layer(const Boxes& boxes, const view::Data& data, int height) {
  return {{"data", data},
          {"transform", listed({worked_out_of(fmt::format("datum.top + {}", boxes.box_height), "bottom"),
                                worked_out_of("isValid(datum.opacity) ? datum.opacity : 1", "shade")})},
          {"mark", {{"type", "rect"}, {"clip", true}}},
          {"encoding",
           {{"x", across("left")},
            {"x2", {{"field", "right"}}},
            {"y", down_scale("top", height)},
            {"y2", {{"field", "bottom"}}},
            {"fill", as_is("fill")},
            {"fillOpacity", {{"field", "shade"}, {"type", "quantitative"}, {"scale", nullptr}}},
            {"tooltip", boxes.tooltip}}}};
}

// Where they fit into what is seen of their box; else how often alone.
view::Data labels_layer(const Boxes& boxes, int height) {
  const view::Data fits = listed({{{"test", "datum.room > 7 * (length(datum.label) + 1)"}, {"field", "label"}},
                                  {{"test", "datum.room > 44"}, {"field", "share"}}});
  return {{"data", {{"name", boxes.name}}},
          {"transform",
           listed({worked_out_of("max(datum.left, from)", "begins"), worked_out_of("min(datum.right, to)", "ends"),
                   worked_out_of("(datum.ends - datum.begins) * width / (to - from)", "room"),
                   worked_out_of("(datum.begins + datum.ends) / 2", "middle"),
                   worked_out_of(fmt::format("datum.top + {}", boxes.box_height / 2), "centre"),
                   worked_out_of("trim(datum.name + ' ' + datum.share)", "label"),
                   worked_out_of("isValid(datum.ink) ? datum.ink : 'currentColor'", "pen")})},
          {"mark", {{"type", "text"}, {"baseline", "middle"}, {"fontSize", 12}, {"clip", true}}},
          {"encoding",
           {{"x", across("middle")},
            {"y", down_scale("centre", height)},
            {"text", {{"condition", fits}, {"value", ""}}},
            {"fill", as_is("pen")}}}};
}

view::Data titles_layer(view::Data titles) {
  view::Data layer = lane_text("words", "top", 1);
  layer["mark"]["fontWeight"] = 600;
  layer["data"] = {{"name", "titles"}, {"values", std::move(titles)}};
  return layer;
}

view::Data moved_number(const char* name, double value) { return {{"name", name}, {"value", value}}; }

}  // namespace

view::Data fold_specification(const view::Figure& figure) {
  FoldLayout layout = fold_layout(figure.marks);
  view::Data spec = new_specification(figure, layout.height);
  spec["params"] = listed({moved_number("from", 0), moved_number("to", 1)});
  spec["data"] = {{"name", "sets"}, {"values", set_rows(layout)}};
  view::Data ribbons = ribbon_layer(fold_ribbons(figure.marks, layout), across("left"), layout.height);
  const Boxes sets{"sets", set_height,
                   listed({pointed_field("name", "has seen"), pointed_field("share", "reached"),
                           pointed_field("gain", "gain"), pointed_field("belief", "belief")})};
  const Boxes choices{"choices", choices_height,
                      listed({pointed_field("name", "chooses"), pointed_field("share", "there")})};
  const view::Data choices_data = {{"name", "choices"}, {"values", choice_rows(layout)}};
  spec["layer"] = listed({std::move(ribbons), boxes_layer(sets, {{"name", "sets"}}, layout.height),
                          boxes_layer(choices, choices_data, layout.height), labels_layer(sets, layout.height),
                          labels_layer(choices, layout.height), titles_layer(std::move(layout.titles))});
  return spec;
}

}  // namespace demarche::render
