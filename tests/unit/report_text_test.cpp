#include "study_help.h"

#include "demarche/engine/provenance.h"
#include "demarche/engine/reports.h"
#include "demarche/render/layout.h"
#include "demarche/render/markdown.h"
#include "demarche/render/text.h"
#include "demarche/view/answers.h"
#include "demarche/view/description_page.h"
#include "demarche/view/solution.h"
#include "demarche/view/words.h"

#include <sstream>

using namespace demarche;
using namespace demarche::test;

namespace {

const std::string text =
    R"(crisis "A title that is long enough to need more than one line of a terminal of eighty columns, at least"
actor Government "The government of the country whose name is long"
actor Opposition
private Government.resolve: high 1/3, low rest
parameter cost = 2, 1 to 3 "what it costs the government to have said one thing and then, in public, to do the other"
stage "A stage with a title that says what happens in it, in so many words that it has to be wrapped":
    Government declares position: negotiate, threaten_openly, withdraw_from_the_region
    Opposition chooses answer: support_the_government, criticise if Government.position is threaten_openly, abstain
payoff Government:
    - cost if Government.position is threaten_openly and Government.resolve is low
payoff Opposition:
    0
ask P(Opposition.answer is support_the_government) given Government.position is withdraw_from_the_region
compare P(Opposition.answer is support_the_government), P(Opposition.answer is abstain), E(Government) forcing Government.position to negotiate, threaten_openly
)";

std::string widest_line(const std::string& shown) {
  std::istringstream lines(shown);
  std::string widest, line;
  while (std::getline(lines, line)) {
    if (render::shown_width(line) > render::shown_width(widest)) widest = line;
  }
  return widest;
}

}  // namespace

TEST_CASE("numbers read as people write them") {
  CHECK(share_text(1.0 / 3) == "33.3%");
  CHECK(share_text(0.0004) == "0.04%");
  CHECK(share_text(0.003877) == "0.39%");
  CHECK(share_text(0.00997) == "1.0%");
  CHECK(share_text(1e-9) == "<0.01%");
  CHECK(share_text(0) == "0.0%");
  CHECK(share_text(-0.0) == "0.0%");
  CHECK(share_text(std::nan("")) == "undefined");
  CHECK(log_share_text(-2000) == "0.0% (10^-869)");
  CHECK(count_text(40263) == "40,263");
  CHECK(count_text(999) == "999");
  CHECK(counted(1, "node") == "1 node");
  AnswerRow swing;
  swing.value = 0.0365;
  CHECK(swing_text(swing, {}) == "3.65 points");
  CHECK(gain_sentence(0.0004, 28.5) ==
        "no actor can gain more than 0.0004 (0.0014% of the payoff range 28.5) by changing one move");
}

TEST_CASE("rounding reads as nothing, and what is small beside large payoffs does not") {
  CHECK(payoff_text(-5e-117, 5.2) == "0");
  CHECK(payoff_text(-5e-7, 5.2) == "-5e-07");
  CHECK(payoff_text(2e-9, 1e-9) == "2e-09");
  AnswerRow row;
  row.unit = Unit::Number;
  row.payoff_range = 1e12;
  CHECK(value_text(row, 0.001) == "0.001");  // of a scale, say
  row.value = 7e-15;
  CHECK(swing_text(row, {1, 2, 0.375, 0.375}) == "0");
}

TEST_CASE("reports fit eighty columns and hold no colour unless asked") {
  const Solved solved = at_random(text);
  const Source source = make_source("model.crisis", text);
  const std::vector<Answer> answers = answer(solved, solved.model.questions, {}).answers;
  Report report = report_on(solved, source, provenance_of(source, {}));
  report.answers = &answers;
  const view::Page answered = answers_page(report, view::Part::Sections);
  const view::Page described = description_page(solved.model, take_census(solved.model, {}), view::Part::Sections);
  for (const std::string& shown : {render::text_of(solution_page(report, view::Part::Sections), {}),
                                   render::text_of(answered, {}), render::text_of(described, {})}) {
    CHECK_MESSAGE(render::shown_width(widest_line(shown)) <= 80, widest_line(shown));
    CHECK(shown.find('\x1b') == std::string::npos);
    CHECK(shown.ends_with("\n"));
  }
  CHECK(render::text_of(answered, {.colour = true}).find("\x1b[1m") != std::string::npos);
}

TEST_CASE("what is left out of a long report is counted") {
  const Solved solved = at_random(text);
  const Source source = make_source("model.crisis", text);
  const Report report = report_on(solved, source, provenance_of(source, {}));
  const view::Page page = solution_page(report, view::Part::Sections, 1);
  CHECK(render::text_of(page, {}).find("and 2 more: `--json` or `--csv` prints all of them\n") != std::string::npos);
  CHECK(render::markdown_of(page).find("\nand 2 more\n") != std::string::npos);
}
