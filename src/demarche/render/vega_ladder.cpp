#include "demarche/render/marks.h"
#include "demarche/render/vega_kinds.h"
#include "demarche/render/vega_lanes.h"

namespace demarche::render {

// Where a scale ends: a bar a level.

view::Data ladder_specification(const view::Figure& figure) {
  view::Data rows = view::Data::list();
  int height = 0;
  for (const view::Data& level : rows_in(figure.marks, "levels")) {
    const std::string words = lane_words(text_in(level, "name") + "  " + text_in(level, "text"));
    const int bar = height + height_of(words) + 7;
    rows.push_back({{"words", words},
                    {"top", height},
                    {"bar", bar},
                    {"zero", 0},
                    {"probability", number_in(level, "probability")},
                    {"level", text_in(level, "name")},
                    {"text", text_in(level, "text")}});
    height = bar + 15;
  }
  view::Data spec = new_specification(figure, height);
  spec["data"] = {{"name", "levels"}, {"values", std::move(rows)}};
  view::Data bar = lane_bar(value_axis("zero", "", whole_scale()), "probability", "bar", 12);
  bar["mark"]["color"] = blue;
  bar["encoding"]["tooltip"] = listed({pointed_field("level", "level"), pointed_field("text", "probability")});
  spec["layer"] = listed({bar, lane_text("words", "top", 1)});
  return spec;
}

}  // namespace demarche::render
