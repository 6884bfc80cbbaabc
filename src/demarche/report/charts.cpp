#include "demarche/report/charts.h"

namespace demarche {

namespace {

void append_story_charts(const Report& report, std::vector<Chart>& charts) {
  append_flow_chart(report, charts);
  append_ladder_charts(report, charts);
  append_range_charts(report, charts);
  append_comparison_charts(report, charts);
  append_sweep_charts(report, charts);
  append_ranking_charts(report, charts);
  append_global_charts(report, charts);
  append_tipping_charts(report, charts);
  append_box_charts(report, charts);
  append_belief_charts(report, charts);
}

}  // namespace

std::vector<Chart> charts_of(const Report& report) {
  std::vector<Chart> charts;
  if (report.model && report.solved) append_story_charts(report, charts);
  if (report.path) append_path_charts(report, charts);
  return charts;
}

std::string chart_specifications(const Report& report) {
  std::string json = "{";
  for (const Chart& chart : charts_of(report)) {
    if (json.size() > 1) json += ",\n";
    json += '"' + chart.name + "\": " + chart.specification;
  }
  return json + "}\n";
}

}  // namespace demarche
