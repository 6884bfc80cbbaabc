#pragma once

#include "demarche/view/report.h"

#include <string>
#include <vector>

namespace demarche {

// Which section of the page a chart belongs to.
enum class ChartKind : std::uint8_t {
  Flow,
  Ladder,
  Ranges,  // of answers, over the draws of a study
  Comparison,
  Sweep,
  Ranking,
  Global,  // rankings over the draws of a study
  Tipping,
  Box,
  Beliefs,
  Path
};

// One chart: what is drawn, and everything a reader who cannot see it needs.
struct Chart {
  ChartKind kind = ChartKind::Flow;
  std::string name;  // unique on the page: `flow`, `ladder_1`, `comparison_2_1`, ...
  std::string title;
  std::string reading;            // what it shows, in a sentence; also the text for screen readers
  std::string method;             // how it was computed
  std::vector<std::string> head;  // the data as a table; a head that begins with `#` is a column of numbers
  std::vector<std::vector<std::string>> rows;
  std::string specification;  // Vega-Lite 6, JSON
  std::string note = {};      // shown below the drawing
};

// All charts of a report in the order of the page. An .efg tells no story: only the path can be drawn there.
std::vector<Chart> charts_of(const Report& report);

// The parts of charts_of.
void append_flow_chart(const Report& report, std::vector<Chart>& charts);
void append_ladder_charts(const Report& report, std::vector<Chart>& charts);
void append_range_charts(const Report& report, std::vector<Chart>& charts);
void append_comparison_charts(const Report& report, std::vector<Chart>& charts);
void append_sweep_charts(const Report& report, std::vector<Chart>& charts);
void append_ranking_charts(const Report& report, std::vector<Chart>& charts);
void append_global_charts(const Report& report, std::vector<Chart>& charts);
void append_tipping_charts(const Report& report, std::vector<Chart>& charts);
void append_box_charts(const Report& report, std::vector<Chart>& charts);
void append_belief_charts(const Report& report, std::vector<Chart>& charts);
void append_path_charts(const Report& report, std::vector<Chart>& charts);

}  // namespace demarche
