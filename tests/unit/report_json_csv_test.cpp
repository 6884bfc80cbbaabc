#include "demarche/base/sha256.h"
#include "demarche/engine/provenance.h"
#include "demarche/engine/reports.h"

#include "demarche/render/csv.h"
#include "demarche/render/json.h"
#include "demarche/view/answers.h"
#include "demarche/view/description_page.h"
#include "demarche/view/solution.h"

#include "study_help.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

using namespace demarche;
using namespace demarche::test;
using Json = nlohmann::json;

namespace {

const std::string comma_text = R"(crisis "Commas, and numbers"
source desk: "A desk estimate"
actor A
actor B
private A.type: high 1/3, low rest
parameter cost = 2, 1 to 3 "a note" from desk
parameter bare = 1, 0 to 2
stage "Only":
    A declares signal: loud, quiet
    B secretly chooses answer: yield, stand
payoff A:
    + cost if B.answer is yield
payoff B:
    - bare if B.answer is yield and A.type is high
ask P(A.signal is loud) given A.type is high
)";

struct Reported {
  Solved solved;
  std::vector<Answer> answers;
  Source source;
  Report report;
};

// In place: the report points into it.
void fill(Reported& reported) {
  reported.source = make_source("model.crisis", comma_text);
  reported.report = report_on(reported.solved, reported.source, provenance_of(reported.source, {}));
  reported.answers = answer(reported.solved, reported.solved.model.questions, {}).answers;
  reported.report.answers = &reported.answers;
}

}  // namespace

TEST_CASE("a page names the file's text by its hash, whatever was asked of it, and what was selected") {
  const Source alone = make_source("model.crisis", "actor A");
  const Provenance asked = provenance_of(with_part(alone, "question 1", "ask E(A)\n"), {}, {"silent", {{"rift", 5}}});
  CHECK(asked.model_hash == provenance_of(alone, {}).model_hash);
  CHECK(asked.model_hash == sha256_hex("actor A"));
  CHECK(asked.options.starts_with("variant silent, rift = 5; "));
}

TEST_CASE("solve's JSON has the keys that outside programs read") {
  Reported reported{at_random(comma_text), {}, {}, {}};
  fill(reported);
  const Json page = Json::parse(render::json_of(solution_page(reported.report, view::Part::Data).data));
  CHECK(page["schema"] == 1);
  CHECK(page["model_hash"].get<std::string>().size() == 64);
  CHECK(page["version"].is_string());
  CHECK(page["game"]["nodes"] == reported.solved.compiled.game.nodes.size());
  CHECK(page["game"]["outcomes"] == 8);
  CHECK(page["game"]["infosets"] == page["infosets"].size());
  CHECK(page["game"]["actors"] == Json({"A", "B"}));
  for (const char* key : {"method", "precision", "max_gain", "payoff_range", "values"}) {
    CHECK(page["solution"].contains(key));
  }
  const Json& infoset = page["infosets"][0];
  CHECK(infoset["actor"] == "A");
  CHECK(infoset["reach"] == doctest::Approx(1.0 / 3));
  CHECK(infoset["actions"][0]["name"] == "loud");
  CHECK(infoset["actions"][0]["probability"] == 0.5);
  CHECK(infoset["actions"][0]["value"] == doctest::Approx(1.0));
}

TEST_CASE("solve's JSON gives beliefs in the model's words") {
  Reported reported{at_random(comma_text), {}, {}, {}};
  fill(reported);
  const Json page = Json::parse(render::json_of(solution_page(reported.report, view::Part::Data).data));
  const auto at = std::find_if(page["infosets"].begin(), page["infosets"].end(),
                               [](const Json& infoset) { return infoset["actor"] == "B"; });
  REQUIRE(at != page["infosets"].end());
  CHECK((*at)["beliefs"]["A.type"]["shares"]["high"] == doctest::Approx(1.0 / 3));
}

TEST_CASE("ask's JSON holds a row a number, with condition and certificate") {
  Reported reported{at_random(comma_text), {}, {}, {}};
  fill(reported);
  const Json page = Json::parse(render::json_of(answers_page(reported.report, view::Part::Data).data));
  const Json& answer = page["answers"][0];
  CHECK(answer["question"] == "ask P(A.signal is loud) given A.type is high");
  CHECK(answer["kind"] == "ask");
  CHECK(answer["rows"][0]["value"] == 0.5);
  CHECK(answer["rows"][0]["condition_probability"] == doctest::Approx(1.0 / 3));
  CHECK(answer["rows"][0].contains("max_gain"));
}

TEST_CASE("what is not a finite number is null in JSON and empty in CSV") {
  Reported reported{at_random(comma_text), {}, {}, {}};
  fill(reported);
  reported.answers.front().rows.front().value = std::numeric_limits<double>::quiet_NaN();
  reported.answers.front().rows.front().max_gain = std::numeric_limits<double>::infinity();
  const Json page = Json::parse(render::json_of(answers_page(reported.report, view::Part::Data).data));
  CHECK(page["answers"][0]["rows"][0]["value"].is_null());
  CHECK(page["answers"][0]["rows"][0]["max_gain"].is_null());
  CHECK(render::csv_of(*answers_page(reported.report, view::Part::Table).table).find("nan") == std::string::npos);
}

TEST_CASE("CSV quotes what holds commas or quotes and ends lines as RFC 4180 says") {
  Reported reported{at_random(comma_text), {}, {}, {}};
  fill(reported);
  reported.answers.front().question = "a \"b\", c";
  const std::string csv = render::csv_of(*answers_page(reported.report, view::Part::Table).table);
  CHECK(csv.starts_with("question,kind,label,"));
  CHECK(csv.find("\r\n\"a \"\"b\"\", c\",ask,") != std::string::npos);
  CHECK(csv.ends_with("\r\n"));
  const std::string solution = render::csv_of(*solution_page(reported.report, view::Part::Table).table);
  CHECK(std::count(solution.begin(), solution.end(), '\n') ==
        1 + static_cast<long>(reported.solved.compiled.game.num_actions));
}

TEST_CASE("a description lists unsourced numbers first") {
  const Model model = model_of(comma_text);
  const Json page = Json::parse(render::json_of(description_data(model, take_census(model, {}))));
  CHECK(page["parameters"][0]["name"] == "bare");
  CHECK(page["parameters"][0]["source"].is_null());
  CHECK(page["parameters"][1]["source"] == "desk");
  CHECK(page["size"]["outcomes"] == 8);
  CHECK(page["stages"][0]["steps"][1]["seen_by"] == Json({"B"}));
}
