#include "demarche/report/findings_json.h"
#include "demarche/report/layout.h"
#include "demarche/report/study_insights.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr std::size_t most_shown = 12;  // of the boxes that were peeled, evenly; JSON has all

std::string sides_text(const StudyBox& box, const TerminalOptions& options) {
  using enum Align;
  TextTable table{{Left, Left, Left, Left}, {"", "in the box", "range", ""}, {}};
  for (const BoxSide& side : box.named.sides) {
    const StudiedParameter& parameter = box.parameters[side.column];
    const std::string range = short_number(parameter.low) + " to " + short_number(parameter.high);
    const std::string beyond = beyond_text(box, side);
    table.rows.push_back(
        {parameter.name, side_text(box, side), range, meaning_text(side) + (beyond.empty() ? "" : "; " + beyond)});
  }
  return text_of(table, options.width, 2);
}

std::string trajectory_text(const StudyBox& box, const TerminalOptions& options) {
  using enum Align;
  TextTable table{{Right, Right, Right, Right, Left}, {"density", "coverage", "of all rows", "sides", ""}, {}};
  const std::size_t stride = (box.boxes.size() + most_shown - 1) / most_shown;
  for (const BoxOnTheWay& one : boxes_on_the_way(box)) {
    if (!one.note.empty() || one.number % stride == 0) table.rows.push_back(cells_of(one));
  }
  return heading("Boxes on the way there and beyond", options) + text_of(table, options.width, 2);
}

Json json_of(const Box& box, const StudyBox& study) {
  Json page = {{"density", box.density}, {"coverage", box.coverage}, {"mass", box.mass}, {"sides", Json::array()}};
  for (const BoxSide& side : box.sides) {
    page["sides"].push_back({{"parameter", study.parameters[side.column].name},
                             {"at_least", side.at_least ? Json(*side.at_least) : Json()},
                             {"at_most", side.at_most ? Json(*side.at_most) : Json()},
                             {"quasi_p", side.quasi_p}});
  }
  return page;
}

}  // namespace

std::string box_in_short(const StudyBox& box, const TerminalOptions& options) {
  std::string text = strong(how_often(box, "row"), options) + "\n";
  if (box.num_meeting == 0) return box.fixed ? text + std::string(why_no_box(box)) + "\n" : text;
  if (box.named.sides.empty()) return text + std::string(why_no_box(box)) + "\n";
  text += wrapped(fmt::format("In this box it is so in {} of the rows (density); {} of all such rows are in it "
                              "(coverage):",
                              share_text(box.named.density), share_text(box.named.coverage)),
                  options.width, {0, 0});
  const std::string remarks = remarks_on_sides(box);
  return text + sides_text(box, options) + (remarks.empty() ? "" : wrapped(remarks, options.width, {2, 2}));
}

std::string box_as_text(const StudyBox& box, const TerminalOptions& options) {
  return box_in_short(box, options) + (box.named.sides.empty() ? "" : trajectory_text(box, options));
}

void add_body(Json& page, const StudyBox& box) {
  page["condition"] = box.condition;
  page["rows"] = box.num_rows;
  page["meeting"] = box.num_meeting;
  page["varies"] = !box.fixed;
  page["box"] = json_of(box.named, box);
  page["chosen"] = box.chosen;
  page["boxes"] = Json::array();
  for (const Box& one : box.boxes) page["boxes"].push_back(json_of(one, box));
}

std::string box_as_json(const StudyBox& box) {
  Json page = json_page(box.provenance, "study box");
  add_body(page, box);
  return text_of(page);
}

}  // namespace demarche
