#include "demarche/view/box_page.h"

#include "demarche/view/box_words.h"
#include "demarche/view/data_head.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr std::size_t most_boxes_shown = 12;  // of those that were peeled, evenly; the data have all

view::Table sides_table(const StudyBox& box) {
  view::Table table{.columns = {{"", ""}, {"", "in the box"}, {"", "range"}, {"", ""}}, .indent = 2};
  for (const BoxSide& side : box.named.sides) {
    const StudiedParameter& parameter = box.parameters[side.column];
    const std::string beyond = beyond_text(box, side);
    table.rows.push_back({parameter.name, side_text(box, side),
                          short_number(parameter.low) + " to " + short_number(parameter.high),
                          meaning_text(side) + (beyond.empty() ? "" : "; " + beyond)});
  }
  return table;
}

view::Table way_table(const StudyBox& box) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "density", Numbers},
                                {"", "coverage", Numbers},
                                {"", "of all rows", Numbers},
                                {"", "sides", Numbers},
                                {"", "", Words}},
                    .indent = 2};
  const std::size_t stride = (box.boxes.size() + most_boxes_shown - 1) / most_boxes_shown;
  for (const BoxOnTheWay& one : boxes_on_the_way(box)) {
    if (one.note.empty() && one.number % stride != 0) continue;
    std::vector<view::Cell>& row = table.rows.emplace_back();
    for (const std::string& cell : cells_of(one)) row.emplace_back(cell);
  }
  return table;
}

std::vector<view::Block> box_blocks(const StudyBox& box, view::Level level) {
  std::vector<view::Block> blocks{{view::Heading{how_often(box, "row"), level, false}}};
  const bool is_missing = box.num_meeting == 0 ? box.fixed : box.named.sides.empty();
  if (is_missing) blocks.push_back({view::Paragraph{std::string(why_no_box(box)), {}, false}});
  if (is_missing || box.num_meeting == 0) return blocks;
  blocks.push_back({view::Paragraph{
      fmt::format("In this box it is so in {} of the rows (density); {} of all such rows are in it (coverage):",
                  share_text(box.named.density), share_text(box.named.coverage))}});
  blocks.push_back({sides_table(box)});
  const std::string remarks = remarks_on_sides(box);
  if (!remarks.empty()) blocks.push_back({view::Paragraph{remarks, {2, 2}}});
  return blocks;
}

view::Data one_box_data(const Box& box, const StudyBox& study) {
  view::Data data = {
      {"density", box.density}, {"coverage", box.coverage}, {"mass", box.mass}, {"sides", view::Data::list()}};
  for (const BoxSide& side : box.sides) {
    data["sides"].push_back({{"parameter", study.parameters[side.column].name},
                             {"at_least", side.at_least},
                             {"at_most", side.at_most},
                             {"quasi_p", side.quasi_p}});
  }
  return data;
}

}  // namespace

std::vector<view::Block> short_blocks(const StudyBox& box) { return box_blocks(box, view::Level::Part); }

view::Data box_data(const StudyBox& box) {
  view::Data data = {{"condition", box.condition},          {"rows", box.num_rows},
                     {"meeting", box.num_meeting},          {"varies", !box.fixed},
                     {"box", one_box_data(box.named, box)}, {"chosen", box.chosen},
                     {"boxes", view::Data::list()}};
  for (const Box& one : box.boxes) data["boxes"].push_back(one_box_data(one, box));
  return data;
}

view::Page box_page(const StudyBox& box) {
  view::Page page{.title = how_often(box, "row"), .generator = generator_of(box.provenance)};
  page.sections.push_back({"box", "", box_blocks(box, view::Level::Title)});
  if (!box.named.sides.empty()) {
    page.sections.push_back({"on_the_way", "Boxes on the way there and beyond", {{way_table(box)}}});
  }
  page.data = data_head(box.provenance, "study box");
  page.data.update(box_data(box));
  return page;
}

}  // namespace demarche
