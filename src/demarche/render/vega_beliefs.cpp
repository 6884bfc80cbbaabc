#include "demarche/render/layout.h"
#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"

namespace demarche::render {

// Beliefs before and after: a bar each, cut by what is believed.

namespace {

constexpr int belief_thickness = 22;
constexpr double least_segment = 1e-4;

struct BeliefLanes {
  view::Data names = view::Data::list();
  view::Data segments = view::Data::list();
  int height = 0;
};

void add_segments(BeliefLanes& lanes, const view::Data& bar, std::span<const view::Data> values, int top) {
  const auto beliefs = rows_in(bar, "beliefs");
  double left = 0;
  for (std::size_t v = 0; v < beliefs.size(); ++v) {
    const double belief = number_in(beliefs[v], "value");
    const std::string share = text_in(beliefs[v], "text");
    if (belief >= least_segment) {
      lanes.segments.push_back({{"when", text_in(bar, "name")},
                                {"value", mark_text(values[v])},
                                {"left", rounded(left)},
                                {"right", rounded(left + belief)},
                                {"top", top},
                                {"share", share},
                                {"ink", colour_of(v).ink},
                                {"opacity", truth_in(bar, "is_rare") ? 0.55 : 1.0}});
    }
    left += belief;
  }
}

BeliefLanes belief_lanes(const view::Figure& figure) {
  BeliefLanes lanes;
  const auto values = rows_in(figure.marks, "values");
  for (const view::Data& bar : rows_in(figure.marks, "bars")) {
    const std::string words = lane_words(text_in(bar, "name"));
    lanes.names.push_back({{"words", words}, {"top", lanes.height}});
    add_segments(lanes, bar, values, lanes.height + height_of(words) + 2);
    lanes.height += height_of(words) + 2 + belief_thickness + 8;
  }
  return lanes;
}

view::Data legend_colours(std::span<const view::Data> values) {
  view::Data domain = view::Data::list();
  view::Data range = view::Data::list();
  for (std::size_t v = 0; v < values.size(); ++v) {
    domain.push_back(mark_text(values[v]));
    range.push_back(colour_of(v).fill);
  }
  return {{"field", "value"},
          {"type", "nominal"},
          {"title", nullptr},
          {"scale", {{"domain", std::move(domain)}, {"range", std::move(range)}}}};
}

view::Data segment_layer(std::span<const view::Data> values) {
  return {{"transform", listed({{{"calculate", "datum.top + 22"}, {"as", "bottom"}}})},
          {"mark", {{"type", "rect"}}},
          {"encoding",
           {{"x", with_field(value_axis("left", "", whole_scale()), "left")},
            {"x2", {{"field", "right"}}},
            {"y", lane_place("top")},
            {"y2", {{"field", "bottom"}}},
            {"color", legend_colours(values)},
            {"fillOpacity", {{"field", "opacity"}, {"type", "quantitative"}, {"scale", nullptr}}},
            {"tooltip", listed({pointed_field("when", "when"), pointed_field("value", "is"),
                                pointed_field("share", "believed")})}}}};
}

view::Data segment_labels() {
  const view::Data fits = listed({{{"test", "datum.room > 7 * (length(datum.label) + 2)"}, {"field", "label"}},
                                  {{"test", "datum.room > 44"}, {"field", "share"}}});
  return {{"transform", listed({{{"calculate", "(datum.left + datum.right) / 2"}, {"as", "middle"}},
                                {{"calculate", "datum.top + 11"}, {"as", "centre"}},
                                {{"calculate", "datum.value + ' ' + datum.share"}, {"as", "label"}},
                                {{"calculate", "(datum.right - datum.left) * width"}, {"as", "room"}}})},
          {"mark", {{"type", "text"}, {"baseline", "middle"}}},
          {"encoding",
           {{"x", with_field(value_axis("left", "", whole_scale()), "middle")},
            {"y", lane_place("centre")},
            {"text", {{"condition", fits}, {"value", ""}}},
            {"fill", as_is("ink")}}}};
}

}  // namespace

view::Data beliefs_specification(const view::Figure& figure) {
  BeliefLanes lanes = belief_lanes(figure);
  view::Data spec = new_specification(figure, lanes.height);
  spec["data"] = {{"name", "segments"}, {"values", std::move(lanes.segments)}};
  view::Data names = lane_text("words", "top", 1);
  names["data"] = values_of(std::move(lanes.names));
  spec["layer"] = listed({segment_layer(rows_in(figure.marks, "values")), segment_labels(), names});
  return spec;
}

}  // namespace demarche::render
