#include "demarche/check/influence.h"

#include "demarche/model/steps.h"

namespace demarche {

void VariableSet::insert(const VariableSet& other) {
  for (std::size_t k = 0; k < words_.size(); ++k) words_[k] |= other.words_[k];
}

bool VariableSet::meets(const VariableSet& other) const {
  for (std::size_t k = 0; k < words_.size(); ++k) {
    if (words_[k] & other.words_[k]) return true;
  }
  return false;
}

namespace {

// The variables of the conditions under which a step is taken.
using Governed = std::vector<VariableId>;

void add_reads(Governed& reads, const Formula& formula) {
  for (const VariableId id : variables_of(formula)) reads.push_back(id);
}

void settle_from(Influences& rules, VariableId settled, const Governed& reads) {
  for (const VariableId id : reads) rules[id].insert(settled);
}

void follow_move(Influences& rules, const Move& move, Governed reads) {
  for (const MoveOption& option : move.options) add_reads(reads, option.condition);
  settle_from(rules, move.variable, reads);
}

void follow_chance(Influences& rules, const Chance& chance, Governed reads) {
  for (const DrawCase& row : chance.cases) {
    add_reads(reads, row.guard);
    for (const DrawCase::Draw& draw : row.draws) {
      if (draw.odds) add_reads(reads, *draw.odds);
    }
  }
  settle_from(rules, chance.variable, reads);
}

void follow_vote(Influences& rules, const Vote& vote, Governed reads) {
  for (const Move& ballot : vote.ballots) follow_move(rules, ballot, reads);
  for (const Move& ballot : vote.ballots) reads.push_back(ballot.variable);
  for (const Vote::Others& row : vote.others) {
    add_reads(reads, row.guard);
    add_reads(reads, row.yes);
  }
  settle_from(rules, vote.variable, reads);
}

void follow_raid(Influences& rules, const Raid& raid, Governed reads) {
  for_each_formula(raid, [&](const Formula& formula) { add_reads(reads, formula); });
  settle_from(rules, raid.variable, reads);
}

// What may end the story before the next round governs the whole of a round.
void add_ends(Governed& reads, const std::vector<Step>& steps) {
  for_each_step(steps, [&](const Step& step) {
    if (only<End>(step)) add_reads(reads, step.condition);
  });
}

void follow_steps(Influences& rules, const std::vector<Step>& steps, Governed& governed);

void follow_step(Influences& rules, const Step& step, Governed& governed) {
  Governed reads = governed;
  add_reads(reads, step.condition);
  std::visit(Overloaded{[&](const Move& move) { follow_move(rules, move, reads); },
                        [&](const Chance& chance) { follow_chance(rules, chance, reads); },
                        [&](const Raid& raid) { follow_raid(rules, raid, reads); },
                        [&](const Vote& vote) { follow_vote(rules, vote, reads); },
                        [&](const ScaleChange& change) { settle_from(rules, change.variable, reads); },
                        [&](const Simultaneous& block) { follow_steps(rules, block.steps, reads); },
                        [&](const Repeat& repeat) {
                          add_ends(governed, repeat.steps);
                          add_ends(reads, repeat.steps);
                          settle_from(rules, repeat.counter, reads);
                          follow_steps(rules, repeat.steps, reads);
                        },
                        [&](const End&) { governed = reads; }, [](const Reveal&) {}},
             step.what);
}

void follow_steps(Influences& rules, const std::vector<Step>& steps, Governed& governed) {
  for (const Step& step : steps) follow_step(rules, step, governed);
}

}  // namespace

Influences rules_of(const Model& model) {
  const std::size_t size = model.variables.size();
  Influences rules(size, VariableSet(size));
  for (std::size_t row = 0; row < size; ++row) rules[VariableId{row}].insert(VariableId{row});
  for (std::size_t row = 0; row < size; ++row) {
    if (const auto& record = model.variables[VariableId{row}].record) rules[record->of].insert(VariableId{row});
  }
  Governed governed;
  follow_steps(rules, model.traits, governed);
  for (const Stage& stage : model.stages) {
    Governed here = governed;
    add_reads(here, stage.condition);
    follow_steps(rules, stage.steps, here);
    for_each_step(stage.steps, [&](const Step& step) {
      if (!only<End>(step)) return;
      add_reads(governed, stage.condition);
      add_reads(governed, step.condition);
    });
  }
  return rules;
}

Influences all_that_follows(const Influences& influences, std::optional<VariableId> without) {
  Influences closed = influences;
  if (without) {
    for (VariableSet& row : closed) row.erase(*without);
  }
  for (std::size_t middle = 0; middle < closed.size(); ++middle) {
    for (VariableSet& row : closed) {
      if (row.contains(VariableId{middle})) row.insert(closed[VariableId{middle}]);
    }
  }
  return closed;
}

}  // namespace demarche
