#include "demarche/check/order.h"
#include "demarche/check/resolve.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

// What is known to have happened where a part of a condition is read.
struct Known {
  Work& work;
  const Where& where;
  std::set<int> gates;
  std::optional<Span> use{};  // of the name in whose definition the part stands
};

// What every step that settles the variable must have passed: once it is known to be settled, these are known too.
std::set<int> gates_to(const Work& work, VariableId id) {
  std::optional<std::set<int>> common;
  for (const Setting& setting : work.settings[id]) {
    const std::set<int> gates(setting.where.gates.begin(), setting.where.gates.end());
    if (!common) common = gates;
    std::erase_if(*common, [&](int gate) { return !gates.contains(gate); });
  }
  return common.value_or(std::set<int>{});
}

// A scale above its first level was moved, but which step did it is not followed.
bool tells_that_it_happened(const Work& work, VariableId id) {
  return work.model.variables[id].kind != VariableKind::Scale;
}

bool surely_happened(const Known& known, VariableId id) {
  const Variable& variable = known.work.model.variables[id];
  if (variable.kind == VariableKind::Scale || variable.kind == VariableKind::Trait) return true;
  const auto comes_first = [&](const Setting& setting) { return setting.where.order < known.where.order; };
  if (std::ranges::none_of(known.work.settings[id], comes_first)) return true;  // E007 speaks of it
  return std::ranges::any_of(known.work.settings[id], [&](const Setting& setting) {
    return comes_first(setting) &&
           std::ranges::all_of(setting.where.gates, [&](int gate) { return known.gates.contains(gate); });
  });
}

void add_gates_to(Known& known, VariableId id) {
  if (tells_that_it_happened(known.work, id)) known.gates.merge(gates_to(known.work, id));
}

// What an event stands for; null where that is not to be walked through.
const Cond* written_out(Work& work, const Cond& event) {
  const Definiens* definiens = find_definition(work, event.ref);
  const bool known = definiens != nullptr && definiens->is_sound && definiens->condition != nullptr;
  if (!known || work.presence_left == 0) return nullptr;
  --work.presence_left;
  return definiens->condition;
}

// The parts of a conjunction that name values tell that these steps were taken.
void add_facts(Known& known, const Cond& cond) {
  if (cond.op == Cond::Op::Event) {
    if (const Cond* meant = written_out(known.work, cond)) add_facts(known, *meant);
    return;
  }
  if (cond.op == Cond::Op::And) {
    for (const Cond& part : cond.args) add_facts(known, part);
  }
  if (cond.op != Cond::Op::Is && cond.op != Cond::Op::Ordered) return;
  if (cond.times == Times::Never || (cond.negated && cond.times != Times::Ever)) return;
  if (const std::optional<VariableId> id = find_variable(known.work, cond.ref)) add_gates_to(known, *id);
}

// The values that are not named, where they are few enough to be written instead.
std::string other_values(const Work& work, const Cond& cond, VariableId id) {
  std::vector<std::string> rest;
  for (const Value& value : work.model.variables[id].values) {
    const bool named = std::ranges::any_of(cond.values, [&](const Name& name) { return name.text == value.name; });
    if (!named) rest.push_back(value.name);
  }
  if (rest.empty() || rest.size() > 3) return {};
  return fmt::format("{} is {}", work.model.variables[id].name, fmt::join(rest, " or "));
}

bool compares(Comparison comparison, double left, double right) {
  switch (comparison) {
    case Comparison::Less:
      return left < right;
    case Comparison::LessEqual:
      return left <= right;
    case Comparison::Equal:
      return left == right;
    case Comparison::GreaterEqual:
      return left >= right;
    default:
      return left > right;
  }
}

std::optional<double> written_number(const Expr& expr) {
  if (expr.op == Expr::Op::Number) return expr.number;
  if (expr.op != Expr::Op::Negate) return std::nullopt;
  const std::optional<double> number = written_number(expr.args.front());
  return number ? std::optional(-*number) : std::nullopt;
}

// The move that a comparison with a plain number reads, where it also holds of 0, as which the move reads before it has
// happened.
std::optional<VariableId> move_held_at_zero(const Work& work, const Cond& cond) {
  if (cond.op != Cond::Op::Compare || cond.sides.size() != 2) return std::nullopt;
  const bool first = cond.sides[0].op == Expr::Op::Ref;
  const Expr& read = cond.sides[first ? 0 : 1];
  const std::optional<double> number = written_number(cond.sides[first ? 1 : 0]);
  const std::optional<VariableId> id = read.op == Expr::Op::Ref ? find_variable(work, read.ref) : std::nullopt;
  if (!number || !id || work.model.variables[*id].kind != VariableKind::Move) return std::nullopt;
  return compares(cond.comparison, first ? 0 : *number, first ? *number : 0) ? id : std::nullopt;
}

void check_comparison(Known& known, const Cond& cond) {
  const std::optional<VariableId> id = move_held_at_zero(known.work, cond);
  if (!id || surely_happened(known, *id)) return;
  const Variable& move = known.work.model.variables[*id];
  const std::string happens =
      move.levels ? fmt::format(" and {} is at least {}", move.name, move.values.front().name) : std::string();
  const std::string text = one_line(known.work.source, cond.span);
  say(known.work,
      {Kind::W103,
       fmt::format("{} is also true when {} never happens, as its number is 0 then", ticked(text), ticked(move.name)),
       {cond.span, ""},
       {{known.work.settings[*id].front().span, "may not be reached"}},
       happens.empty() ? fmt::format("fine if intended; else also test that {} happens", ticked(move.name))
                       : fmt::format("fine if intended; else write {}", ticked(text + happens)),
       happens.empty() ? std::vector<Fix>() : std::vector{possible_fix({cond.span.end, cond.span.end}, happens)}});
}

void check_part(Known& known, const Cond& cond);

void check_event(const Known& known, const Cond& event) {
  const Cond* meant = written_out(known.work, event);
  if (meant == nullptr) return;
  Known inside = known;
  if (!inside.use) inside.use = event.span;
  add_facts(inside, *meant);
  check_part(inside, *meant);
}

void check_part(Known& known, const Cond& cond) {
  check_comparison(known, cond);
  if (cond.op == Cond::Op::Event) check_event(known, cond);
  if (cond.op == Cond::Op::Or) {
    for (const Cond& part : cond.args) {
      Known inside = known;
      add_facts(inside, part);
      check_part(inside, part);
    }
  }
  if (cond.op == Cond::Op::And) {
    for (const Cond& part : cond.args) check_part(known, part);
  }
  const bool any_time = cond.times == Times::Ever || cond.times == Times::Never;
  if (cond.op != Cond::Op::Is || !cond.negated || any_time) return;
  const std::optional<VariableId> id = find_variable(known.work, cond.ref);
  if (!id || surely_happened(known, *id)) return;
  const std::string& name = known.work.model.variables[*id].name;
  const std::string others = other_values(known.work, cond, *id);
  say(known.work, {Kind::W103,
                   fmt::format("{} is also true when {} never happens", ticked(one_line(known.work.source, cond.span)),
                               ticked(name)),
                   {cond.span, ""},
                   {{known.work.settings[*id].front().span, "may not be reached"}},
                   others.empty() ? fmt::format("fine if intended; else also test that {} happens", ticked(name))
                                  : fmt::format("fine if intended; else write `{}`", others),
                   others.empty() ? std::vector<Fix>() : std::vector{possible_fix(cond.span, others)}});
  if (known.use) known.work.diagnostics.back().others.push_back({*known.use, "used here"});
}

}  // namespace

void check_presence(Work& work, const std::optional<Cond>& cond, const Where& where,
                    const std::vector<VariableId>& settled) {
  if (!cond) return;
  Known known{work, where, std::set<int>(where.gates.begin(), where.gates.end())};
  for (const VariableId id : settled) add_gates_to(known, id);
  add_facts(known, *cond);
  check_part(known, *cond);
}

}  // namespace demarche
