#include "demarche/engine/engine.h"
#include "demarche/engine/kept_study.h"
#include "demarche/render/json.h"
#include "survey_help.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>

// Claims about what fronts lend to the engine, and what they get for it: strategies, rows, plays, studies, mended
// texts.
namespace demarche {
namespace {

const std::string bargain = R"(crisis "A bargain"
actor A
actor B
parameter war = 1.5, 1 to 2
stage "The demand":
    A chooses demand: wait, challenge
    end if A.demand is wait
stage "The answer":
    B chooses answer: concede, resist
payoff A:
    1 if B.answer is concede
    - war if B.answer is resist
payoff B:
    - 1 if B.answer is concede
    - war if B.answer is resist
ask P(B.answer is resist)
)";
const std::string even = R"({"A.demand": {"wait": 0.5, "challenge": 0.5},
  "B.answer | A.demand=challenge": {"concede": 0.5, "resist": 0.5}})";

Session opened(const std::string& text) { return open_session(make_source("bargain.crisis", text)); }

Request to_do(Errand errand) {
  Request request;
  request.errand = errand;
  return request;
}

// A study in memory, and the card that it was begun with.
struct StudyInMemory {
  test::RowsInMemory rows{};
  std::optional<StudyCard> card{};
  int num_times_asked = 0;

  KeptStudy kept() { return {*card, rows.keeper()}; }
  Lent lent() {
    Lent lent;
    lent.place.may_begin = [this]() -> OrRefusal<void> { return ++num_times_asked, OrRefusal<void>(); };
    lent.place.begin = [this](const StudyCard& begun) -> OrRefusal<KeptStudy> {
      card = begun;
      return kept();
    };
    lent.study = [this]() -> OrRefusal<KeptStudy> { return kept(); };
    return lent;
  }
};

Request study_of(std::uint64_t num_draws) {
  Request request = to_do(Errand::Study);
  request.rows.num_draws = num_draws;
  return request;
}

}  // namespace

TEST_CASE("a strategy from elsewhere is judged and played as it is, and nothing is solved") {
  Session session = opened(bargain);
  const Lent unasked{.monitor = [](const Progress& progress) {
    CHECK(progress.what == "playing");
    return true;
  }};
  for (const Errand errand : {Errand::Certify, Errand::Simulate}) {
    Request request = to_do(errand);
    request.num_plays = 2000;
    request.strategy = make_source("even.json", even);
    const Result result = run(session, request, unasked);
    REQUIRE_MESSAGE(result.page.has_value(), result.message.sentence);
    CHECK(result.outcome == (errand == Errand::Certify ? Outcome::NotCertified : Outcome::Ok));
    CHECK(render::json_of(result.page->data).find("even.json") != std::string::npos);
  }
  CHECK_FALSE(session.last.has_value());
}

TEST_CASE("what is wrong with a strategy is told of its own text") {
  Session session = opened(bargain);
  Request request = to_do(Errand::Certify);
  CHECK(run(session, request).outcome == Outcome::Usage);
  request.strategy = make_source("half.json", R"({"A.demand": {"wait": 1}})");
  const Result result = run(session, request);
  CHECK(result.outcome == Outcome::Usage);
  CHECK(result.source.parts.front().name == "half.json");
  CHECK(has_errors(result.diagnostics));
}

TEST_CASE("whoever listens hears of every play, and of no more than it likes") {
  Session session = opened(bargain);
  Request request = to_do(Errand::Simulate);
  std::size_t num_heads = 0;
  std::uint64_t num_heard = 0;
  bool goes_on = true;
  Lent lent;
  lent.histories.heads = [&](const std::vector<view::Data>& heads) { num_heads = heads.size(); };
  lent.histories.played = [&](const HistoriesPlayed& plays) {
    CHECK(plays.first == num_heard);
    num_heard += plays.ends.size();
    CHECK(plays.row_of(plays.ends.front()).size() + 1 == num_heads);
    return goes_on;
  };
  const Result all = run(session, request, lent);
  CHECK(all.outcome == Outcome::Ok);
  CHECK_FALSE(all.page.has_value());
  CHECK(num_heard == request.num_plays);
  goes_on = false;
  num_heard = 0;
  CHECK(run(session, request, lent).outcome == Outcome::Ok);
  CHECK(num_heard < request.num_plays);
}

TEST_CASE("the path of a solve is told row by row") {
  Session session = opened(bargain);
  std::size_t num_columns = 0;
  std::size_t num_rows = 0;
  Lent lent;
  lent.table.heads = [&](const std::vector<view::Data>& heads) { return (num_columns = heads.size()) > 0; };
  lent.table.row = [&](const std::vector<view::Data>& row) {
    CHECK(row.size() == num_columns);
    return ++num_rows > 0;
  };
  CHECK(run(session, to_do(Errand::Solve), lent).outcome == Outcome::Ok);
  CHECK(num_columns > 4);
  CHECK(num_rows > 1);
}

TEST_CASE("a text is mended beside what is said of it as it is") {
  Session session = opened(bargain + "ask P(B.anwser is resist)\n");
  Request request = to_do(Errand::Check);
  CHECK_FALSE(run(session, request).mended.has_value());
  request.mend = true;
  const Result result = run(session, request);
  CHECK(result.outcome == Outcome::ModelErrors);
  REQUIRE(result.mended.has_value());
  CHECK(result.mended->source.text == bargain + "ask P(B.answer is resist)\n");
  CHECK_FALSE(has_errors(result.mended->diagnostics));
}

TEST_CASE("a study is kept by whoever lends a place, and tells of what is kept") {
  StudyInMemory memory;
  Session session = opened(bargain);
  const Result whole = run(session, study_of(8), memory.lent());
  REQUIRE_MESSAGE(whole.outcome == Outcome::Ok, whole.message.sentence);
  CHECK(memory.num_times_asked == 1);
  CHECK(memory.rows.rows.size() == 9);
  Session then = open_session(*memory.card);
  Request summary = to_do(Errand::Results);
  const Result told = run(then, summary, memory.lent());
  REQUIRE(told.page.has_value());
  CHECK(render::json_of(told.page->data) == render::json_of(whole.page->data));
  summary.telling = {Telling::Ranking, "P(B.anwser is resist)"};
  CHECK(run(then, summary, memory.lent()).outcome == Outcome::Usage);
}

TEST_CASE("a study that may not begin is not solved for") {
  StudyInMemory memory;
  Session session = opened(bargain);
  Lent lent = memory.lent();
  lent.place.may_begin = []() -> OrRefusal<void> { return std::unexpected(Refusal{"the place is taken", ""}); };
  const Result result = run(session, study_of(8), lent);
  CHECK(result.outcome == Outcome::Usage);
  CHECK(result.message.sentence == "the place is taken");
  CHECK_FALSE(memory.card.has_value());
}

TEST_CASE("answers have the ranges of a study that is lent, and say which rows it lacks") {
  StudyInMemory memory;
  Session session = opened(bargain);
  Request part = study_of(8);
  part.shard = {1, 2};
  REQUIRE(run(session, part, memory.lent()).page.has_value());
  const Result result = run(session, to_do(Errand::Ask), memory.lent());
  REQUIRE_MESSAGE(result.page.has_value(), result.message.sentence);
  CHECK(render::json_of(result.page->data).find("ranges: 90% of 4 draws in a list") != std::string::npos);
  REQUIRE(result.remarks.size() == 1);
  CHECK(result.remarks.front() == "4 of the study's 8 rows are solved: ranges are over these");
  Request other = to_do(Errand::Ask);
  other.plan.aim.tolerance = 1e-3;
  other.plan.precision_from_model = false;
  CHECK(run(session, other, memory.lent()).outcome == Outcome::Usage);
}

TEST_CASE("conditions stand beside questions, and are tipped where that is asked") {
  Session session = opened(bargain);
  Request request = to_do(Errand::Ask);
  request.questions = {"E(A)"};
  request.where = {"P(B.answer is resist) > 50%"};
  CHECK(run(session, request).outcome == Outcome::Usage);
  request.tip = true;
  const Result result = run(session, request);
  REQUIRE_MESSAGE(result.page.has_value(), result.message.sentence);
  CHECK(render::json_of(result.page->data).find("\"tipping\"") != std::string::npos);
  int num_asked = 0;
  const Result stopped = run(session, request, {{}, [&](const Progress&) { return ++num_asked < 3; }});
  CHECK(stopped.outcome == Outcome::Stopped);
  request.where = {"P(B.answer is resist)"};
  CHECK(run(session, request).outcome == Outcome::Usage);
}

}  // namespace demarche
