#include "demarche/compile/results.h"

#include "demarche/compile/raid_reach.h"
#include "demarche/model/steps.h"

#include <algorithm>
#include <limits>

namespace demarche {
namespace {

// Odds that hold for all parameters, added up.
double certain_odds(const DrawCase& one, const Certain& certain) {
  double sum = 0;
  for (const DrawCase::Draw& draw : one.draws) {
    if (draw.odds) sum += std::max(0.0, known_number(*draw.odds, certain).value_or(0));
  }
  return sum;
}

template <class Row>
void add_results(const std::vector<Row>& rows, std::vector<ValueIndex>& results) {
  for (const Row& row : rows) results.push_back(row.value);
}

}  // namespace

void find_results(const DrawCase& one, const Certain& certain, std::vector<ValueIndex>& results) {
  const bool something_left = rest_after(certain_odds(one, certain)) > 0;
  for (const DrawCase::Draw& draw : one.draws) {
    const Known odds = draw.odds ? known_number(*draw.odds, certain) : std::nullopt;
    if (odds ? !(*odds <= 0) : something_left) results.push_back(draw.value);
  }
  if (results.empty()) add_results(one.draws, results);
}

void find_results(const Raid& raid, const Certain& certain, std::vector<ValueIndex>& results) {
  const std::vector<LeakerRange> ranges = leakers_that_can_be(raid, certain);
  double from = 0;  // levels before take the leakers below it, whatever the parameters are
  for (const Raid::Level& level : raid.levels) {
    const Known bound = level.up_to ? known_number(*level.up_to, certain) : std::nullopt;
    const double last = bound.value_or(std::numeric_limits<double>::infinity());
    const auto meets = [&](const LeakerRange& range) { return range.least <= last && range.most >= from; };
    if (std::ranges::any_of(ranges, meets)) results.push_back(level.value);
    if (bound) from = std::max(from, *bound + 1);
  }
  if (results.empty()) add_results(raid.levels, results);
}

void find_results(const Vote& vote, std::uint32_t case_index, const Certain& certain,
                  std::vector<ValueIndex>& results) {
  const int needed = yes_votes_missing(vote, certain.state);
  const Known yes = case_index < vote.others.size() ? known_number(vote.others[case_index].yes, certain) : Known{0.0};
  const bool can_pass = needed <= 0 || (needed <= vote.num_others && !(yes && *yes <= 0));
  const bool can_fail = needed > vote.num_others || (needed > 0 && !(yes && *yes >= 1));
  if (can_pass) results.push_back(0);
  if (can_fail) results.push_back(1);
}

int yes_votes_missing(const Vote& vote, StateView state) {
  int missing = vote.passes_with;
  for (std::size_t row = 0; row < vote.ballots.size(); ++row) {
    const Move& ballot = vote.ballots[row];
    const ValueIndex cast = state[ballot.variable.value];
    if (cast == ballot_no && contains(vote.veto, ballot.actor)) return vote.num_others + 1;
    if (cast == ballot_yes) missing -= vote.votes[row];
  }
  return missing;
}

std::vector<ValueIndex> results_of(const BranchingStep& step, std::uint32_t case_index, const Certain& certain) {
  std::vector<ValueIndex> results;
  std::visit(
      Overloaded{[&](const Chance& chance) { find_results(chance.cases[case_index], certain, results); },
                 [&](const Raid& raid) { find_results(raid, certain, results); },
                 [&](const Vote& vote) { find_results(vote, case_index, certain, results); }, [](const Move&) {}},
      step.what);
  return results;
}

std::vector<ValueIndex> written_results(const BranchingStep& step, std::uint32_t case_index) {
  std::vector<ValueIndex> results;
  std::visit(Overloaded{[&](const Chance& chance) { add_results(chance.cases[case_index].draws, results); },
                        [&](const Raid& raid) { add_results(raid.levels, results); },
                        [&](const Vote&) { results = {0, 1}; }, [](const Move&) {}},
             step.what);
  return results;
}

double rest_after(double sum) {
  constexpr double rounding = 8 * std::numeric_limits<double>::epsilon();
  return sum >= 1 - rounding ? 0 : 1 - sum;
}

}  // namespace demarche
