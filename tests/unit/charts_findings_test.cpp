#include "charts_fixture.h"
#include "demarche/report/charts.h"
#include "demarche/report/findings.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace demarche;

namespace {

Answer ranged_answer(const std::string& question, const std::string& kind, double value, double low, double high) {
  AnswerRow row;
  row.label = row.quantity = "P(heat is high)";
  row.value = value;
  row.low = low;
  row.high = high;
  Answer answer;
  answer.question = question;
  answer.kind = kind;
  answer.rows = {row};
  return answer;
}

Index index_of(double value, double low, double high) { return {value, low, high, low > 0, value}; }

StudyFindings found() {
  const StudiedParameter weight{"weight", 2, 1, 3};
  StudyFindings findings;
  findings.study = "study.db";
  findings.num_rows = 100;
  StudyRanking ranking;
  ranking.quantity = "P(heat is high)";
  ranking.question = "rank parameters for P(heat is high)";
  ranking.num_rows = ranking.num_independent = 100;
  ranking.parameters = {
      {"weight", SobolIndices{index_of(0.6, 0.5, 0.7), index_of(0.7, 0.6, 0.8)}, {0.1, 0.5, 0.2, true}},
      {"guess", SobolIndices{index_of(0, 0, 0.1), index_of(0, 0, 0.1)}, {0.05, 0.1, 0.2, false}}};
  findings.rankings = {ranking};
  Tipping tipping;
  tipping.condition = "P(heat is high) > 30%";
  tipping.bound = 0.3;
  tipping.central = 0.25;
  tipping.num_steps = 16;
  tipping.parameters = {{weight, 0.1, 0.2, {{1.5, false, true, 0, 0}, {2.5, false, false, 0, 0}}}};
  findings.tippings = {tipping};
  StudyBox box;
  box.condition = tipping.condition;
  box.num_rows = 100;
  box.num_meeting = 40;
  box.parameters = {weight};
  box.boxes = {{{}, 1, 0.4, 1}, {{{0, 2.0, std::nullopt, 0.001}}, 0.9, 0.8, 0.45}};
  box.named = box.boxes.back();
  findings.boxes = {box};
  return findings;
}

Report with_findings(Signalling& made, const StudyFindings& findings) {
  made.answers = {ranged_answer("ask P(heat is high)", "ask", 0.25, 0.2, 0.4),
                  ranged_answer("check P(heat is high) is between 0 and 30%", "check", 0.25, 0.2, 0.4)};
  made.answers.back().from = 0;
  made.answers.back().to = 0.3;
  made.answers.back().share_passed = 0.6;
  Report report = report_of(made);
  report.findings = &findings;
  return report;
}

nlohmann::json specification_of(const Report& report, const std::string& name) {
  return nlohmann::json::parse(chart_specifications(report)).at(name);
}

}  // namespace

TEST_CASE("a study adds a chart of ranges, of indices, of shifts, of tipping values and of boxes") {
  Signalling made = signalling();
  const StudyFindings findings = found();
  std::vector<std::string> names;
  for (const Chart& chart : charts_of(with_findings(made, findings))) {
    names.push_back(chart.name);
    CHECK(chart.reading.size() > 20);
    CHECK(chart.rows.front().size() == chart.head.size());
  }
  for (const char* name : {"ranges_shares", "indices_1", "shifts_1", "tipping_1", "box_1", "peeling_1"}) {
    CAPTURE(name);
    CHECK(std::ranges::count(names, name) == 1);
  }
}

TEST_CASE("a number's range is marked where the condition holds: between the values that tip it") {
  Signalling made = signalling();
  const StudyFindings findings = found();
  const auto marked = specification_of(with_findings(made, findings), "tipping_1")["layer"][1]["data"]["values"];
  REQUIRE(marked.size() == 1);
  CHECK(marked[0]["left"] == 0.25);
  CHECK(marked[0]["right"] == 0.75);
}

TEST_CASE("a box is marked from its side to the end of the range, and the lanes lie under each other") {
  Signalling made = signalling();
  const StudyFindings findings = found();
  const Report report = with_findings(made, findings);
  const auto marked = specification_of(report, "box_1")["layer"][1]["data"]["values"];
  CHECK(marked[0]["left"] == 0.5);
  CHECK(marked[0]["right"] == 1);
  double bottom = -1;
  for (const auto& lane : specification_of(report, "ranges_shares")["data"]["values"]) {
    CHECK(lane["top"].get<double>() > bottom);
    bottom = lane["bar"];
  }
}

TEST_CASE("an index that is not told from 0 is a hollow dot") {
  Signalling made = signalling();
  const StudyFindings findings = found();
  for (const auto& row : specification_of(with_findings(made, findings), "indices_1")["data"]["values"]) {
    CHECK(row["filled"] == (row["parameter"] == "weight" ? 1 : 0));
  }
}

TEST_CASE("the page says what boxes hold, and escapes what it did not write") {
  Signalling made = signalling();
  StudyFindings findings = found();
  findings.boxes.front().condition = "P(<b>) > 30%";
  const std::string text = page(with_findings(made, findings), {});
  CHECK(text.find("<section id=\"boxes\">") != std::string::npos);
  CHECK(text.find("in 80.0% of the draws in this box, in 40.0% of all") != std::string::npos);
  CHECK(text.find("P(<b>)") == std::string::npos);
}
