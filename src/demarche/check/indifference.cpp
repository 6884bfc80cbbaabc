#include "demarche/check/indifference.h"

#include "demarche/check/influence.h"
#include "demarche/check/say.h"

#include <fmt/format.h>

#include <algorithm>

// Whether anybody answers a move is decided from the text alone, before any number is known. At first every later move
// is taken to answer whatever its actor may see. An answer without a reason is then taken back: the actor is paid for
// nothing in which the answer meets what else follows from what was seen, or from what it may give away. This goes on
// until every answer that is left has a reason in the others that are left. What an actor is paid for in sums, one term
// for its own move and one for what was seen, is no reason: the second term is the same whatever it does.

namespace demarche {
namespace {

// More words of bits than a second works through: nothing is said then.
constexpr double most_work = 2e8;

struct Answering {
  Work& work;
  Table<VariableId, ActorSet> sight;
  Influences rules;
  Influences all;                                  // the rules, and the answers that are left
  std::vector<VariableId> moves;                   // each with an actor
  Table<ActorId, std::vector<VariableSet>> terms;  // what each term of a payoff reads
};

ActorId mover_of(const Work& work, VariableId move) { return *work.model.variables[move].owner; }

bool shares_a_repeat(const Where& a, const Where& b) {
  return std::ranges::any_of(a.repeats,
                             [&](int repeat) { return std::ranges::find(b.repeats, repeat) != b.repeats.end(); });
}

// Whether the second may be settled after the first was.
bool may_follow(const Work& work, VariableId first, VariableId second) {
  if (work.settings[first].empty()) return true;
  for (const Setting& before : work.settings[first]) {
    for (const Setting& after : work.settings[second]) {
      const bool at_once = before.where.block >= 0 && before.where.block == after.where.block;
      if (after.where.order > before.where.order && !at_once) return true;
      if (shares_a_repeat(before.where, after.where)) return true;
    }
  }
  return false;
}

Table<VariableId, ActorSet> sight_of(const Work& work) {
  Table<VariableId, ActorSet> sight(work.model.variables.size(), 0);
  for (std::size_t row = 0; row < sight.size(); ++row) {
    const VariableId id{row};
    for (const Setting& setting : work.settings[id]) sight[id] |= setting.seen_by;
    for (const Showing& showing : work.showings[id]) sight[id] |= showing.to;
  }
  return sight;
}

VariableSet read_by(const Work& work, const PayoffTerm& term) {
  VariableSet read(work.model.variables.size());
  for (const VariableId id : variables_of(term.condition)) read.insert(id);
  for (const VariableId id : variables_of(term.number)) read.insert(id);
  return read;
}

Answering begin_answering(Work& work) {
  const Model& model = work.model;
  Answering answering{work, sight_of(work), rules_of(model), {}, {}, {}};
  answering.terms.resize(model.actors.size());
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    for (const PayoffTerm& term : model.payoffs[ActorId{row}])
      answering.terms[ActorId{row}].push_back(read_by(work, term));
  }
  for (std::size_t row = 0; row < model.variables.size(); ++row) {
    if (model.variables[VariableId{row}].kind == VariableKind::Move) answering.moves.push_back(VariableId{row});
  }
  answering.all = answering.rules;
  return answering;
}

bool may_answer(const Answering& answering, VariableId seen, VariableId move) {
  return seen != move && contains(answering.sight[seen], mover_of(answering.work, move)) &&
         may_follow(answering.work, seen, move);
}

void assume_all_answers(Answering& answering) {
  for (std::size_t row = 0; row < answering.all.size(); ++row) {
    for (const VariableId move : answering.moves) {
      if (may_answer(answering, VariableId{row}, move)) answering.all[VariableId{row}].insert(move);
    }
  }
}

// Whether the mover is paid for something in which the move and the other meet: some term reads what follows from both.
bool meet_in_a_payoff(const Answering& answering, const VariableSet& from_move, const VariableSet& from_other,
                      ActorId mover) {
  return std::ranges::any_of(answering.terms[mover],
                             [&](const VariableSet& term) { return term.meets(from_move) && term.meets(from_other); });
}

// Whether what was seen may tell of something that the mover has not seen: it follows from that, or whoever chose it
// knew.
bool may_tell_of(const Answering& answering, const Influences& follows, VariableId seen, VariableId hidden,
                 ActorId mover) {
  if (contains(answering.sight[hidden], mover)) return false;
  if (follows[hidden].contains(seen)) return true;
  const Variable& chosen = answering.work.model.variables[seen];
  return chosen.kind == VariableKind::Move && contains(answering.sight[hidden], *chosen.owner);
}

bool has_a_reason(const Answering& answering, const Influences& besides, const VariableSet& from_move, VariableId seen,
                  ActorId mover) {
  if (meet_in_a_payoff(answering, from_move, besides[seen], mover)) return true;
  for (std::size_t row = 0; row < besides.size(); ++row) {
    const VariableId hidden{row};
    if (may_tell_of(answering, besides, seen, hidden, mover) &&
        meet_in_a_payoff(answering, from_move, besides[hidden], mover))
      return true;
  }
  return false;
}

// Takes back the answers of one move that have no reason; whether there were any.
bool take_back(Answering& answering, VariableId move) {
  const VariableSet from_move = all_that_follows(answering.all, std::nullopt)[move];
  const Influences besides = all_that_follows(answering.all, move);
  const ActorId mover = mover_of(answering.work, move);
  bool any = false;
  for (std::size_t row = 0; row < answering.all.size(); ++row) {
    const VariableId seen{row};
    if (answering.rules[seen].contains(move) || !answering.all[seen].contains(move)) continue;
    if (has_a_reason(answering, besides, from_move, seen, mover)) continue;
    answering.all[seen].erase(move);
    any = true;
  }
  return any;
}

void keep_answers_with_a_reason(Answering& answering) {
  bool any = true;
  while (any) {
    any = false;
    for (const VariableId move : answering.moves) any = take_back(answering, move) || any;
  }
}

bool is_paid_for(const Answering& answering, const VariableSet& what, ActorId actor) {
  return std::ranges::any_of(answering.terms[actor], [&](const VariableSet& term) { return term.meets(what); });
}

// Whoever is paid the same whatever happens was written down as indifferent.
bool is_paid_for_anything(const Answering& answering, ActorId actor) {
  const VariableSet nothing(answering.all.size());
  VariableSet everything = nothing;
  for (std::size_t row = 0; row < answering.all.size(); ++row) everything.insert(VariableId{row});
  return is_paid_for(answering, everything, actor);
}

void say_indifferent(Work& work, VariableId id) {
  const Variable& move = work.model.variables[id];
  const std::string& actor = work.model.actors[*move.owner].name;
  std::vector<std::string> options;
  for (const Value& value : move.values) options.push_back(ticked(value.name));
  const std::string between = options.size() == 2
                                  ? fmt::format("{} and {}", options[0], options[1])
                                  : fmt::format("all {} options of {}", options.size(), ticked(move.name));
  say(work,
      {Kind::W108,
       fmt::format("{} is indifferent between {}: nothing that {} is paid for depends on it", actor, between, actor),
       {move.span, ""},
       {},
       fmt::format("let a term of `payoff {}:` read {} or what follows from it; as it is, each is as likely", actor,
                   ticked(move.name))});
}

std::vector<VariableId> suspects_of(const Answering& answering, const std::set<VariableId>& silent) {
  const Influences follows = all_that_follows(answering.rules, std::nullopt);
  std::vector<VariableId> suspects;
  for (const VariableId move : answering.moves) {
    const ActorId mover = mover_of(answering.work, move);
    if (silent.contains(move) || answering.work.model.variables[move].values.size() < 2) continue;
    if (is_paid_for_anything(answering, mover) && !is_paid_for(answering, follows[move], mover))
      suspects.push_back(move);
  }
  return suspects;
}

double work_of(const Answering& answering) {
  const double size = static_cast<double>(answering.all.size());
  return static_cast<double>(answering.moves.size()) * size * size * (1 + size / 64);
}

}  // namespace

void warn_indifferent(Work& work, const std::set<VariableId>& silent) {
  Answering answering = begin_answering(work);
  const std::vector<VariableId> suspects = suspects_of(answering, silent);
  if (suspects.empty() || work_of(answering) > most_work) return;
  assume_all_answers(answering);
  keep_answers_with_a_reason(answering);
  const Influences follows = all_that_follows(answering.all, std::nullopt);
  for (const VariableId move : suspects) {
    if (!is_paid_for(answering, follows[move], mover_of(work, move))) say_indifferent(work, move);
  }
}

}  // namespace demarche
