#include "demarche/report/findings_json.h"
#include "demarche/report/layout.h"
#include "demarche/report/study_insights.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

// Edges lie halfway between draws: of whole numbers the next one inside is named.
std::string side_text(const StudyBox& box, const BoxSide& side) {
  const bool whole = box.parameters[side.column].whole;
  const auto first = [&](double edge) { return short_number(whole ? std::ceil(edge) : edge); };
  const auto last = [&](double edge) { return short_number(whole ? std::floor(edge) : edge); };
  if (side.at_least && side.at_most) {
    return fmt::format("between {} and {}", first(*side.at_least), last(*side.at_most));
  }
  if (side.at_least) return "at least " + first(*side.at_least);
  return "at most " + last(side.at_most.value_or(0));
}

std::string meaning_text(const BoxSide& side) {
  return side.quasi_p < 1e-4 ? "p < 0.0001" : fmt::format("p = {:.4f}", side.quasi_p);
}

std::string beyond_text(const StudyBox& box, const BoxSide& side) {
  const StudiedParameter& parameter = box.parameters[side.column];
  const double from = side.at_least.value_or(parameter.low);
  const double to = side.at_most.value_or(parameter.high);
  if (from > parameter.high || to < parameter.low) return "holds only draws beyond its range";
  return from <= parameter.low && to >= parameter.high ? "leaves out only draws beyond its range" : "";
}

std::string remarks_on_sides(const StudyBox& box) {
  std::string remarks;
  const std::size_t num_dropped = box.boxes[box.chosen].sides.size() - box.named.sides.size();
  if (num_dropped > 0) {
    remarks = fmt::format("Left out: {} that may be chance (p > 0.05).", counted(num_dropped, "side"));
  }
  const bool beyond =
      std::ranges::any_of(box.named.sides, [&](const BoxSide& side) { return !beyond_text(box, side).empty(); });
  if (beyond) remarks += fmt::format("{}Draws go beyond the 90% ranges.", remarks.empty() ? "" : " ");
  return remarks;
}

std::vector<BoxOnTheWay> boxes_on_the_way(const StudyBox& box) {
  std::vector<BoxOnTheWay> all;
  const bool dropped = box.named.sides.size() < box.boxes[box.chosen].sides.size();
  for (std::size_t k = 0; k < box.boxes.size(); ++k) {
    all.push_back({box.boxes[k], k, k != box.chosen ? "" : dropped ? "with what may be chance" : "the box"});
    if (k == box.chosen && dropped) all.push_back({box.named, k, "the box: without what may be chance"});
  }
  return all;
}

std::vector<std::string> cells_of(const BoxOnTheWay& one) {
  return {share_text(one.box.density), share_text(one.box.coverage), share_text(one.box.mass),
          fmt::format("{}", one.box.sides.size()), std::string(one.note)};
}

std::string how_often(const StudyBox& box, const char* thing) {
  const std::string all = counted(box.num_rows, thing);
  if (box.num_meeting == 0) return fmt::format("{} in none of {}", box.condition, all);
  const double share = static_cast<double>(box.num_meeting) / static_cast<double>(box.num_rows);
  return fmt::format("{} in {} of {}", box.condition, share_text(share), all);
}

std::string_view why_no_box(const StudyBox& box) {
  if (box.fixed) return "The answer does not vary over the draws.";
  return box.boxes.size() == 1 ? "No part of the space holds more of them than the whole."
                               : "No box is told from chance: more draws may tell one.";
}

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
