#include "demarche/report/charts.h"
#include "demarche/report/charts_style.h"
#include "demarche/report/html.h"
#include "demarche/view/charts_play.h"
#include "demarche/view/words.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace demarche {

// The flow of play, laid out here so that the page only draws: time runs down the page, a column of Play is a row of
// boxes across it, as wide as its value is probable, and ribbons between rows are the joint probabilities.

namespace {

constexpr int row_height = 96;    // pixels
constexpr double box_top = 0.24;  // of a row, under its title
constexpr double box_bottom = 0.52;
constexpr double gap = 0.012;  // of the width, between boxes
constexpr double least_drawn = 5e-4;
constexpr const char* not_reached = "does not arise";

struct FlowBox {
  double left = 0;
  double right = 0;
  double next_out = 0;  // where the next ribbon leaves, and the next comes in
  double next_in = 0;
  double width = 1;  // of a probability of 1 in this row
};

std::string label_of(const PlayColumn& column, std::size_t v) {
  return v < column.values.size() ? column.values[v] : not_reached;
}

std::vector<FlowBox> boxes_of(const PlayColumn& column) {
  const auto num_drawn = std::count_if(column.probabilities.begin(), column.probabilities.end(),
                                       [](double p) { return p >= least_drawn; });
  const double width = 1 - gap * static_cast<double>(std::max<std::ptrdiff_t>(num_drawn - 1, 0));
  std::vector<FlowBox> boxes;
  double at = 0;
  for (const double p : column.probabilities) {
    at = std::min(at, 1 - p * width);
    boxes.push_back({.left = at, .right = at + p * width, .next_out = at, .next_in = at, .width = width});
    if (p >= least_drawn) at += p * width + gap;
  }
  return boxes;
}

std::string column_title(const Report& report, const PlayColumn& column) {
  const Site& site = report.solved->compiled.story.sites[column.site];
  const Variable& variable = report.model->variables[site.variable];
  std::string title = variable.name;
  if (column.round > 0) title += fmt::format(" (round {})", column.round + 1);
  const ActorSet seers = seen_by(site.step);
  const std::string who = audience_text(*report.model, seers);
  if (who != "seen by everyone") title += " · " + who;
  return title;
}

Colour2 colour_at(const Report& report, const PlayColumn& column) {
  const auto owner = report.model->variables[report.solved->compiled.story.sites[column.site].variable].owner;
  if (owner) return colour_of(owner->value);
  return {chance_colour, "#000000"};
}

std::string mover_at(const Report& report, const PlayColumn& column) {
  const auto owner = report.model->variables[report.solved->compiled.story.sites[column.site].variable].owner;
  return owner ? report.model->actors[*owner].name : "chance or rules";
}

// Rows of boxes, one row a value; the values' probabilities of a step sum to 1.
Json box_rows(const Report& report, const Play& play, const std::vector<std::vector<FlowBox>>& boxes) {
  Json rows = Json::array();
  for (std::size_t c = 0; c < play.columns.size(); ++c) {
    const PlayColumn& column = play.columns[c];
    for (std::size_t v = 0; v < column.probabilities.size(); ++v) {
      const bool arises = v < column.values.size();
      const std::string name = label_of(column, v);
      const std::string share = share_text(column.probabilities[v]);
      const Colour2 colour = colour_at(report, column);
      rows.push_back({{"step", column_title(report, column)},
                      {"order", c},
                      {"mover", mover_at(report, column)},
                      {"value", name},
                      {"probability", column.probabilities[v]},
                      {"share", share},
                      {"label", fmt::format("{} {}", name, share)},
                      {"need", 7 * (name.size() + share.size() + 2)},
                      {"left", rounded(boxes[c][v].left)},
                      {"right", rounded(boxes[c][v].right)},
                      {"top", static_cast<double>(c) + box_top},
                      {"bottom", static_cast<double>(c) + box_bottom},
                      {"fill", arises ? colour.fill : "#8a8f98"},
                      {"ink", arises ? colour.ink : "currentColor"},
                      {"opacity", arises ? 1.0 : 0.25}});
    }
  }
  return rows;
}

// Points down both edges of a ribbon: smooth at its ends (3t^2 - 2t^3).
void append_ribbon(Json& points, std::size_t number, const PlayLink& link, const FlowBox& from, const FlowBox& to,
                   const std::string& label, const char* fill) {
  for (int i = 0; i <= 8; ++i) {
    const double t = i / 8.0;
    const double smooth = t * t * (3 - 2 * t);
    const double left = from.next_out + (to.next_in - from.next_out) * smooth;
    const double y = static_cast<double>(link.column) + box_bottom + t * (1 + box_top - box_bottom);
    const double width = link.probability * (from.width + (to.width - from.width) * t);
    points.push_back({{"link", number},
                      {"left", rounded(left)},
                      {"right", rounded(left + width)},
                      {"y", rounded(y)},
                      {"label", label},
                      {"share", share_text(link.probability)},
                      {"fill", fill}});
  }
}

Json ribbon_rows(const Report& report, const Play& play, std::vector<std::vector<FlowBox>> boxes) {
  Json points = Json::array();
  std::size_t number = 0;
  for (const PlayLink& link : play.links) {
    FlowBox& from = boxes[link.column][link.from];
    FlowBox& to = boxes[link.column + 1][link.to];
    const PlayColumn& column = play.columns[link.column];
    const bool arises = link.from < column.values.size();
    const std::string label =
        label_of(column, link.from) + ", then " + label_of(play.columns[link.column + 1], link.to);
    if (link.probability >= least_drawn) {
      append_ribbon(points, number++, link, from, to, label, arises ? colour_at(report, column).fill : "#8a8f98");
    }
    from.next_out += link.probability * from.width;
    to.next_in += link.probability * to.width;
  }
  return points;
}

// Every layer is set on the same plane: 0..1 across, one unit a row down.
Json across(const char* field) {
  return {{"field", field},
          {"type", "quantitative"},
          {"axis", nullptr},
          {"scale", {{"domain", {0, 1}}, {"nice", false}, {"zero", false}}}};
}
Json down(const char* field, std::size_t num_rows) {
  return {{"field", field},
          {"type", "quantitative"},
          {"axis", nullptr},
          {"scale",
           {{"domain", {0, static_cast<double>(num_rows) - 1 + box_bottom}},
            {"reverse", true},
            {"nice", false},
            {"zero", false}}}};
}
Json as_is(const char* field) { return {{"field", field}, {"type", "nominal"}, {"scale", nullptr}}; }

Json ribbon_layer(Json rows, std::size_t num_rows) {
  return {{"data", {{"name", "ribbons"}, {"values", std::move(rows)}}},
          {"mark", {{"type", "area"}, {"orient", "horizontal"}, {"opacity", 0.28}, {"interpolate", "monotone"}}},
          {"encoding",
           {{"y", down("y", num_rows)},
            {"x",
             {{"field", "left"},
              {"type", "quantitative"},
              {"axis", nullptr},
              {"stack", nullptr},
              {"scale", {{"domain", {0, 1}}, {"nice", false}, {"zero", false}}}}},
            {"x2", {{"field", "right"}}},
            {"detail", {{"field", "link"}, {"type", "nominal"}}},
            {"fill", as_is("fill")},
            {"tooltip", {shown("label", "path"), shown("share", "probability")}}}}};
}

Json box_layer(std::size_t num_rows) {
  return {{"mark", {{"type", "rect"}, {"stroke", nullptr}}},
          {"encoding",
           {{"x", across("left")},
            {"x2", {{"field", "right"}}},
            {"y", down("top", num_rows)},
            {"y2", {{"field", "bottom"}}},
            {"fill", as_is("fill")},
            {"fillOpacity", {{"field", "opacity"}, {"type", "quantitative"}, {"scale", nullptr}}},
            {"tooltip",
             {shown("step", "step"), shown("mover", "moved by"), shown("value", "value"),
              shown("share", "probability")}}}}};
}

// A box's name and share where both fit, its share where only that fits, otherwise nothing: the table has it.
Json label_layer(std::size_t num_rows) {
  const Json fits = {{{"test", "(datum.right - datum.left) * width > datum.need"}, {"field", "label"}},
                     {{"test", "(datum.right - datum.left) * width > 40"}, {"field", "share"}}};
  return {{"transform", Json::array({{{"calculate", "(datum.left + datum.right) / 2"}, {"as", "middle"}},
                                     {{"calculate", "(datum.top + datum.bottom) / 2"}, {"as", "centre"}}})},
          {"mark", {{"type", "text"}, {"baseline", "middle"}, {"fontSize", 12}}},
          {"encoding",
           {{"x", across("middle")},
            {"y", down("centre", num_rows)},
            {"text", {{"condition", fits}, {"value", ""}}},
            {"fill", as_is("ink")}}}};
}

Json title_layer(const Report& report, const Play& play) {
  Json rows = Json::array();
  for (std::size_t c = 0; c < play.columns.size(); ++c) {
    rows.push_back(
        {{"title", column_title(report, play.columns[c])}, {"left", 0}, {"y", static_cast<double>(c) + box_top}});
  }
  return {{"data", {{"name", "titles"}, {"values", std::move(rows)}}},
          {"mark", {{"type", "text"}, {"align", "left"}, {"baseline", "bottom"}, {"dy", -4}, {"fontWeight", 600}}},
          {"encoding",
           {{"x", across("left")},
            {"y", down("y", play.columns.size())},
            {"text", {{"field", "title"}, {"type", "nominal"}}}}}};
}

// Without the steps at the end that (nearly) never arise.
Play without_idle_end(Play play) {
  while (play.columns.size() > 1 && play.columns.back().probabilities.back() > 1 - least_drawn) play.columns.pop_back();
  std::erase_if(play.links, [&](const PlayLink& link) { return link.column + 1 >= play.columns.size(); });
  return play;
}

std::string most_likely_path(const Report& report, const Play& play) {
  std::vector<std::string> parts;
  for (const PlayColumn& column : play.columns) {
    const auto most = std::max_element(column.probabilities.begin(), column.probabilities.end());
    const auto v = static_cast<std::size_t>(most - column.probabilities.begin());
    if (v >= column.values.size()) continue;
    const VariableId variable = report.solved->compiled.story.sites[column.site].variable;
    parts.push_back(
        fmt::format("{} {} ({})", report.model->variables[variable].name, column.values[v], share_text(*most)));
  }
  return parts.empty() ? "nothing branches" : fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

void append_flow_chart(const Report& report, std::vector<Chart>& charts) {
  const Play play = without_idle_end(play_of(report));
  if (play.columns.empty()) return;
  std::vector<std::vector<FlowBox>> boxes;
  for (const PlayColumn& column : play.columns) boxes.push_back(boxes_of(column));
  Chart chart{.kind = ChartKind::Flow,
              .name = "flow",
              .title = "How play goes, step by step",
              .reading = {},
              .method = {},
              .head = {"step", "moved by", "value", "#probability"},
              .rows = {},
              .specification = {}};
  chart.reading = "Flow of play. Most likely at each step: " + most_likely_path(report, play) + ".";
  chart.method =
      "The solved strategies and the odds of chance give every history a probability. A box is as wide as the "
      "probability of its value over all histories; a ribbon is as wide as the probability that one step takes "
      "the one value and the next step the other. Where the step is not met the box says so. What is private to "
      "an actor from the start is averaged over. Values under 0.05% are in the table only; steps at the end that never "
      "arise are left out.";
  for (const PlayColumn& column : play.columns) {
    for (std::size_t v = 0; v < column.probabilities.size(); ++v) {
      if (v == column.values.size() && column.probabilities[v] < 1e-9) continue;
      chart.rows.push_back({column_title(report, column), mover_at(report, column), label_of(column, v),
                            share_text(column.probabilities[v])});
    }
  }
  Json spec = new_specification(chart.reading, static_cast<int>(play.columns.size()) * row_height - row_height / 2);
  spec["data"] = {{"name", "boxes"}, {"values", box_rows(report, play, boxes)}};
  spec["layer"] = {ribbon_layer(ribbon_rows(report, play, boxes), play.columns.size()), box_layer(play.columns.size()),
                   label_layer(play.columns.size()), title_layer(report, play)};
  chart.specification = compact_text(spec);
  charts.push_back(std::move(chart));
}

}  // namespace demarche
