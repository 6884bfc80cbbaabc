#include "demarche/engine/engine.h"
#include "demarche/render/json.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

// Claims about the one face that fronts have: what was solved is kept, and shows in nothing but the time; outcomes.
namespace demarche {
namespace {

const std::string threat = R"(crisis "A threat"
actor A
actor B
private A.resolve: high 40%, low rest
parameter war = 1.5, 1 to 2
stage "The demand":
    A chooses demand: wait, challenge
    end if A.demand is wait
stage "The answer":
    B chooses answer: concede, resist
payoff A:
    1 if B.answer is concede
    0.1 if B.answer is resist and A.resolve is high
    - war if B.answer is resist and A.resolve is low
payoff B:
    - 1 if B.answer is concede
    - war if B.answer is resist
variant dear:
    war = 2
ask P(B.answer is resist)
sweep war from 1 to 2 in 3 steps: E(A)
)";

Session session_of(const std::string& text) { return open_session(make_source("model.crisis", text)); }

Request request_for(Errand errand) {
  Request request;
  request.errand = errand;
  return request;
}

Request asked(std::vector<std::string> questions, double war) {
  Request request = request_for(Errand::Ask);
  request.questions = std::move(questions);
  request.selection.settings = {{"war", war}};
  return request;
}

std::string page_of(const Result& result) {
  REQUIRE_MESSAGE(result.page.has_value(), result.message.sentence);
  return render::json_of(result.page->data);
}

std::string cold(const Request& request) {
  Session session = session_of(threat);
  return page_of(run(session, request));
}

// How often work asks whether it is to go on: a solver does, and reading what is solved does not.
struct Asked {
  Result result;
  int num_times = 0;
};
Asked watched(Session& session, const Request& request) {
  Asked asked_for;
  asked_for.result = run(session, request, {{}, [&](const Progress&) { return ++asked_for.num_times > 0; }});
  return asked_for;
}

}  // namespace

TEST_CASE("a question that keeps a record is answered as if nothing had been asked before") {
  const std::string talks = R"(crisis "Talks"
actor A
actor B
stage "Talks":
    repeat up to 2 times as talks:
        A chooses offer: high, low
        B chooses reply: take, leave
        end if B.reply is take
payoff A:
    2 if A.offer is low and B.reply is take
    1 if A.offer is high and B.reply is take
payoff B:
    2 if A.offer is high and B.reply is take
    1 if A.offer is low and B.reply is take
precision = 2
ask P(B.reply is take)
variant meek:
    only A.offer: high
)";
  Session warm = session_of(talks);
  run(warm, request_for(Errand::Ask));
  for (const char* typed :
       {"P(ever A.offer is high)", "compare P(ever A.offer is low), P(ever B.reply is leave) across baseline, meek",
        "P(B.reply is take)"}) {
    Request request = request_for(Errand::Ask);
    request.questions = {typed};
    Session fresh = session_of(talks);
    CHECK(page_of(run(warm, request)) == page_of(run(fresh, request)));
  }
}

TEST_CASE("a question that is typed lets the model be read once, with it") {
  Session session = session_of(threat);
  CHECK_FALSE(session.reading.has_value());
  CHECK(run(session, asked({"P(B.answer is resist)"}, 1.5)).outcome == Outcome::Ok);
  CHECK_FALSE(session.reading.has_value());
  CHECK(run(session, asked({}, 1.5)).outcome == Outcome::Ok);
  CHECK(session.reading.has_value());
}

TEST_CASE("what is solved is not solved again for the next question") {
  Session session = session_of(threat);
  const Asked first = watched(session, asked({"P(B.answer is resist)"}, 1.5));
  CHECK(first.num_times > 0);
  const Asked next = watched(session, asked({"E(A)"}, 1.5));
  CHECK(next.num_times == 0);
  CHECK(page_of(next.result) == cold(asked({"E(A)"}, 1.5)));
  CHECK(watched(session, asked({"E(A)"}, 1.25)).num_times > 0);
}

TEST_CASE("whatever was asked before, an answer is the same to the last bit") {
  for (const bool at_precision : {false, true}) {
    Session session = session_of(threat);
    for (const double war : {1.5, 1.1, 1.9, 1.1, 1.5}) {
      for (const Errand errand : {Errand::Ask, Errand::Solve, Errand::Simulate}) {
        Request request = asked({}, war);
        request.errand = errand;
        request.num_plays = 100;
        if (at_precision) {
          request.plan.aim.precision = 4;
          request.plan.precision_from_model = false;
        }
        INFO(war);
        CHECK(page_of(run(session, request)) == cold(request));
      }
    }
    Request varied = request_for(Errand::Solve);
    varied.selection.variant = "dear";
    CHECK(page_of(run(session, varied)) == cold(varied));
  }
}

TEST_CASE("what was stopped is not taken for solved") {
  Session session = session_of(threat);
  const Request request = asked({}, 1.5);
  const Result stopped = run(session, request, {{}, [](const Progress&) { return false; }});
  CHECK(stopped.outcome == Outcome::Stopped);
  CHECK(!stopped.message.sentence.empty());
  const Result whole = run(session, request);
  CHECK(whole.outcome == Outcome::Ok);
  CHECK(page_of(whole) == cold(request));
}

TEST_CASE("every outcome has its cause") {
  const auto outcome_of = [](const std::string& text, const Request& request) {
    Session session = session_of(text);
    return run(session, request).outcome;
  };
  CHECK(outcome_of(threat, request_for(Errand::Solve)) == Outcome::Ok);
  CHECK(outcome_of(threat + "check P(B.answer is resist) is between 2% and 3%\n", request_for(Errand::Ask)) ==
        Outcome::CheckFailed);
  CHECK(outcome_of(threat + "payof A:\n    1\n", request_for(Errand::Check)) == Outcome::ModelErrors);
  CHECK(outcome_of(threat + "payof A:\n    1\n", request_for(Errand::Solve)) == Outcome::ModelErrors);
  CHECK(outcome_of(threat, request_for(Errand::Raid)) == Outcome::Usage);
  CHECK(outcome_of(threat, asked({"P(B.anwser is resist)"}, 1)) == Outcome::ModelErrors);
  Request small = request_for(Errand::Solve);
  small.plan.compile.max_histories = 2;
  CHECK(outcome_of(threat, small) == Outcome::Limit);
  Request few_steps = request_for(Errand::Solve);
  few_steps.plan.aim.max_steps = 1;
  CHECK(outcome_of(threat, few_steps) == Outcome::NotCertified);
  CHECK(outcome_of("EFG 2 R \"g\" { \"A\" }\nt \"\" 1 \"\" { 1 }\n", request_for(Errand::Ask)) == Outcome::Usage);
  CHECK(outcome_of("EFG 2 R \"g\" { \"A\" }\nt \"\" 1 \"\" { 1 }\n", request_for(Errand::Check)) == Outcome::Ok);
}

TEST_CASE("a session of a text with errors still has its names") {
  Session session = session_of(threat + "ask P(C.move is x)\n");
  const Result symbols = run(session, request_for(Errand::Symbols));
  CHECK(symbols.outcome == Outcome::ModelErrors);
  CHECK(page_of(symbols).find("\"war\"") != std::string::npos);
}

TEST_CASE("rows of a study hang on their number alone") {
  Session session = session_of(threat);
  Request request = request_for(Errand::Rows);
  request.rows.from = 3;
  request.rows.to = 6;
  request.parts = {view::Part::Table};
  const Result some = run(session, request);
  REQUIRE(some.page.has_value());
  request.rows.from = 4;
  const Result fewer = run(session, request);
  REQUIRE(fewer.page->table->rows.size() == 2);
  for (std::size_t k = 0; k < fewer.page->table->rows[0].size(); ++k) {
    CHECK(view::plain(fewer.page->table->rows[0][k].words) == view::plain(some.page->table->rows[1][k].words));
  }
}

TEST_CASE("a solution is told of one move alone, and of the places where a condition is certain") {
  Session session = session_of(threat);
  Request request = request_for(Errand::Solve);
  const auto infosets = [&] {
    const std::string page = page_of(run(session, request));
    std::vector<std::string> labels;
    for (std::size_t at = 0; (at = page.find("\"label\": \"", at)) != std::string::npos;) {
      at += 10;
      labels.push_back(page.substr(at, page.find('"', at) - at));
    }
    return labels;
  };
  CHECK(infosets().size() == 3);
  request.at = "A.demand";
  CHECK(infosets() == std::vector<std::string>{"A.demand | A.resolve=high", "A.demand | A.resolve=low"});
  request.given = "A.resolve is low";
  CHECK(infosets() == std::vector<std::string>{"A.demand | A.resolve=low"});
  request.given = "B.answer is resist";
  CHECK(run(session, request).outcome == Outcome::Usage);
  request.given = "A.resolve is";
  CHECK(run(session, request).outcome == Outcome::ModelErrors);
  request = request_for(Errand::Solve);
  request.at = "A.resolve";
  CHECK(run(session, request).outcome == Outcome::ModelErrors);
}

}  // namespace demarche
