#include "demarche/check/caring.h"

#include "demarche/check/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t most_terms = 100'000;                    // of all payoffs together
constexpr std::size_t most_instructions_of_terms = 2'000'000;  // of their formulas

// One line cannot be more than a payoff, alone or multiplied: what would `max(0, payoff of B)` be made of?
void say_not_a_multiple(Work& work, const Expr& expr) {
  say_misuse(work, ticked(one_line(work.source, expr.span)) + " is more than another's payoff times a number",
             expr.span, "", "write it on a line of its own, alone or multiplied: `+ 0.5 * payoff of NAME`");
}

void append(std::vector<Instruction>& code, const Formula& formula) {
  code.insert(code.end(), formula.code.begin(), formula.code.end());
}

Formula build_factor(Work& work, const Expr& expr) {
  Reads reads;
  Formula factor = build_expression(work, expr, reads);
  check_finite(work, factor, "what the payoff is multiplied by");
  return factor;
}

bool split(Work& work, const Expr& expr, Caring& caring) {
  switch (expr.op) {
    case Expr::Op::PayoffOf: {
      const std::optional<ActorId> of = resolve_actor(work, expr.ref.first);
      caring.of = of.value_or(ActorId{});
      return of.has_value();
    }
    case Expr::Op::Negate:
      if (!split(work, expr.args[0], caring)) return false;
      caring.after.push_back({OpCode::Negate});
      return true;
    case Expr::Op::Multiply:
    case Expr::Op::Divide: {
      const bool is_product = expr.op == Expr::Op::Multiply;
      const bool is_first = reads_payoff(expr.args[0]);
      const Expr& factor = expr.args[is_first ? 1 : 0];
      if (reads_payoff(factor) || (!is_first && !is_product)) break;
      const Formula built = build_factor(work, factor);
      if (!is_first) append(caring.before, built);
      if (!split(work, expr.args[is_first ? 0 : 1], caring)) return false;
      if (is_first) append(caring.after, built);
      caring.after.push_back({is_product ? OpCode::Multiply : OpCode::Divide});
      return true;
    }
    default:
      break;
  }
  say_not_a_multiple(work, expr);
  return false;
}

enum class Visit : std::uint8_t { Waiting, Open, Done };

struct Expansion {
  Work& work;
  Table<ActorId, std::vector<PayoffRow>> rows;
  Table<ActorId, Visit> visits;
  std::vector<std::pair<ActorId, Span>> path;  // who cares for whom on the way here, and where that is written
  std::size_t num_terms = 0;
  std::size_t num_instructions = 0;
  bool is_full = false;  // and that was said
};

const std::string& name_of(const Expansion& expansion, ActorId actor) {
  return expansion.work.model.actors[actor].name;
}

// The row at which the path comes back to an actor on it.
void say_circle(Expansion& expansion, const PayoffRow& row) {
  const ActorId first = row.caring->of;
  auto from = std::ranges::find(expansion.path, first, &std::pair<ActorId, Span>::first);
  std::string text;
  std::vector<Label> others;
  for (auto at = from; at != expansion.path.end(); ++at) {
    text += name_of(expansion, at->first) + " cares for ";
    if (std::next(at) != expansion.path.end())
      others.push_back({at->second, name_of(expansion, at->first) + " does so here"});
  }
  say(expansion.work, {Kind::E023,
                       fmt::format("the payoff of {} is made of itself: {}{}", name_of(expansion, first), text,
                                   name_of(expansion, first)),
                       {row.term.span, ""},
                       std::move(others),
                       "leave out one of these lines: payoffs would be worked out for ever"});
}

void say_too_many(Expansion& expansion, const PayoffRow& row) {
  if (std::exchange(expansion.is_full, true)) return;
  say(expansion.work, {Kind::E022,
                       "payoffs within payoffs come to more than 100,000 terms, or to formulas too long",
                       {row.term.span, ""},
                       {},
                       "care for fewer actors that care for others"});
}

Formula multiplied(const Caring& caring, const Formula& number, Span span) {
  Formula formula{caring.before, {}, span};
  append(formula.code, number);
  formula.code.insert(formula.code.end(), caring.after.begin(), caring.after.end());
  return formula;
}

void take_over(Expansion& expansion, const PayoffRow& row, const PayoffTerm& other, std::vector<PayoffTerm>& terms) {
  PayoffTerm term = other;
  term.number = multiplied(*row.caring, other.number, row.term.span);
  term.condition = both(other.condition, row.term.condition);
  term.span = row.term.span;
  term.by = CaringLine{row.term.label, row.term.line};
  expansion.num_terms += 1;
  expansion.num_instructions += term.number.code.size() + term.condition.code.size();
  const bool is_deep = depth_of(term.number) > max_formula_depth || depth_of(term.condition) > max_formula_depth;
  if (is_deep || expansion.num_terms > most_terms || expansion.num_instructions > most_instructions_of_terms)
    return say_too_many(expansion, row);
  terms.push_back(std::move(term));
}

// No deeper than there are actors.
void expand(Expansion& expansion, ActorId actor) {
  expansion.visits[actor] = Visit::Open;
  std::vector<PayoffTerm> terms;
  for (PayoffRow& row : expansion.rows[actor]) {
    if (!row.caring) {
      terms.push_back(std::move(row.term));
      continue;
    }
    const ActorId of = row.caring->of;
    expansion.path.emplace_back(actor, row.term.span);
    if (expansion.visits[of] == Visit::Open) say_circle(expansion, row);
    if (expansion.visits[of] == Visit::Waiting) expand(expansion, of);
    expansion.path.pop_back();
    if (expansion.visits[of] != Visit::Done || expansion.is_full) continue;
    for (const PayoffTerm& other : expansion.work.model.payoffs[of]) take_over(expansion, row, other, terms);
  }
  std::vector<PayoffTerm>& payoff = expansion.work.model.payoffs[actor];  // steps may have put terms there, too
  payoff.insert(payoff.end(), std::make_move_iterator(terms.begin()), std::make_move_iterator(terms.end()));
  expansion.visits[actor] = Visit::Done;
}

}  // namespace

bool reads_payoff(const Expr& expr) {
  return expr.op == Expr::Op::PayoffOf || std::ranges::any_of(expr.args, reads_payoff);
}

std::optional<Caring> build_caring(Work& work, const Expr& expr) {
  Caring caring;
  if (!split(work, expr, caring)) return std::nullopt;
  return caring;
}

void put_payoffs(Work& work, Table<ActorId, std::vector<PayoffRow>> rows) {
  const std::size_t num_actors = rows.size();
  Expansion expansion{work, std::move(rows), Table<ActorId, Visit>(num_actors, Visit::Waiting), {}};
  for (std::size_t row = 0; row < num_actors; ++row) {
    if (expansion.visits[ActorId{row}] == Visit::Waiting) expand(expansion, ActorId{row});
  }
}

}  // namespace demarche
