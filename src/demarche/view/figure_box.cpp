#include "demarche/survey/findings.h"
#include "demarche/view/box_words.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

// The box among the draws of a study that holds a condition, and the boxes on the way to it.

namespace {

constexpr const char* how_boxes_are_found =
    "The patient rule induction method (PRIM): from the whole space of drawn numbers, the thin slice whose loss leaves "
    "the rest densest is peeled off, again and again. Density: the share of the draws inside in which it is so; "
    "coverage: the share of all such draws that is inside. From each box the sides are left out that draws without "
    "meaning would give in more than 1 of 20 cases, the least telling first (Bryant & Lempert 2010); then the one in "
    "which density and coverage are best balanced is taken.";

std::string side_words(const StudyBox& box, const BoxSide& side) {
  const std::string beyond = beyond_text(box, side);
  return fmt::format("{}: {}{}", box.parameters[side.column].name, side_text(box, side),
                     beyond.empty() ? "" : fmt::format(" ({})", beyond));
}

view::Data side_marks(const StudyBox& box, const BoxSide& side) {
  const StudiedParameter& parameter = box.parameters[side.column];
  view::Data row = range_of_number(parameter, side_words(box, side));
  row["held"].push_back(
      {{"from", side.at_least.value_or(parameter.low)}, {"to", side.at_most.value_or(parameter.high)}});
  return row;
}

std::string box_reading(const StudyBox& box) {
  return fmt::format("{}: in {} of the draws in this box, in {} of all; the box holds {} of all such draws.",
                     box.condition, share_text(box.named.density),
                     share_text(static_cast<double>(box.num_meeting) / static_cast<double>(box.num_rows)),
                     share_text(box.named.coverage));
}

view::Figure box_figure(const StudyBox& box) {
  view::Figure figure;
  figure.kind = view::FigureKind::Box;
  figure.title = fmt::format("{}: the box", box.condition);
  figure.note = figure.reading = box_reading(box);
  figure.method = how_boxes_are_found;
  figure.table.columns = {words_column("number"), words_column("in the box"), words_column("range"),
                          numbers_column("best guess"), words_column("chance")};
  if (const std::string remarks = remarks_on_sides(box); !remarks.empty()) figure.note += " " + remarks;
  figure.marks["rows"] = view::Data::list();
  for (const BoxSide& side : box.named.sides) {
    const StudiedParameter& parameter = box.parameters[side.column];
    figure.marks["rows"].push_back(side_marks(box, side));
    figure.table.rows.push_back({parameter.name, side_text(box, side),
                                 short_number(parameter.low) + " to " + short_number(parameter.high),
                                 short_number(parameter.best), meaning_text(side)});
  }
  return figure;
}

view::Data peeled_marks(const Box& box) {
  return {{"coverage", box.coverage},
          {"density", box.density},
          {"sides", box.sides.size()},
          {"text", fmt::format("density {}, coverage {}", share_text(box.density), share_text(box.coverage))}};
}

view::Figure peeling_figure(const StudyBox& box) {
  view::Figure figure;
  figure.kind = view::FigureKind::Peeling;
  figure.title = fmt::format("{}: boxes on the way", box.condition);
  figure.method = how_boxes_are_found;
  figure.table.columns = {numbers_column("density"), numbers_column("coverage"), numbers_column("of all draws"),
                          numbers_column("sides"), words_column("which")};
  for (const BoxOnTheWay& one : boxes_on_the_way(box)) {
    std::vector<view::Cell>& row = figure.table.rows.emplace_back();
    for (std::string& cell : cells_of(one)) row.emplace_back(std::move(cell));
  }
  figure.note =
      "Density: of the draws inside, the share in which it is so. Coverage: of all such draws, the share inside. "
      "The diamond is the box that is drawn, without the sides that may be chance.";
  figure.reading =
      fmt::format("{}: from the whole space, whose density is {}, to the densest box, whose density is {}.",
                  box.condition, view::plain(figure.table.rows.front()[0].words),
                  share_text(std::ranges::max(box.boxes, {}, &Box::density).density));
  figure.marks = {{"boxes", view::Data::list()}, {"named", peeled_marks(box.named)}};
  for (const Box& one : box.boxes) figure.marks["boxes"].push_back(peeled_marks(one));
  return figure;
}

template <class Draw>
std::vector<view::Figure> figures_of_boxes(const Report& report, const char* key, const Draw& draw) {
  std::vector<view::Figure> figures;
  if (report.findings == nullptr) return figures;
  std::size_t number = 0;
  for (const StudyBox& box : report.findings->boxes) {
    ++number;
    if (box.named.sides.empty()) continue;
    figures.push_back(draw(box));
    figures.back().key = fmt::format("{}_{}", key, number);
  }
  return figures;
}

}  // namespace

std::vector<view::Figure> box_figures(const Report& report) { return figures_of_boxes(report, "box", box_figure); }

std::vector<view::Figure> peeling_figures(const Report& report) {
  return figures_of_boxes(report, "peeling", peeling_figure);
}

}  // namespace demarche
