#include "demarche/check/quantities.h"

#include "demarche/check/definitions.h"

#include <fmt/format.h>

namespace demarche {

namespace {

// E(A.resolve), of a trait with numbers.
void build_expectation_of_trait(Work& work, const Ref& ref, Quantity& quantity) {
  quantity.op = Quantity::Op::Reading;
  const std::optional<VariableId> id = resolve_variable(work, ref);
  if (!id) return;
  quantity.variable = *id;
  const Variable& variable = work.model.variables[*id];
  if (variable.has_numbers) return;
  const bool trait = variable.kind == VariableKind::Trait;
  say_misuse(work,
             trait
                 ? ticked(variable.name) + " has no numbers to take the mean of"
                 : fmt::format("{} is {}: it has no expected value", ticked(variable.name), kind_words(variable.kind)),
             ref.span, "", fmt::format("ask `P({} is ...)`", variable.name));
  work.diagnostics.back().others.push_back({variable.span, "declared here"});
}

// E(loss), of a number that goes by a name.
void build_expectation_of_number(Work& work, std::size_t definition, Span use, Quantity& quantity) {
  Reads reads;
  quantity.op = Quantity::Op::Formula;
  quantity.number.span = use;
  write_out(work, definition, use, quantity.number, reads);
}

// E(...) of an actor is its payoff; of a scale, a count of rounds or a trait, the expected number.
void build_expectation(Work& work, const Name& name, Quantity& quantity) {
  const std::optional<Declared> symbol = resolve_plain(work, name, Wanted::Expectation);
  if (!symbol) return;
  if (symbol->kind == DeclaredKind::Actor) {
    quantity.op = Quantity::Op::Payoff;
    quantity.actor = ActorId{symbol->row};
    return;
  }
  if (symbol->kind == DeclaredKind::Number) return build_expectation_of_number(work, symbol->row, name.span, quantity);
  quantity.op = Quantity::Op::Reading;
  if (symbol->kind == DeclaredKind::Variable) quantity.variable = VariableId{symbol->row};
  const bool reading =
      symbol->kind == DeclaredKind::Variable && work.model.variables[VariableId{symbol->row}].has_numbers;
  if (reading) return;
  const bool scale = symbol->kind == DeclaredKind::Variable &&
                     work.model.variables[VariableId{symbol->row}].kind == VariableKind::Scale;
  const std::string message =
      scale ? ticked(name.text) + " has no numbers to take the mean of"
            : fmt::format("{} is {}: it has no expected value", ticked(name.text), kind_words(work, *symbol));
  say_misuse(work, message, name.span, "",
             symbol->kind == DeclaredKind::Event ? fmt::format("ask `P({})`", name.text)
             : scale ? fmt::format("give its levels numbers, or ask `P({} is ...)`", name.text)
                     : std::string("name an actor, for its payoff, or a scale with numbers"));
  work.diagnostics.back().others.push_back({symbol->span, "declared here"});
}

Quantity build_plain_quantity(Work& work, const QuantitySyntax& syntax) {
  Quantity quantity;
  quantity.text = one_line(work.source, syntax.span);
  if (syntax.is_probability) {
    quantity.event = build_event(work, syntax.event);
  } else if (syntax.what.second) {
    build_expectation_of_trait(work, syntax.what, quantity);
  } else {
    build_expectation(work, syntax.what.first, quantity);
  }
  return quantity;
}

// A probability less a payoff is nothing.
void check_parts(Work& work, const QuantitySyntax& syntax) {
  const QuantitySyntax& one = syntax.parts.front();
  const QuantitySyntax& other = syntax.parts.back();
  if (syntax.op != QuantitySyntax::Op::Difference || one.is_probability == other.is_probability) return;
  const auto words = [](const QuantitySyntax& part) { return part.is_probability ? "a probability" : "a mean"; };
  say_misuse(work, fmt::format("{} less {} is no number of anything", words(one), words(other)), other.span, "",
             "take the difference of two probabilities, or of two means");
  work.diagnostics.back().others.push_back({one.span, fmt::format("{} here", words(one))});
}

}  // namespace

Formula build_event(Work& work, const Cond& cond) {
  Reads reads;
  check_presence(work, cond, Where{}, {});
  return build_condition(work, cond, reads);
}

Quantity build_quantity(Work& work, const QuantitySyntax& syntax) {
  if (syntax.parts.empty()) return build_plain_quantity(work, syntax);
  Quantity quantity;
  quantity.op = syntax.op == QuantitySyntax::Op::Difference ? Quantity::Op::Difference : Quantity::Op::Ratio;
  quantity.text = one_line(work.source, syntax.span);
  for (const QuantitySyntax& part : syntax.parts) quantity.parts.push_back(build_plain_quantity(work, part));
  if (syntax.parts.size() == 2) check_parts(work, syntax);
  return quantity;
}

}  // namespace demarche
