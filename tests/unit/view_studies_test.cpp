#include "demarche/render/json.h"
#include "demarche/render/markdown.h"
#include "demarche/render/text.h"
#include "demarche/view/findings_blocks.h"

#include <doctest/doctest.h>

using namespace demarche;

namespace {

std::string shown_blocks(std::vector<view::Block> blocks, const render::TextOptions& options = {}) {
  return render::text_of(view::Section{"key", "", std::move(blocks)}, options);
}

Tipping tipping_of_two() {
  Tipping tipping;
  tipping.condition = "P(war) > 30%";
  tipping.bound = 0.3;
  tipping.central = 0.25;
  tipping.num_steps = 16;
  tipping.parameters = {{{"idle", 1, 0, 2}, 0.2, 0.25}, {{"cost", 2, 1, 3}, 0.1, 0.4, {{1.5, false, true, 0, 0}}}};
  return tipping;
}

StudyChoice choice_of_two() {
  StudyChoice choice;
  choice.question = "compare E(A) forcing A.move to left, right";
  choice.quantity = "E(A)";
  choice.names = {"left", "right"};
  choice.found.choices = {{1, -1, 2, 0.5, 0.25}, {1.5, 0, 0.5, 0.25, 0.75, true, true, true}};
  choice.found.num_rows = 8;
  choice.found.differ = true;
  return choice;
}

StudyRanking ranking_over_forty(std::size_t num_independent) {
  StudyRanking ranking;
  ranking.quantity = "P(war)";
  ranking.num_rows = 40;
  ranking.num_independent = num_independent;
  ranking.num_blocks = num_independent / 2;
  ranking.parameters = {{"cost", {}, {0.1, 0.5, 0.2, true}}, {"guess", {}, {0.05, 0.1, 0.2, false}}};
  return ranking;
}

}  // namespace

TEST_CASE("among answers only numbers that tip a condition are told of, and the others counted") {
  const std::string text = shown_blocks(short_blocks(tipping_of_two()));
  CHECK(text.starts_with("\nWhen is P(war) > 30%? 25.0% at the best guesses\n"));
  CHECK(text.find("  cost  1 to 3  10.0% to 40.0%    holds above 1.5\n") != std::string::npos);
  CHECK(text.find("  1 number alone never tips it. Each number moves alone") != std::string::npos);
  CHECK(text.find("idle") == std::string::npos);
  CHECK(render::text_of(tipping_page(tipping_of_two()), {}).find("\n  idle  0 to 2") != std::string::npos);
}

TEST_CASE("the question of a page about tipping is strong, and what follows it is not") {
  const std::string text = render::text_of(tipping_page(tipping_of_two()), {.colour = true});
  CHECK(text.starts_with("\x1b[1mWhen is P(war) > 30%?\x1b[0m 25.0% at the best guesses\n"));
  CHECK(render::markdown_of(tipping_page(tipping_of_two())).starts_with("# When is P(war) > 30%? 25.0% at"));
}

TEST_CASE("choices stand below each other, the best of each rule marked, with one key below all") {
  const StudyChoice choice = choice_of_two();
  const std::string alone = render::text_of(choice_page({choice, choice}), {});
  CAPTURE(alone);
  CHECK(alone.starts_with("E(A) over 8 rows\ncompare E(A) forcing A.move to left, right\n"));
  CHECK(alone.find("  left          1           -1              2      25.0%\n") != std::string::npos);
  CHECK(alone.find("  right       1.5 *          0 *          0.5 *    75.0%\n\nE(A) over 8 rows\n") !=
        std::string::npos);
  CHECK(alone.find("\n\n* the best by this rule.") == alone.rfind("\n\n*"));
  CHECK(shown_blocks(choice_blocks({choice, choice})) == "\n" + alone);
  view::Data two = choice_page({choice}).data;
  CHECK(render::compact_json_of(two["comparisons"]).find(R"("least_regret":"right")") != std::string::npos);
}

TEST_CASE("a ranking below its question says which rows it was measured on, set in as the answer is") {
  const std::string text = shown_blocks(ranking_blocks(ranking_over_forty(28), 4), {.width = 200});
  CHECK(text.starts_with("    all numbers together, over 40 draws:\n           largest shift\n    cost   0.50\n"));
  CHECK(text.find("    guess  not told from chance (0.10)\n    largest shift: how far") != std::string::npos);
  CHECK(text.ends_with("Measured on the 28 rows that are drawn apart from each other.\n"));
  StudyRanking fixed = ranking_over_forty(40);
  fixed.always = 0.4;
  CHECK(shown_blocks(ranking_blocks(fixed, 4), {.width = 200}) ==
        "    P(war) is 40.0% in all 40 draws: it does not vary, so it depends on none of the numbers drawn.\n");
}

TEST_CASE("of findings the data hold what there is, each as its own page has it") {
  StudyFindings findings;
  view::Data data = view::Data::record();
  add_findings(data, findings);
  CHECK(data.size() == 0);
  findings.study = "a.db";
  findings.tippings = {tipping_of_two()};
  add_findings(data, findings);
  CHECK(data.size() == 2);
  CHECK(render::compact_json_of(*data.find("tipping")) ==
        "[" + render::compact_json_of(tipping_data(findings.tippings.front())) + "]");
}
