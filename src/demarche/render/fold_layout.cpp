#include "demarche/render/fold_layout.h"

#include "demarche/render/marks.h"
#include "demarche/render/vega_lanes.h"

#include <algorithm>

namespace demarche::render {
namespace {

constexpr int between_rows = 34;
constexpr double all_gaps = 0.25;  // of the width, at most
constexpr double all_least_widths = 0.25;
constexpr double widest_gap = 0.012;
constexpr double widest_least = 0.004;  // of a set that is never reached

void cut_choices(FoldBox& box) {
  double at = 0;
  for (const view::Data& choice : rows_in(*box.set, "choices")) {
    box.choices.push_back(at);
    box.went_out.push_back(0);
    at += number_in(choice, "probability");
  }
  box.choices.push_back(1);
}

// Widths as reaches, but that each has a least one.
void place_across(std::vector<FoldBox>& boxes, std::span<const view::Data> sets) {
  double reached = 0;
  for (const view::Data& place : sets)
    reached += number_in(*boxes[static_cast<std::size_t>(mark_number(place))].set, "reach");
  const double num = static_cast<double>(sets.size());
  const double gap = std::min(widest_gap, all_gaps / num);
  const double least = std::min(widest_least, all_least_widths / num);
  const double whole = (1 - gap * (num - 1) - least * num) / std::max(1.0, reached);
  double at = 0;
  for (const view::Data& place : sets) {
    FoldBox& box = boxes[static_cast<std::size_t>(mark_number(place))];
    box.left = at;
    box.width = least + whole * number_in(*box.set, "reach");
    at += box.width + gap;
  }
}

}  // namespace

FoldLayout fold_layout(const view::Data& marks) {
  FoldLayout layout;
  for (const view::Data& set : rows_in(marks, "sets")) {
    layout.boxes.emplace_back().set = &set;
    cut_choices(layout.boxes.back());
  }
  for (const view::Data& row : rows_in(marks, "rows")) {
    const std::string title = lane_words(text_in(row, "title"));
    layout.titles.push_back({{"words", title}, {"top", layout.height}});
    layout.height += height_of(title) + 5;
    for (const view::Data& place : rows_in(row, "sets"))
      layout.boxes[static_cast<std::size_t>(mark_number(place))].top = layout.height;
    place_across(layout.boxes, rows_in(row, "sets"));
    layout.height += set_height + choices_height + between_rows;
  }
  layout.height -= between_rows;
  return layout;
}

}  // namespace demarche::render
