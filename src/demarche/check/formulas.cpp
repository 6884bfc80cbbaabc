#include "demarche/check/formulas.h"

#include "demarche/check/definitions.h"
#include "demarche/check/move_numbers.h"
#include "demarche/check/numbers.h"
#include "demarche/check/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace demarche {

namespace {

struct Writer {
  Work& work;
  Reads& reads;
  Formula& formula;

  void push(OpCode op, std::size_t count = 0, std::size_t index = 0, std::size_t first = 0, double number = 0) {
    formula.code.push_back({op, static_cast<std::uint16_t>(count), static_cast<std::uint32_t>(index),
                            static_cast<std::uint32_t>(first), number});
  }
  void push_nothing() { push(OpCode::Number, 0, 0, 0, std::numeric_limits<double>::quiet_NaN()); }
};

void write(Writer& out, const Expr& expr);
void write(Writer& out, const Cond& cond);

OpCode op_of(Expr::Op op) {
  switch (op) {
    case Expr::Op::Add:
      return OpCode::Add;
    case Expr::Op::Subtract:
      return OpCode::Subtract;
    case Expr::Op::Multiply:
      return OpCode::Multiply;
    case Expr::Op::Divide:
      return OpCode::Divide;
    case Expr::Op::Min:
      return OpCode::Min;
    default:
      return OpCode::Max;
  }
}

OpCode op_of(Order order) {
  switch (order) {
    case Order::AtLeast:
      return OpCode::AtLeast;
    case Order::AtMost:
      return OpCode::AtMost;
    case Order::Above:
      return OpCode::Above;
    default:
      return OpCode::Below;
  }
}

std::string_view words_of(Order order) {
  switch (order) {
    case Order::AtLeast:
      return "at least";
    case Order::AtMost:
      return "at most";
    case Order::Above:
      return "above";
    default:
      return "below";
  }
}

// A scale's numbers may themselves read parameters, which makes a comparison of the scale depend on them.
bool numbers_read_parameters(const Variable& variable) {
  return std::ranges::any_of(variable.values, [](const Value& value) { return reads_parameters(value.number); });
}

void write_reading(Writer& out, VariableId id, Span span) {
  const Variable& variable = out.work.model.variables[id];
  if (variable.has_numbers) {
    out.reads.variables.push_back({id, span});
    if (numbers_read_parameters(variable)) out.reads.parameters.push_back({span});
    out.push(OpCode::Reading, 0, id.value);
    return;
  }
  out.push_nothing();
  const bool scale = variable.kind == VariableKind::Scale;
  if (variable.values.empty()) return;
  std::string help =
      fmt::format("compare it with one of its values: `{} is {}`", variable.name, variable.values[0].name);
  if (scale) {
    help = fmt::format("give its levels numbers where it is declared: `scale {}: {} 0 < ...`", variable.name,
                       variable.values[0].name);
  }
  say_misuse(out.work, ticked(variable.name) + (scale ? " has no numbers to compute with" : " is not a number"), span,
             "", std::move(help));
  out.work.diagnostics.back().others.push_back({variable.span, "declared here"});
}

void write_definition(Writer& out, std::size_t row, Span use) {
  if (!write_out(out.work, row, use, out.formula, out.reads)) out.push_nothing();
}

void write_ref(Writer& out, const Ref& ref) {
  if (ref.second) {
    const std::optional<VariableId> variable = resolve_variable(out.work, ref);
    return variable ? write_reading(out, *variable, ref.span) : out.push_nothing();
  }
  const std::optional<Declared> symbol = resolve_plain(out.work, ref.first, Wanted::Number);
  if (!symbol) return out.push_nothing();
  if (symbol->kind == DeclaredKind::Variable) return write_reading(out, VariableId{symbol->row}, ref.span);
  if (symbol->kind == DeclaredKind::Parameter) {
    out.reads.parameters.push_back({ref.span});
    return out.push(OpCode::Parameter, 0, symbol->row);
  }
  if (symbol->kind == DeclaredKind::Number) return write_definition(out, symbol->row, ref.span);
  out.push_nothing();
  if (symbol->kind == DeclaredKind::Event) {
    say_misuse(out.work, fmt::format("{} is an event, not a number", ticked(ref.first.text)), ref.span, "",
               fmt::format("put it behind `if`, as in `1 if {}`", ref.first.text));
    out.work.diagnostics.back().others.push_back({symbol->span, "declared here"});
    return;
  }
  say_misuse(out.work, fmt::format("{} is an actor, not a number", ticked(ref.first.text)), ref.span, "",
             "put a parameter or a scale here");
}

void write_operation(Writer& out, const Expr& expr) {
  if (expr.args.empty()) return out.push_nothing();
  write(out, expr.args.front());
  for (std::size_t k = 1; k < expr.args.size(); ++k) {
    write(out, expr.args[k]);
    const bool extreme = expr.op == Expr::Op::Min || expr.op == Expr::Op::Max;
    out.push(op_of(expr.op), extreme ? 2 : 0);
  }
}

void write(Writer& out, const Expr& expr) {
  switch (expr.op) {
    case Expr::Op::Missing:
      return out.push_nothing();
    case Expr::Op::Number:
      return out.push(OpCode::Number, 0, 0, 0, expr.number);
    case Expr::Op::Ref:
      return write_ref(out, expr.ref);
    case Expr::Op::PayoffOf:
      out.push_nothing();
      return say_misuse(out.work, ticked(one_line(out.work.source, expr.span)) + " cannot stand here", expr.span, "",
                        "it stands on a line of a payoff, alone or multiplied: `+ 0.5 * payoff of NAME`");
    case Expr::Op::Negate:
    case Expr::Op::Exp:
      if (expr.args.empty()) return out.push_nothing();
      write(out, expr.args.front());
      return out.push(expr.op == Expr::Op::Negate ? OpCode::Negate : OpCode::Exp);
    default:
      return write_operation(out, expr);
  }
}

bool is_about_any_time(const Cond& cond) { return cond.times == Times::Ever || cond.times == Times::Never; }

void write_any_time(Writer& out, const Cond& cond, VariableId source) {
  const std::optional<VariableId> record = record_for(out.work, cond, source);
  if (!record) return out.push_nothing();
  out.push(OpCode::Is, 1, record->value, out.formula.values.size());
  out.formula.values.push_back(1);
  if (cond.times == Times::Never) out.push(OpCode::Not);
}

void write_is(Writer& out, const Cond& cond) {
  const std::optional<VariableId> id = resolve_variable(out.work, cond.ref);
  if (!id) return out.push_nothing();
  const Variable& variable = out.work.model.variables[*id];
  if (variable.kind == VariableKind::Counter) {
    say_misuse(out.work, fmt::format("{} is a number: it has no values to name", ticked(variable.name)), cond.span, "",
               fmt::format("compare it with a number: `{} >= 2`", variable.name));
    return out.push_nothing();
  }
  out.reads.variables.push_back({*id, cond.ref.span});
  if (is_about_any_time(cond)) return write_any_time(out, cond, *id);
  const std::optional<VariableId> read = cond.times == Times::Latest ? id : record_for(out.work, cond, *id);
  const std::size_t first = out.formula.values.size();
  for (const Name& name : cond.values) {
    if (const std::optional<ValueIndex> value = resolve_value(out.work, *id, name))
      out.formula.values.push_back(*value);
  }
  if (!read) return out.push_nothing();
  out.push(OpCode::Is, out.formula.values.size() - first, read->value, first);
  if (cond.negated) out.push(OpCode::Not);
}

// `is at least limited` as `is limited`.
std::vector<Fix> with_plain_is(const Cond& cond) {
  if (cond.values.empty() || cond.values.front().text.empty()) return {};
  return {possible_fix({cond.ref.span.end, cond.values.front().span.begin}, " is ")};
}

void write_ordered(Writer& out, const Cond& cond) {
  const std::optional<VariableId> id = resolve_variable(out.work, cond.ref);
  if (!id) return out.push_nothing();
  const Variable& variable = out.work.model.variables[*id];
  const bool is_numbered =
      (variable.kind == VariableKind::Trait || variable.kind == VariableKind::Move) && variable.has_numbers;
  const bool has_order = variable.kind == VariableKind::Scale || is_numbered;
  if (!has_order) {
    const bool counter = variable.kind == VariableKind::Counter;
    say(out.work,
        {Kind::E008,
         fmt::format("{} has no order, so `{}` means nothing for it", ticked(variable.name), words_of(cond.order)),
         {cond.ref.span, ""},
         {{variable.span, "declared here"}},
         counter ? fmt::format("compare it with a number: `{} >= 2`", variable.name)
                 : std::string("use `is`, or declare it with `scale`"),
         counter ? std::vector<Fix>() : with_plain_is(cond)});
    if (counter) out.work.diagnostics.back().message = ticked(variable.name) + " is a number: it has no levels to name";
    return out.push_nothing();
  }
  check_rising(out.work, *id, cond.ref.span, words_of(cond.order));
  out.reads.variables.push_back({*id, cond.ref.span});
  if (is_about_any_time(cond)) return write_any_time(out, cond, *id);
  const std::optional<VariableId> read = cond.times == Times::Latest ? id : record_for(out.work, cond, *id);
  const std::optional<ValueIndex> value =
      cond.values.empty() ? std::nullopt : resolve_value(out.work, *id, cond.values.front());
  if (!read) return out.push_nothing();
  out.push(op_of(cond.order), 0, read->value, value.value_or(0));
}

// How a name that is no event goes into a condition.
std::string as_condition(const Work& work, const Declared& symbol, const std::string& name) {
  if (symbol.kind == DeclaredKind::Actor) return fmt::format("name a move or trait of it: `{}.move is ...`", name);
  const bool variable = symbol.kind == DeclaredKind::Variable;
  const Variable* read = variable ? &work.model.variables[VariableId{symbol.row}] : nullptr;
  if (read == nullptr || read->kind == VariableKind::Counter || read->values.empty())
    return fmt::format("compare it with a number: `{} >= 1`", name);
  return fmt::format("say which value it has: `{} is {}`", name, read->values.front().name);
}

void write_event(Writer& out, const Name& name) {
  const bool known = out.work.names.plain.contains(name.text);
  const std::optional<Declared> symbol = resolve_plain(out.work, name, Wanted::Condition);
  if (symbol && symbol->kind == DeclaredKind::Event) return write_definition(out, symbol->row, name.span);
  out.push_nothing();
  if (!symbol || !known) return;
  say_misuse(out.work, fmt::format("{} is {}, not an event", ticked(name.text), kind_words(out.work, *symbol)),
             name.span, "", as_condition(out.work, *symbol, name.text));
  out.work.diagnostics.back().others.push_back({symbol->span, "declared here"});
}

// `X is a or war`, where `war` is an event and a value of X.
void check_value_or_event(Work& work, const Cond& before, const Cond& event) {
  const Cond& last = before.op == Cond::Op::And ? before.args.back() : before;
  if (event.op != Cond::Op::Event || last.op != Cond::Op::Is) return;
  const std::optional<VariableId> id = find_variable(work, last.ref);
  if (!id || !find_value(work, *id, event.ref.first.text)) return;
  const std::string& name = work.model.variables[*id].name;
  say_misuse(
      work,
      fmt::format("{} is an event and a value of {}: either may be meant", ticked(event.ref.first.text), ticked(name)),
      event.span, "",
      fmt::format("write the event first, `{0} or {1} is ...`, or give it another name", event.ref.first.text, name));
  work.diagnostics.back().others.push_back({last.ref.span, "has this value, too"});
}

void write_joined(Writer& out, const Cond& cond) {
  if (cond.args.empty()) return out.push_nothing();
  write(out, cond.args.front());
  for (std::size_t k = 1; k < cond.args.size(); ++k) {
    if (cond.op == Cond::Op::Or) check_value_or_event(out.work, cond.args[k - 1], cond.args[k]);
    write(out, cond.args[k]);
    out.push(cond.op == Cond::Op::And ? OpCode::And : OpCode::Or);
  }
}

void write_comparison(Writer& out, const Cond& cond) {
  for (const Expr& side : cond.sides) {
    const auto begin = static_cast<std::ptrdiff_t>(out.formula.code.size());
    write(out, side);
    const Formula number{{out.formula.code.begin() + begin, out.formula.code.end()}, {}, side.span};
    check_finite(out.work, number, "what is compared here");
  }
  if (cond.sides.size() == 2) out.push(op_of(cond.comparison));
}

void write(Writer& out, const Cond& cond) {
  switch (cond.op) {
    case Cond::Op::Missing:
      return out.push_nothing();
    case Cond::Op::Or:
    case Cond::Op::And:
      return write_joined(out, cond);
    case Cond::Op::Is:
      return write_is(out, cond);
    case Cond::Op::Ordered:
      return write_ordered(out, cond);
    case Cond::Op::Not:
      write_joined(out, cond);
      return out.push(OpCode::Not);
    case Cond::Op::Event:
      return write_event(out, cond.ref.first);
    case Cond::Op::Compare:
      write_comparison(out, cond);
  }
}

template <class Syntax>
Formula build(Work& work, const Syntax& syntax, Reads& reads) {
  Formula formula;
  formula.span = syntax.span;
  Writer out{work, reads, formula};
  write(out, syntax);
  if (depth_of(formula) <= max_formula_depth) return formula;
  say(work,
      {Kind::E022, "this formula is nested too deeply", {syntax.span, ""}, {}, "compute parts of it as parameters"});
  return not_a_number(syntax.span);
}

}  // namespace

OpCode op_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::Less:
      return OpCode::Less;
    case Comparison::LessEqual:
      return OpCode::LessEqual;
    case Comparison::Equal:
      return OpCode::Equal;
    case Comparison::GreaterEqual:
      return OpCode::GreaterEqual;
    default:
      return OpCode::Greater;
  }
}

Formula build_expression(Work& work, const Expr& expr, Reads& reads) { return build(work, expr, reads); }

Formula build_condition(Work& work, const Cond& cond, Reads& reads) { return build(work, cond, reads); }

Formula build_constant(Work& work, const Expr& expr, std::string_view what) {
  Reads reads;
  Formula formula = build_expression(work, expr, reads);
  if (reads.variables.empty()) return formula;
  const Read& read = reads.variables.front();
  say_misuse(work,
             fmt::format("{} cannot depend on {}: it is settled before the story begins", what,
                         ticked(work.model.variables[read.variable].name)),
             read.span, "", "use numbers and parameters only");
  return not_a_number(expr.span);
}

Formula build_guard(Work& work, const std::optional<Cond>& cond, Reads& reads) {
  if (!cond) return {};
  const std::size_t before = reads.parameters.size();
  Formula formula = build_condition(work, *cond, reads);
  if (reads.parameters.size() == before) return formula;
  const ReadParameter& read = reads.parameters[before];
  const Span named = read.defined.value_or(read.span);
  say(work, {Kind::E018,
             fmt::format("this condition reads {}, a number that is uncertain", ticked(one_line(work.source, named))),
             {read.span, "which steps and options there are cannot depend on a parameter"},
             {},
             "use the parameter in odds or payoffs, or condition on something that happens in the story"});
  label_definition(work, read.defined);
  return formula;
}

Formula not_a_number(Span span) {
  Formula formula;
  formula.span = span;
  formula.code.push_back({OpCode::Number, 0, 0, 0, std::numeric_limits<double>::quiet_NaN()});
  return formula;
}

Formula both(Formula left, const Formula& right) {
  if (right.code.empty()) return left;
  if (left.code.empty()) return right;
  append(right, left);
  left.code.push_back({OpCode::And});
  return left;
}

void append(const Formula& part, Formula& whole) {
  const auto offset = static_cast<std::uint32_t>(whole.values.size());
  for (Instruction step : part.code) {
    if (step.op == OpCode::Is) step.first += offset;
    whole.code.push_back(step);
  }
  whole.values.insert(whole.values.end(), part.values.begin(), part.values.end());
}

Formula is_formula(VariableId variable, ValueIndex value, Span span) {
  Formula formula;
  formula.span = span;
  formula.values.push_back(value);
  formula.code.push_back({OpCode::Is, 1, variable.value, 0});
  return formula;
}

}  // namespace demarche
