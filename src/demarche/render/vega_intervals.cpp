#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"

namespace demarche::render {

// Rankings over draws: shares of the variance as dots on their intervals, and largest shifts as bars.

namespace {

constexpr const char* alone = "alone";
constexpr const char* with_others = "with others";
constexpr int between_intervals = 13;

view::Data interval_row(const std::string& parameter, const char* kind, const view::Data& index, int place) {
  return {{"parameter", parameter},
          {"kind", kind},
          {"bar", place},
          {"value", number_in(index, "value")},
          {"low", number_in(index, "low")},
          {"high", number_in(index, "high")},
          {"filled", truth_in(index, "told") ? 1 : 0},
          {"text", text_in(index, "text")}};
}

struct IntervalLanes {
  view::Data names = view::Data::list();
  view::Data intervals = view::Data::list();
  int height = 0;
};

IntervalLanes interval_lanes(const view::Figure& figure) {
  IntervalLanes lanes;
  for (const view::Data& row : rows_in(figure.marks, "rows")) {
    const std::string name = text_in(row, "name");
    const std::string words = lane_words(name);
    const int bars = lanes.height + height_of(words) + 8;
    lanes.names.push_back({{"words", words}, {"top", lanes.height}});
    lanes.intervals.push_back(interval_row(name, alone, *row.find("alone"), bars));
    lanes.intervals.push_back(interval_row(name, with_others, *row.find("with_others"), bars + between_intervals));
    lanes.height = bars + between_intervals + 18;
  }
  return lanes;
}

view::Data interval_colour() {
  return {{"field", "kind"},
          {"type", "nominal"},
          {"title", nullptr},
          {"scale", {{"domain", listed({alone, with_others})}, {"range", listed({blue, orange})}}}};
}

}  // namespace

view::Data intervals_specification(const view::Figure& figure) {
  IntervalLanes lanes = interval_lanes(figure);
  view::Data spec = new_specification(figure, lanes.height);
  spec["data"] = {{"name", "indices"}, {"values", std::move(lanes.intervals)}};
  const view::Data x = value_axis("value", "share of the answer's variance", whole_scale());
  const view::Data tooltip =
      listed({pointed_field("parameter", "number"), pointed_field("kind", ""), pointed_field("text", "share")});
  view::Data interval = lane_bar(with_field(x, "low"), "high", "bar", 3);
  interval["encoding"].update({{"color", interval_colour()}, {"tooltip", tooltip}});
  const view::Data dots = {
      {"mark", {{"type", "point"}, {"filled", true}, {"size", 80}, {"strokeWidth", 2}, {"opacity", 1}}},
      {"encoding",
       {{"x", x},
        {"y", lane_place("bar")},
        {"stroke", interval_colour()},
        {"fill", interval_colour()},
        {"fillOpacity", {{"field", "filled"}, {"type", "quantitative"}, {"scale", nullptr}}},
        {"tooltip", tooltip}}}};
  view::Data names = lane_text("words", "top", 1);
  names["data"] = values_of(std::move(lanes.names));
  spec["layer"] = listed({interval, dots, names});
  return spec;
}

view::Data shifts_specification(const view::Figure& figure) {
  view::Data rows = view::Data::list();
  int height = 0;
  for (const view::Data& row : rows_in(figure.marks, "rows")) {
    const std::string words = lane_words(text_in(row, "name"));
    const int bar = height + height_of(words) + 9;
    rows.push_back({{"words", words},
                    {"top", height},
                    {"bar", bar},
                    {"zero", 0},
                    {"value", number_in(row, "value")},
                    {"chance", number_in(row, "by_chance")},
                    {"colour", truth_in(row, "matters") ? blue : grey},
                    {"text", text_in(row, "text")}});
    height = bar + 20;
  }
  view::Data spec = new_specification(figure, height);
  spec["data"] = {{"name", "shifts"}, {"values", std::move(rows)}};
  const view::Data scale = {{"unit", "number"}, {"low", 0}, {"high", 1}};
  const view::Data x = value_axis("zero", "largest shift of the answer's distribution", scale);
  view::Data bar = lane_bar(x, "value", "bar", 9);
  bar["encoding"].update(
      {{"stroke", as_is("colour")},
       {"tooltip", listed({pointed_field("words", "number"), pointed_field("text", "largest shift")})}});
  spec["layer"] = listed({bar, lane_tick(with_field(x, "chance"), "bar", 18), lane_text("words", "top", 1)});
  return spec;
}

}  // namespace demarche::render
