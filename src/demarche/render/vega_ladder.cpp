#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"

namespace demarche::render {

// Where a scale ends: a bar a level, and on it a line over the draws of a study.

view::Data ladder_specification(const view::Figure& figure) {
  view::Data rows = view::Data::list();
  int height = 0;
  bool has_ranges = false;
  for (const view::Data& level : rows_in(figure.marks, "levels")) {
    const std::string words = lane_words(text_in(level, "name") + "  " + text_in(level, "text"));
    const int bar = height + height_of(words) + 7;
    view::Data row = {{"words", words},
                      {"top", height},
                      {"bar", bar},
                      {"zero", 0},
                      {"probability", number_in(level, "probability")},
                      {"level", text_in(level, "name")},
                      {"text", text_in(level, "text")}};
    if (level.find("low") != nullptr)
      row.update({{"low", number_in(level, "low")}, {"high", number_in(level, "high")}});
    has_ranges = has_ranges || level.find("low") != nullptr;
    rows.push_back(std::move(row));
    height = bar + 15;
  }
  view::Data spec = new_specification(figure, height);
  spec["data"] = {{"name", "levels"}, {"values", std::move(rows)}};
  view::Data bar = lane_bar(value_axis("zero", "", whole_scale()), "probability", "bar", 12);
  bar["mark"]["color"] = blue;
  bar["encoding"]["tooltip"] = listed({pointed_field("level", "level"), pointed_field("text", "probability")});
  spec["layer"] = listed({bar});
  if (has_ranges) {
    view::Data range = lane_bar(value_axis("low", "", whole_scale()), "high", "bar", 3);
    range["mark"]["color"] = orange;
    range["transform"] = listed({{{"filter", "isValid(datum.low)"}}});
    spec["layer"].push_back(range);
  }
  spec["layer"].push_back(lane_text("words", "top", 1));
  return spec;
}

}  // namespace demarche::render
