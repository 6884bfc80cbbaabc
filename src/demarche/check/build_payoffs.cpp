#include "demarche/check/build.h"
#include "demarche/check/caring.h"
#include "demarche/check/numbers.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {

namespace {

Formula build_term_condition(Work& work, const Term& term, const std::vector<VariableId>& settled) {
  if (!term.condition) return {};
  Reads reads;
  check_presence(work, term.condition, Where{}, settled);
  return build_condition(work, *term.condition, reads);
}

Formula build_number(Work& work, const Expr& expr) {
  Reads reads;
  Formula formula = build_expression(work, expr, reads);
  check_finite(work, formula, "this payoff");
  return formula;
}

std::string label_of(const Work& work, const Term& term, const Term::Entry& entry) {
  std::string label = fmt::format("{}: {}", one_line(work.source, term.table->span),
                                  one_line(work.source, joined(entry.value.span, entry.payoff.span)));
  if (term.condition) label += " if " + one_line(work.source, term.condition->span);
  return label;
}

void check_entries(Work& work, const Term& term) {
  Named<Span> seen;
  for (const Term::Entry& entry : term.entries) {
    if (entry.value.text.empty()) continue;
    const auto [found, added] = seen.emplace(entry.value.text, entry.value.span);
    if (added) continue;
    say(work, {Kind::E021,
               fmt::format("value {} is listed twice", ticked(entry.value.text)),
               {entry.value.span, "again here"},
               {{found->second, "first here"}},
               "remove one of them"});
  }
}

// A row of a table is one term for each value it lists.
void build_row(Work& work, const Term& term, std::vector<PayoffRow>& rows) {
  const std::optional<VariableId> id = resolve_variable(work, *term.table);
  std::vector<VariableId> settled;
  if (id) settled.push_back(*id);
  const Formula condition = build_term_condition(work, term, settled);
  check_entries(work, term);
  if (id && work.model.variables[*id].kind == VariableKind::Counter) {
    say_misuse(work, fmt::format("{} is a number: it has no values to list", ticked(work.model.variables[*id].name)),
               term.table->span, "", "compute with it: `+ 0.1 * rounds`");
    return;
  }
  for (const Term::Entry& entry : term.entries) {
    Formula number = build_number(work, entry.payoff);
    const std::optional<ValueIndex> value = id ? resolve_value(work, *id, entry.value) : std::nullopt;
    if (!value) continue;
    PayoffTerm built;
    built.condition = both(is_formula(*id, *value, term.table->span), condition);
    built.number = std::move(number);
    built.label = label_of(work, term, entry);
    built.span = joined(entry.value.span, entry.payoff.span);
    built.line = place_of(work.source, built.span.begin).line;
    rows.push_back({std::move(built), std::nullopt});
  }
}

void build_term(Work& work, const Term& term, std::vector<PayoffRow>& rows) {
  if (term.table) return build_row(work, term, rows);
  PayoffRow row;
  const bool cares = reads_payoff(term.payoff);
  if (cares) row.caring = build_caring(work, term.payoff);
  if (!cares) row.term.number = build_number(work, term.payoff);
  row.term.condition = build_term_condition(work, term, {});
  row.term.label = one_line(work.source, term.span);
  row.term.span = term.span;
  row.term.line = place_of(work.source, term.span.begin).line;
  if (!cares || row.caring) rows.push_back(std::move(row));
}

}  // namespace

void build_payoffs(Work& work) {
  std::map<ActorId, Span> first;
  Table<ActorId, std::vector<PayoffRow>> written(work.model.actors.size(), {});
  for_each_statement<PayoffStatement>(work.tree, [&](const PayoffStatement& payoff, const Statement&) {
    const std::optional<ActorId> actor = resolve_actor(work, payoff.actor);
    std::vector<PayoffRow> rows;
    for (const Term& term : payoff.terms) build_term(work, term, rows);
    if (!actor) work.payoff_of_nobody = true;
    if (!actor) return;
    const auto [found, added] = first.emplace(*actor, payoff.actor.span);
    if (!added) {
      say_twice(work, "the payoff of " + payoff.actor.text, payoff.actor.span, found->second);
      work.diagnostics.back().help = "put all terms under one of them";
      return;
    }
    written[*actor] = std::move(rows);
    work.paid.insert(*actor);
  });
  put_payoffs(work, std::move(written));
}

}  // namespace demarche
