#include "demarche/view/report_page.h"

#include "demarche/engine/provenance.h"
#include "demarche/engine/reports.h"
#include "demarche/point/point.h"
#include "demarche/render/html.h"
#include "demarche/view/play.h"
#include "study_help.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

using namespace demarche;
using namespace demarche::test;

namespace {

constexpr const char* rounds = R"(crisis "Rounds before the end"
actor A
actor B
parameter p_heard = 25%, 10% to 50%
stage "Talks":
    repeat up to 2 times as rounds:
        A declares offer: low, high
        chance word: heard p_heard, lost rest
        end if A.offer is high
    B chooses act: yield, fight
payoff A:
    - 1 if A.offer is high
    - 2 if B.act is fight
payoff B:
    + 1 if B.act is yield
    + 0.9 if B.act is fight
precision = 2
)";

struct Made {
  Source source;
  Solved solved;
  Report report;
};

Made made_of(const std::string& text) {
  Made made{make_source("model.crisis", text), solved_model(text), {}};
  return made;
}

const Report& report_of(Made& made) {
  made.report = report_on(made.solved, made.source, provenance_of(made.source, Plan{}));
  return made.report;
}

std::string html_of(const Report& report) { return render::html_of(report_page(report), {}); }

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("what follows a repeat stands after its last round, and every round is named") {
  Made made = made_of(rounds);
  const Play play = play_of(report_of(made));
  std::vector<std::string> steps;
  for (const PlayColumn& column : play.columns) {
    const VariableId variable = made.solved.compiled.story.sites[column.site].variable;
    steps.push_back(made.solved.model.variables[variable].name + round_words(column));
  }
  CHECK(steps == std::vector<std::string>{"A.offer (round 1)", "word (round 1)", "A.offer (round 2)", "word (round 2)",
                                          "B.act"});
}

TEST_CASE("the story says how often a value comes up when it comes to the step, and of all histories, by rounds") {
  Made made = made_of(rounds);
  const Play play = play_of(report_of(made));
  const double low = play.columns[0].probabilities[0];
  const double low_again = play.columns[2].probabilities[0];
  const std::string text = html_of(report_of(made));
  const auto percent = [](double share) { return fmt::format("{:.1f}%", 100 * share); };
  CHECK(has(text, ("<code>low</code></span> round 1 <strong>" + percent(low) + "</strong>, round 2 <strong>" +
                   percent(low_again / low) + "</strong><span class=\"faint\"> (" + percent(low_again) + " of all)")
                      .c_str()));
  CHECK(has(text, "comes up in 100.0% in round 1"));
}

TEST_CASE("odds of chance are numbers, with the model's word for them beside") {
  Made made = made_of(rounds);
  const std::string text = html_of(report_of(made));
  CHECK(has(text, "<code>heard</code></span> <strong>25.0%</strong><span class=\"faint\"> p_heard</span>"));
  CHECK(has(text, "<code>lost</code></span> <strong>75.0%</strong>"));
}

TEST_CASE("the page of a solution has every information set with its moves, worth, reach and gain, to be looked for") {
  Made made = made_of(rounds);
  const view::Page page = report_page(report_of(made));
  const auto section = std::ranges::find(page.sections, "strategies", &view::Section::key);
  REQUIRE(section != page.sections.end());
  CHECK_FALSE(section->sought.empty());
  std::size_t num_sets = 0;
  for (const view::Block& block : section->blocks) {
    const auto* details = std::get_if<view::Details>(&block.part);
    if (details == nullptr) continue;
    const auto& table = std::get<view::Table>(details->blocks.front().part);
    num_sets +=
        static_cast<std::size_t>(std::ranges::count_if(table.rows, [](const auto& row) { return row.size() == 1; }));
  }
  CHECK(num_sets == made.solved.compiled.game.infosets.size());
  const std::string text = html_of(report_of(made));
  CHECK(has(text, "reached 100.0%, gain"));
}

TEST_CASE("the certificate is a sentence that says what it means, and the rest is folded") {
  Made made = made_of(rounds);
  CHECK(has(html_of(report_of(made)), "At precision 2 everybody errs now and then, by design"));
  made.solved.solution.reason = StopReason::ReachedTolerance;
  made.solved.certificate.max_gain = 0.2;
  CHECK(has(html_of(report_of(made)), "Poor, as checked apart from the solver"));
  made.solved.certificate.max_gain = 1e-9;
  CHECK(has(html_of(report_of(made)), "Exact for all purposes"));
  made.solved.solution.reason = StopReason::StepLimit;
  CHECK(has(html_of(report_of(made)), "Not what was asked for"));
  CHECK(has(html_of(report_of(made)), "<details class=\"more\"><summary>The certificate in full"));
}

TEST_CASE("a crisis that was never unfolded has a page of strategies, without what only histories tell") {
  const std::string text = R"(crisis "Told in public"
actor A
actor B
private A.type: a 40%, b rest
stage "S":
    A chooses word: x, y
    B chooses act: go, stay
payoff A:
    1 if B.act is go and A.type is a
payoff B:
    1 if B.act is go
    2 if B.act is stay and A.word is y
)";
  const Model model = model_of(text);
  Plan plan;
  plan.form = Form::Public;
  const auto found = solve(Varied{model, best_guesses(model)}, plan);
  REQUIRE(found.has_value());
  const Source source = make_source("public.crisis", text);
  Report report = report_on(*found, source, provenance_of(source, plan));
  for (const Model* told : {static_cast<const Model*>(nullptr), &model}) {
    report.model = told;
    const view::Page page = report_page(report);
    CHECK(std::ranges::count(page.sections, "strategies", &view::Section::key) == 1);
    CHECK(std::ranges::count(page.sections, "flow", &view::Section::key) == 0);
    CHECK(std::ranges::count(page.sections, "story", &view::Section::key) == (told == nullptr ? 0 : 1));
    CHECK(has(html_of(report), "A.word"));
  }
}
