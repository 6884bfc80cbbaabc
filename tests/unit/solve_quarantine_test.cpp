#include "bound_crisis.h"
#include "demarche/certify/certify.h"
#include "effort.h"
#include "strategies.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

using namespace demarche;
using namespace demarche::tests;

namespace {

// The quarantine without some of its pieces, as the marks of its lines say.
std::string quarantine_without(const std::set<std::string>& left_out) {
  std::istringstream lines(model_text("quarantine.crisis"));
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    const std::string mark = line.substr(std::min(line.find(" # "), line.size()));
    const bool has_marks = mark.find_first_of("[{") != std::string::npos;
    bool stays = true;
    for (const std::string piece : {"vote", "incident", "ships", "diplomacy", "offer", "turkey"}) {
      const bool is_out = left_out.contains(piece);
      if (has_marks && is_out && mark.find("[" + piece + "]") != std::string::npos) stays = false;
      if (has_marks && !is_out && mark.find("{" + piece + "}") != std::string::npos) stays = false;
    }
    if (stays) text += line + "\n";
  }
  return text;
}

struct Variation {
  std::set<std::string> left_out;
  int most_steps = 0;
  double us = 0;  // expected payoffs
  double ussr = 0;
};

// What each was worth when it was recorded; those that are short enough were followed through all their folds to the
// same choices.
std::vector<Variation> variations() {
  return {{{}, 60, -0.13069651217, -1.16306427186},
          {{"vote"}, 60, -0.12621545984, -1.15663844346},
          {{"incident"}, 60, -0.13069651217, -1.07904225249},
          {{"vote", "incident"}, 60, -0.12621545984, -1.07718134672},
          {{"diplomacy"}, 140, -0.12956279736, -1.25816531328},
          {{"offer"}, 60, -0.14671880976, -1.48732006904},
          {{"turkey"}, 60, 0.16576519444, -1.09895438848},
          {{"offer", "turkey"}, 200, -0.03154408037, -1.49205207239},
          {{"offer", "turkey", "vote", "incident"}, 60, -0.02703688009, -1.40618775463},
          {{"offer", "turkey", "vote", "incident", "diplomacy"}, 60, -0.02743075141, -1.42802363148},
          {{"offer", "turkey", "vote", "incident", "diplomacy", "ships"}, 60, -0.02743075141, -1.36893531415}};
}

}  // namespace

TEST_CASE("a story that holds copies of one fold is solved in few steps, whatever is left out of it") {
  std::size_t row = 0;
  for (const Variation& variation : variations()) {
    if (!effort::takes(row++, 4)) continue;
    CAPTURE(variation.left_out.size());
    const BoundCrisis crisis = bound_crisis(quarantine_without(variation.left_out));
    CAPTURE(crisis.game().nodes.size());
    const Solution solution = solved_crisis(crisis, at_precision_of(4));
    CHECK(solution.num_steps <= variation.most_steps);
    CHECK_FALSE(solution.left_branch_at.has_value());
    CHECK(solution.residual < 1e-9);
    const Certificate certificate = certify(crisis.game(), crisis.stakes, solution.strategy);
    CHECK(certificate.values[ActorId{0}] == doctest::Approx(variation.us).epsilon(1e-8));
    CHECK(certificate.values[ActorId{1}] == doctest::Approx(variation.ussr).epsilon(1e-8));
  }
}

TEST_CASE("short variations of that story end where their branch does, followed through all its folds") {
  int num_followed = 0;
  for (const Variation& variation : variations()) {
    const BoundCrisis crisis = bound_crisis(quarantine_without(variation.left_out));
    if (crisis.game().nodes.size() > 5'000) continue;
    CAPTURE(crisis.game().nodes.size());
    const auto through = followed_through(crisis, 4, 3'000);
    if (!through) continue;
    ++num_followed;
    CHECK(largest_difference(solved_crisis(crisis, at_precision_of(4)).strategy, *through) < 1e-9);
  }
  CHECK(num_followed >= 3);
}

TEST_CASE("alike parts that turn back are told at once, with where and how likely they are met") {
  const Solution solution = solved_crisis(bound_crisis(quarantine_without({})), at_precision_of(4));
  REQUIRE(solution.notes.size() == 1);
  CHECK(solution.notes[0].find("US.answer after USSR.letter is refuse, 8 alike, together reached with 18%") !=
        std::string::npos);
}
