#include "demarche/compile/reading.h"

#include "demarche/model/steps.h"

#include <algorithm>

namespace demarche {
namespace {

struct Reader {
  std::vector<VariableId> variables;

  void add(const Formula& formula) {
    const auto read = variables_of(formula);
    variables.insert(variables.end(), read.begin(), read.end());
  }
  void add(const std::optional<Formula>& formula) {
    if (formula) add(*formula);
  }
};

std::vector<VariableId> in_order(Reader reader) {
  std::ranges::sort(reader.variables);
  reader.variables.erase(std::unique(reader.variables.begin(), reader.variables.end()), reader.variables.end());
  return std::move(reader.variables);
}

void add_odds(Reader& reader, const Chance& chance, std::uint32_t case_index) {
  for (const DrawCase::Draw& draw : chance.cases[case_index].draws) reader.add(draw.odds);
  for (const Thought& thought : chance.thoughts)
    for_each_formula(thought.cases, [&](const Formula& formula) { reader.add(formula); });
}

void add_odds(Reader& reader, const Raid& raid, std::uint32_t) {
  for_each_formula(raid, [&](const Formula& formula) { reader.add(formula); });
}

void add_odds(Reader& reader, const Vote& vote, std::uint32_t case_index) {
  for (const Move& ballot : vote.ballots) reader.variables.push_back(ballot.variable);
  if (case_index < vote.others.size()) reader.add(vote.others[case_index].yes);
}

void add_odds(Reader&, const Move&, std::uint32_t) {}

}  // namespace

std::vector<VariableId> read_by_shape(const Site& site) {
  Reader reader;
  std::visit(Overloaded{[&](const Move& move) {
                          for (const MoveOption& option : move.options) reader.add(option.condition);
                        },
                        [&](const Chance& chance) {
                          for (const DrawCase& one : chance.cases) reader.add(one.guard);
                        },
                        [&](const Vote& vote) {
                          for (const Vote::Others& one : vote.others) reader.add(one.guard);
                        },
                        [](const Raid&) {}},
             site.step.what);
  return in_order(std::move(reader));
}

std::vector<VariableId> read_by_sequels(const Site& site) {
  Reader reader{read_by_shape(site)};
  const auto add_cases = [&](const auto& what, std::size_t num_cases) {
    for (std::size_t row = 0; row < num_cases; ++row) add_odds(reader, what, static_cast<std::uint32_t>(row));
  };
  std::visit(Overloaded{[&](const Chance& chance) { add_cases(chance, chance.cases.size()); },
                        [&](const Raid& raid) { add_cases(raid, 1); },
                        [&](const Vote& vote) { add_cases(vote, vote.others.size() + 1); }, [](const Move&) {}},
             site.step.what);
  return in_order(std::move(reader));
}

std::vector<VariableId> read_by_odds(const Site& site, std::uint32_t case_index) {
  Reader reader;
  std::visit([&](const auto& what) { add_odds(reader, what, case_index); }, site.step.what);
  return in_order(std::move(reader));
}

}  // namespace demarche
