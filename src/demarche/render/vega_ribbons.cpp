#include "demarche/render/vega_ribbons.h"

namespace demarche::render {
namespace {

view::Data worked_out(const char* formula, const char* name) { return {{"calculate", formula}, {"as", name}}; }

// A ribbon is one row, so that pages stay small; here it becomes points down both its edges: 3t^2 - 2t^3 across.
view::Data pieces() {
  return listed(
      {worked_out("sequence(9)", "piece"),
       {{"flatten", listed({"piece"})}},
       worked_out("datum.piece / 8", "t"),
       worked_out("datum.a + (datum.c - datum.a) * datum.t * datum.t * (3 - 2 * datum.t)", "left"),
       worked_out("datum.left + (datum.b - datum.a) * (1 - datum.t) + (datum.d - datum.c) * datum.t", "right"),
       worked_out("datum.y + (datum.z - datum.y) * datum.t", "down")});
}

}  // namespace

void append_ribbon(view::Data& ribbons, const Ribbon& ribbon) {
  ribbons.push_back({{"link", ribbon.number},
                     {"a", rounded(ribbon.left_above)},
                     {"b", rounded(ribbon.right_above)},
                     {"c", rounded(ribbon.left_below)},
                     {"d", rounded(ribbon.right_below)},
                     {"y", ribbon.top},
                     {"z", ribbon.bottom},
                     {"label", ribbon.label},
                     {"share", ribbon.share},
                     {"fill", ribbon.fill}});
}

view::Data down_scale(const std::string& field, int height) {
  return {{"field", field},
          {"type", "quantitative"},
          {"axis", nullptr},
          {"scale", {{"domain", listed({0, height})}, {"reverse", true}, {"nice", false}, {"zero", false}}}};
}

view::Data ribbon_layer(view::Data ribbons, const view::Data& across, int height) {
  view::Data left = with_field(across, "left");
  left["stack"] = nullptr;
  return {
      {"data", {{"name", "ribbons"}, {"values", std::move(ribbons)}}},
      {"transform", pieces()},
      {"mark",
       {{"type", "area"}, {"orient", "horizontal"}, {"opacity", 0.28}, {"interpolate", "monotone"}, {"clip", true}}},
      {"encoding",
       {{"y", down_scale("down", height)},
        {"x", left},
        {"x2", {{"field", "right"}}},
        {"detail", text_from("link")},
        {"fill", as_is("fill")},
        {"tooltip", listed({pointed_field("label", "path"), pointed_field("share", "of all histories")})}}}};
}

}  // namespace demarche::render
