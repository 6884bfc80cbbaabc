#include "demarche/report/charts.h"
#include "demarche/report/charts_style.h"
#include "demarche/view/charts_play.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

// Charts of where scales end: one bar a level, the highest on top.

void append_ladder_charts(const Report& report, std::vector<Chart>& charts) {
  std::size_t number = 0;
  for (const ScaleEnd& end : scale_ends(report)) {
    const Variable& variable = report.model->variables[end.variable];
    Chart chart{.kind = ChartKind::Ladder,
                .name = fmt::format("ladder_{}", ++number),
                .title = variable.name,
                .reading = {},
                .method = {},
                .head = {"level", "#probability"},
                .rows = {},
                .specification = {}};
    Json rows = Json::array();
    std::vector<std::string> said;
    for (std::size_t v = variable.values.size(); v-- > 0;) {
      const std::string share = share_text(end.probabilities[v]);
      chart.rows.push_back({variable.values[v].name, share});
      said.push_back(variable.values[v].name + " " + share);
      rows.push_back({{"level", variable.values[v].name}, {"probability", end.probabilities[v]}, {"text", share}});
    }
    chart.reading = fmt::format("Where {} ends, highest level first: {}.", variable.name, fmt::join(said, ", "));
    chart.method = "The probability of every history, by the level the scale has when the history ends.";
    Json spec = new_specification(chart.reading, static_cast<int>(variable.values.size()) * 30);
    spec["data"] = {{"name", "levels"}, {"values", std::move(rows)}};
    Json x = value_axis("probability", "", ".0%");
    x["title"] = nullptr;
    x["scale"] = {{"domain", {0, 1}}};
    const Json y = {{"field", "level"}, {"type", "nominal"}, {"sort", nullptr}, {"title", nullptr}};
    spec["layer"] = {
        {{"mark", {{"type", "bar"}, {"color", mark_colour}, {"height", 18}}},
         {"encoding", {{"x", x}, {"y", y}, {"tooltip", {shown("level", "level"), shown("text", "probability")}}}}},
        {{"mark",
          {{"type", "text"},
           {"align", {{"expr", "datum.probability > 0.8 ? 'right' : 'left'"}}},
           {"dx", {{"expr", "datum.probability > 0.8 ? -6 : 6"}}},
           {"color", {{"expr", "datum.probability > 0.8 ? '#ffffff' : 'currentColor'"}}}}},
         {"encoding", {{"x", x}, {"y", y}, {"text", {{"field", "text"}, {"type", "nominal"}}}}}}};
    chart.specification = compact_text(spec);
    charts.push_back(std::move(chart));
  }
}

}  // namespace demarche
