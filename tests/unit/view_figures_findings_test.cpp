#include "demarche/render/text.h"
#include "demarche/survey/findings.h"
#include "demarche/view/box_page.h"
#include "demarche/view/ranking_words.h"
#include "demarche/view/tipping_words.h"
#include "figures_fixture.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace demarche;

namespace {

Answer ranged_answer(const std::string& question, double value, double low, double high) {
  AnswerRow row;
  row.label = row.quantity = "P(heat is high)";
  row.value = value;
  row.draws = {low, high};
  Answer answer;
  answer.question = question;
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
  tipping.parameters = {{weight, 0.1, 0.2, {{1.5, false, true, 0, 0, false}, {2.5, false, false, 0, 0, false}}}};
  findings.tippings = {tipping};
  StudyBox box;
  box.condition = tipping.condition;
  box.num_rows = 100;
  box.num_meeting = 40;
  box.parameters = {weight};
  box.boxes = {{{}, 1, 0.4, 1}, {{{0, 2.0, std::nullopt, 0.001}}, 0.9, 0.8, 0.45}};
  box.chosen = 1;
  box.named = box.boxes.back();
  findings.boxes = {box};
  return findings;
}

Report with_findings(Signalling& made, const StudyFindings& findings) {
  made.answers = {ranged_answer("ask P(heat is high)", 0.25, 0.2, 0.4),
                  ranged_answer("check P(heat is high) is between 0 and 30%", 0.25, 0.2, 0.4)};
  made.answers.back().of = OfCheck{true, 0, 0.3, 0.6};
  Report report = report_of(made);
  report.findings = &findings;
  return report;
}

nlohmann::json specification_of(const Report& report, const std::string& name) {
  return specifications_of(report).at(name);
}

}  // namespace

TEST_CASE("a study adds a chart of ranges, of indices, of shifts, of tipping values and of boxes") {
  Signalling made = signalling();
  const StudyFindings findings = found();
  std::vector<std::string> names;
  for (const view::Figure& figure : figures_of(with_findings(made, findings))) {
    names.push_back(figure.key);
    CHECK(figure.reading.size() > 20);
    CHECK(figure.table.rows.back().size() == figure.table.columns.size());
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

TEST_CASE("an index is drawn and told within 0 to 1, and too few blocks are told") {
  Signalling made = signalling();
  StudyFindings findings = found();
  findings.rankings.front().parameters.front().indices->total = index_of(1.05, 0.9, 1.4);
  findings.rankings.front().parameters.back().indices->first = {0, 0, 0.4, false, 0.15};
  findings.rankings.front().num_blocks = 5;
  const Report report = with_findings(made, findings);
  const auto specification = specification_of(report, "indices_1");
  const auto& rows = specification["data"]["values"];
  CHECK(rows[1]["value"] == 1);
  CHECK(rows[1]["high"] == 1);
  CHECK(rows[1]["text"] == "100.0% (90.0% to 100.0%)");
  CHECK(rows[2]["value"] == 0.15);
  CHECK(rows[2]["filled"] == 0);
  CHECK(specification["layer"][0]["encoding"]["x"]["scale"]["domain"] == nlohmann::json::array({0, 1}));
  const std::string text = page_of(report);
  CHECK(text.find("rest on 5 blocks only: more draws are needed to trust them, some 80") != std::string::npos);
  findings.rankings.front().num_blocks = 20;
  CHECK(page_of(report).find("blocks only") == std::string::npos);
}

TEST_CASE("charts that leave numbers out say so") {
  Signalling made = signalling();
  StudyFindings findings = found();
  StudyRanking& ranking = findings.rankings.front();
  while (ranking.parameters.size() < 30) ranking.parameters.push_back(ranking.parameters.back());
  const std::string text = page_of(with_findings(made, findings));
  CHECK(text.find("Drawn: the 20 that matter most of 30; the table has all.") != std::string::npos);
}

TEST_CASE("tipping values are told by what becomes of the condition") {
  Tipping tipping = found().tippings.front();
  const TippedParameter& weight = tipping.parameters.front();
  CHECK(holding_text(tipping, weight) == "holds from 1.5 to 2.5");
  tipping.sign = BoundSign::Below;
  CHECK(holding_text(tipping, weight) == "holds below 1.5 and above 2.5");
  TippedParameter other = weight;
  other.crossings = {{1.5, true, true, -0.1, 0.2, false}};
  CHECK(holding_text(tipping, other) == "holds below 1.5; jumps from 20.0% to 50.0% at 1.5");
  other.crossings.clear();
  CHECK(holding_text(tipping, other) == "always holds");
  tipping.sign = BoundSign::Above;
  CHECK(holding_text(tipping, other) == "never holds");
  other.at_low = other.at_high = std::nan("");
  CHECK(holding_text(tipping, other) == "undefined");
  other.between = 0.4;
  other.without = {1, 3};
  CHECK(holding_text(tipping, other) == "always holds; no answer at 1, 3");
}

TEST_CASE("an answer that lies on the bound holds or does not as the sign says") {
  Tipping tipping = found().tippings.front();
  TippedParameter flat = tipping.parameters.front();
  flat.crossings.clear();
  flat.at_low = flat.at_high = tipping.bound + 1e-16;
  tipping.slack = slack_of(1, std::nullopt);
  for (const auto& [sign, words] : {std::pair(BoundSign::Above, "never holds"),
                                    {BoundSign::AtLeast, "always holds"},
                                    {BoundSign::Below, "never holds"},
                                    {BoundSign::AtMost, "always holds"}}) {
    tipping.sign = sign;
    CHECK(holding_text(tipping, flat) == words);
  }
}

TEST_CASE("of a number of things the whole numbers are named") {
  Tipping tipping = found().tippings.front();
  TippedParameter things = tipping.parameters.front();
  things.parameter = {"guns", 4, 0, 9, true};
  things.crossings = {{2.5, true, true, -0.1, 0.2, false}};
  CHECK(holding_text(tipping, things) == "holds from 3 on");
  tipping.sign = BoundSign::Below;
  CHECK(holding_text(tipping, things) == "holds up to 2");
  things.crossings.push_back({5.5, true, false, 0.2, -0.1, false});
  tipping.sign = BoundSign::Above;
  CHECK(holding_text(tipping, things) == "holds from 3 to 5");
}

TEST_CASE("a side that cuts nothing off its range is told to lie beyond it, and where no box is left that is told") {
  Signalling made = signalling();
  StudyFindings findings = found();
  StudyBox& box = findings.boxes.front();
  box.named.sides.front().at_least = 0.8;
  const std::string text = page_of(with_findings(made, findings));
  CHECK(render::vega_lite_of(report_page(with_findings(made, findings))).find("weight: at least 0.8 (leaves") !=
        std::string::npos);
  CHECK(text.find("Draws go beyond the 90% ranges.") != std::string::npos);
  CHECK(render::text_of(box_page(box), {.width = 120}).find("leaves out only draws beyond its range") !=
        std::string::npos);
  box.named = box.boxes.front();
  CHECK(page_of(with_findings(made, findings)).find("No box is told from chance") != std::string::npos);
  CHECK(render::text_of(box_page(box), {}).find("No box is told from chance") != std::string::npos);
}

TEST_CASE("the chosen box is marked on the way, and the box without what may be chance stands below it") {
  StudyBox box = found().boxes.front();
  CHECK(render::text_of(box_page(box), {}).find("45.0%      1  the box\n") != std::string::npos);
  box.boxes.back().sides.push_back(box.boxes.back().sides.front());
  const std::string text = render::text_of(box_page(box), {});
  CHECK(text.find("45.0%      2  with what may be chance\n") != std::string::npos);
  CHECK(text.find("45.0%      1  the box: without what may be chance\n") != std::string::npos);
  CHECK(text.find("Left out: 1 side that may be chance") != std::string::npos);
}

TEST_CASE("the page says what boxes hold, and escapes what it did not write") {
  Signalling made = signalling();
  StudyFindings findings = found();
  findings.boxes.front().condition = "P(<b>) > 30%";
  const std::string text = page_of(with_findings(made, findings));
  CHECK(text.find("<section id=\"boxes\">") != std::string::npos);
  CHECK(text.find("in 80.0% of the draws in this box, in 40.0% of all") != std::string::npos);
  CHECK(text.find("P(<b>)") == std::string::npos);
}
