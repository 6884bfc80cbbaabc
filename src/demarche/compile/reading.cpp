#include "demarche/compile/reading.h"

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
}

void add_odds(Reader& reader, const Raid& raid, std::uint32_t) {
  for_each_formula(raid, [&](const Formula& formula) { reader.add(formula); });
}

void add_odds(Reader& reader, const Vote& vote, std::uint32_t case_index) {
  for (const Move& ballot : vote.ballots) reader.variables.push_back(ballot.variable);
  if (case_index < vote.others.size()) reader.add(vote.others[case_index].yes);
}

template <class Other>
void add_odds(Reader&, const Other&, std::uint32_t) {}  // not a chance step

}  // namespace

std::vector<VariableId> read_by_shape(const Site& site) {
  Reader reader;
  if (const auto* move = std::get_if<Move>(&site.step.what)) {
    for (const MoveOption& option : move->options) reader.add(option.condition);
  } else if (const auto* chance = std::get_if<Chance>(&site.step.what)) {
    for (const DrawCase& one : chance->cases) reader.add(one.guard);
  } else if (const auto* vote = std::get_if<Vote>(&site.step.what)) {
    for (const Vote::Others& one : vote->others) reader.add(one.guard);
  }
  return in_order(std::move(reader));
}

std::vector<VariableId> read_by_sequels(const Site& site) {
  Reader reader{read_by_shape(site)};
  if (const auto* chance = std::get_if<Chance>(&site.step.what)) {
    for (std::size_t row = 0; row < chance->cases.size(); ++row) {
      add_odds(reader, *chance, static_cast<std::uint32_t>(row));
    }
  } else if (const auto* raid = std::get_if<Raid>(&site.step.what)) {
    add_odds(reader, *raid, 0);
  } else if (const auto* vote = std::get_if<Vote>(&site.step.what)) {
    for (std::size_t row = 0; row <= vote->others.size(); ++row) {
      add_odds(reader, *vote, static_cast<std::uint32_t>(row));
    }
  }
  return in_order(std::move(reader));
}

std::vector<VariableId> read_by_odds(const Site& site, std::uint32_t case_index) {
  Reader reader;
  std::visit([&](const auto& what) { add_odds(reader, what, case_index); }, site.step.what);
  return in_order(std::move(reader));
}

}  // namespace demarche
