#include "demarche/compile/payoff_tables.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_cells = 1 << 16;
constexpr std::size_t most_joint_cells = 1 << 12;  // of several terms: few enough to be met again and again

void add_variables(const PayoffTerm& term, std::vector<VariableId>& variables) {
  for (const Formula* formula : {&term.condition, &term.number}) {
    for (const VariableId variable : variables_of(*formula))
      if (std::ranges::find(variables, variable) == variables.end()) variables.push_back(variable);
  }
}

// The number of values, and one for not having happened.
std::size_t radix_of(const Model& model, VariableId variable) { return model.variables[variable].values.size() + 1; }

std::size_t count_cells(const Model& model, const std::vector<VariableId>& variables) {
  std::size_t num_cells = 1;
  for (const VariableId variable : variables)
    num_cells = num_cells > most_cells ? num_cells : num_cells * radix_of(model, variable);
  return num_cells;
}

std::vector<TermTable> join_terms(const Model& model, const std::vector<const PayoffTerm*>& terms,
                                  std::size_t num_outcomes) {
  std::vector<TermTable> tables;
  for (const PayoffTerm* term : terms) {
    std::vector<VariableId> joint = tables.empty() ? std::vector<VariableId>{} : tables.back().variables;
    add_variables(*term, joint);
    const bool joins = !tables.empty() && count_cells(model, joint) <= std::min(most_joint_cells, num_outcomes);
    if (!joins) {
      tables.emplace_back();
      joint.clear();
      add_variables(*term, joint);
    }
    tables.back().terms.push_back(term);
    tables.back().variables = std::move(joint);
  }
  return tables;
}

void lay_out(const Model& model, const Story& story, TermTable& table) {
  const std::size_t num_cells = count_cells(model, table.variables);
  if (num_cells > most_cells) return;
  table.cells.resize(num_cells);
  table.cell_of_outcome = Table<OutcomeId, std::uint16_t>(story.state_of_outcome.size(), 0);
  std::size_t stride = 1;
  for (const VariableId variable : table.variables) {
    const std::size_t radix = radix_of(model, variable);
    for (std::size_t row = 0; row < story.state_of_outcome.size(); ++row) {
      const std::size_t value = state_view(story, story.state_of_outcome[OutcomeId{row}])[variable.value];
      table.cell_of_outcome[OutcomeId{row}] =
          static_cast<std::uint16_t>(table.cell_of_outcome[OutcomeId{row}] + stride * std::min(value, radix - 1));
    }
    stride *= radix;
  }
  std::vector<char> is_met(num_cells, 0);
  for (std::size_t row = 0; row < story.state_of_outcome.size(); ++row) {
    char& met = is_met[table.cell_of_outcome[OutcomeId{row}]];
    if (met == 0) table.first_with_cell.emplace_back(row);
    met = 1;
  }
}

}  // namespace

std::vector<VariableId> variables_of(const PayoffTerm& term) {
  std::vector<VariableId> variables;
  add_variables(term, variables);
  return variables;
}

PayoffTables payoff_tables(const Model& model, const Compiled& compiled,
                           const std::function<bool(const PayoffTerm&)>& counts) {
  PayoffTables tables;
  const Story& story = compiled.story;
  for (const std::vector<PayoffTerm>& of_actor : model.payoffs) {
    std::vector<const PayoffTerm*> terms;
    for (const PayoffTerm& term : of_actor)
      if (counts(term)) terms.push_back(&term);
    tables.push_back(join_terms(model, terms, story.state_of_outcome.size()));
    for (TermTable& table : tables[ActorId{tables.size() - 1}]) lay_out(model, story, table);
  }
  return tables;
}

}  // namespace demarche
