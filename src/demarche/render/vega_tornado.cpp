#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"

#include <fmt/format.h>

namespace demarche::render {

// A ranking: two bars a number, one below the other as both may go to one side, from the answer at the best guesses to
// the answer at each end of the number's range.

namespace {

constexpr const char* low_end = "low end";
constexpr const char* high_end = "high end";
constexpr int end_thickness = 8;

struct TornadoLanes {
  view::Data names = view::Data::list();
  view::Data ends = view::Data::list();
  int height = 0;
};

void add_end(TornadoLanes& lanes, const std::string& name, const view::Data& end, const char* which, double baseline) {
  lanes.ends.push_back({{"name", name},
                        {"end", which},
                        {"bar", lanes.height},
                        {"value", baseline},
                        {"reached", number_in(end, "value")},
                        {"at", text_in(end, "at")},
                        {"text", text_in(end, "text")}});
  lanes.height += end_thickness;
}

TornadoLanes tornado_lanes(const view::Figure& figure) {
  TornadoLanes lanes;
  const double baseline = number_in(figure.marks, "baseline");
  for (const view::Data& row : rows_in(figure.marks, "rows")) {
    const std::string name = text_in(row, "name");
    const view::Data& low = *row.find("low");
    const view::Data& high = *row.find("high");
    const std::string words = lane_words(fmt::format("{}: {} at {}, {} at {}", name, text_in(low, "text"),
                                                     text_in(low, "at"), text_in(high, "text"), text_in(high, "at")));
    const int bars = lanes.height + height_of(words) + 6;
    lanes.names.push_back(
        {{"words", words}, {"top", lanes.height}, {"value", baseline}, {"centre", bars + end_thickness / 2}});
    lanes.height = bars;
    add_end(lanes, name, low, low_end, baseline);
    add_end(lanes, name, high, high_end, baseline);
    lanes.height += 6;
  }
  return lanes;
}

}  // namespace

view::Data tornado_specification(const view::Figure& figure) {
  TornadoLanes lanes = tornado_lanes(figure);
  view::Data spec = new_specification(figure, lanes.height);
  spec["data"] = {{"name", "rows"}, {"values", std::move(lanes.ends)}};
  const view::Data x = value_axis("value", "", *figure.marks.find("scale"));
  view::Data ends = lane_bar(x, "reached", "bar", end_thickness);
  ends["transform"] = listed({{{"filter", "isValid(datum.reached)"}}});
  ends["encoding"]["color"] = {
      {"field", "end"},
      {"type", "nominal"},
      {"title", nullptr},
      {"scale", {{"domain", listed({low_end, high_end})}, {"range", listed({light_blue, orange})}}}};
  ends["encoding"]["tooltip"] = listed({pointed_field("name", "parameter"), pointed_field("end", "at"),
                                        pointed_field("at", "parameter's value"), pointed_field("text", "answer")});
  const view::Data lanes_data = values_of(std::move(lanes.names));
  view::Data baseline = lane_tick(x, "centre", 2 * end_thickness + 4);
  baseline["data"] = lanes_data;
  view::Data names = lane_text("words", "top", 1);
  names["data"] = lanes_data;
  spec["layer"] = listed({ends, baseline, names});
  return spec;
}

}  // namespace demarche::render
