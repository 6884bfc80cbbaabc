#include "demarche/syntax/dump_parts.h"
#include "demarche/syntax/dump_steps.h"
#include "demarche/syntax/parse.h"

#include <string>
#include <variant>

#include <fmt/format.h>

namespace demarche {
namespace {

using namespace dumped;

std::string statement(const CrisisStatement& crisis) { return line(0, "crisis " + quoted(crisis.title)); }

std::string statement(const SourceStatement& source) {
  return line(0, fmt::format("source {}: {}", name(source.name), quoted(source.text)));
}

std::string statement(const ActorStatement& actor) {
  return line(0, fmt::format("actor {}{}", name(actor.name), actor.long_name ? " " + quoted(*actor.long_name) : ""));
}

std::string statement(const PartnerStatement& partner) {
  return line(0, "partner " + name(partner.name) + (partner.long_name ? " " + quoted(*partner.long_name) : ""));
}

std::string statement(const ParameterStatement& parameter) {
  std::string out = parameter.is_precision ? name(parameter.name) : "parameter " + name(parameter.name);
  out += " = " + expression(parameter.best);
  if (parameter.low) out += fmt::format(", {} to {}", expression(*parameter.low), expression(*parameter.high));
  if (parameter.distribution != DistributionKind::Normal) out += " " + word_of(parameter.distribution);
  if (parameter.note) out += " " + quoted(*parameter.note);
  if (parameter.source) out += " from " + name(*parameter.source);
  return line(0, out);
}

std::string statement(const ScaleStatement& scale) {
  std::string out = fmt::format("scale {}:", name(scale.name));
  std::string_view between = " ";
  for (const ScaleStatement::Level& level : scale.levels) {
    out += fmt::format("{}{}{}", between, name(level.value), level.number ? " " + expression(*level.number) : "");
    between = " < ";
  }
  if (scale.starts) out += ", starts " + name(*scale.starts);
  return line(0, out);
}

std::string statement(const PrivateStatement& trait) {
  const std::string head = line(0, "private " + ref(trait.trait));
  if (!trait.levels) return head + cases(trait.cases, 1);
  return head + line(1, levels(*trait.levels));
}

std::string statement(const UnknownStatement& unknown) {
  return line(0, fmt::format("unknown {}: {} levels around {} spread {}", name(unknown.name), unknown.num,
                             expression(unknown.around), expression(unknown.spread)));
}

std::string statement(const CorrelatedStatement& correlated) {
  return line(0, fmt::format("correlated {}: {}", names(correlated.names), expression(correlated.correlation)));
}

std::string statement(const EventStatement& event) {
  return line(0, fmt::format("event {}: {}", name(event.name), condition(event.condition)));
}

std::string statement(const NumberStatement& number) {
  return line(0, fmt::format("number {} = {}", name(number.name), expression(number.number)));
}

std::string thought_lines(const ThoughtStatement& thought, std::size_t depth) {
  const std::string head = fmt::format("{} thinks {}", name(thought.actor), ref(thought.about));
  if (thought.number) return line(depth, fmt::format("{} = {}", head, expression(*thought.number)));
  return line(depth, head) + cases(thought.cases, depth + 1);
}

std::string statement(const ThoughtStatement& thought) { return thought_lines(thought, 0); }

std::string statement(const StageStatement& stage) {
  return line(0, fmt::format("stage {}{}", quoted(stage.title), if_clause(stage.condition))) + steps(stage.steps, 1);
}

std::string term(const Term& term) {
  if (!term.table) return fmt::format("term {}{}", expression(term.payoff), if_clause(term.condition));
  std::string out = fmt::format("table {}:", ref(*term.table));
  std::string_view between = " ";
  for (const Term::Entry& entry : term.entries) {
    out += fmt::format("{}{} {}", between, name(entry.value), expression(entry.payoff));
    between = ", ";
  }
  return out + if_clause(term.condition);
}

std::string statement(const PayoffStatement& payoff) {
  std::string out = line(0, "payoff " + name(payoff.actor));
  for (const Term& one : payoff.terms) out += line(1, term(one));
  return out;
}

std::string plain_quantity(const QuantitySyntax& quantity) {
  if (!quantity.is_probability) return fmt::format("E({})", ref(quantity.what));
  return fmt::format("P({})", condition(quantity.event));
}

std::string quantity(const QuantitySyntax& asked) {
  if (asked.parts.empty()) return plain_quantity(asked);
  const char* sign = asked.op == QuantitySyntax::Op::Difference ? "-" : "/";
  return fmt::format("{} {} {}", plain_quantity(asked.parts.front()), sign, plain_quantity(asked.parts.back()));
}

std::string claim(const ClaimSyntax& claim) {
  const std::string said = claim.quantity ? fmt::format("{} {} {}", quantity(*claim.quantity),
                                                        sign_of(claim.comparison), expression(claim.bound))
                                          : condition(claim.event);
  return said + if_clause(claim.condition);
}

std::string claims(const EquilibriumStatement& equilibrium) {
  std::string all;
  for (const ClaimSyntax& one : equilibrium.claims) all += (all.empty() ? "" : ", ") + claim(one);
  return all;
}

std::string statement(const EquilibriumStatement& equilibrium) {
  return line(0, "equilibrium where " + claims(equilibrium));
}

std::string change(const Change& change) {
  switch (change.op) {
    case Change::Op::SetParameter:
      return line(1, fmt::format("set {} = {}", name(change.name), expression(change.value)));
    case Change::Op::WithoutLayer:
      return line(1, "without layer " + quoted(change.name));
    case Change::Op::Only:
      return line(1, fmt::format("only {}: {}", ref(change.ref), names(change.values)));
    case Change::Op::Public:
      return line(1, "public " + ref(change.ref));
    case Change::Op::Reveal:
      return line(1, fmt::format("reveal {} to {}", ref(change.ref), who(change.to)));
    case Change::Op::Equilibrium:
      return line(1, "equilibrium where " + claims(change.equilibrium));
    case Change::Op::Thought:
      return thought_lines(*change.thought, 1);
  }
  return line(1, "?");
}

std::string statement(const VariantStatement& variant) {
  std::string out = line(0, "variant " + name(variant.name));
  for (const Change& one : variant.changes) out += change(one);
  return out;
}

std::string swept(const SweepSyntax& sweep) {
  return fmt::format("{} from {} to {}", name(sweep.parameter), expression(sweep.from), expression(sweep.to));
}

std::string question_head(const QuestionStatement& question) {
  std::string head{traits_of(question.kind).word};
  if (question.kind == QuestionKind::Rank) head += " parameters";
  if (const auto& belief = question.belief)
    head += belief->value ? fmt::format(" belief of {} that {} is {}", name(belief->believer), ref(belief->trait),
                                        name(*belief->value))
                          : fmt::format(" of {} about {}", name(belief->believer), ref(belief->trait));
  if (const auto& sweep = question.sweep) {
    const auto& also = question.second_sweep;
    head += " " + swept(*sweep) + (also ? " and " + swept(*also) : "") + fmt::format(" in {}", sweep->num_steps) +
            (also ? fmt::format(" x {}", also->num_steps) : "") + " steps";
  }
  if (const auto& bounds = question.bounds)
    head += fmt::format(" between {} and {}", expression(bounds->from), expression(bounds->to));
  if (question.in_variant) head += " in " + name(*question.in_variant);
  for (const PlacedSyntax& placed : question.placed)
    head += fmt::format(" at {} = {}", name(placed.parameter), expression(placed.value));
  if (const auto& choice = question.choice) {
    head += fmt::format(" {} is {}", ref(choice->move), name(choice->value));
    if (choice->over) head += " over " + name(*choice->over);
  }
  if (const auto& setting = question.setting) {
    head += fmt::format(" with {} = {} rather than {}", name(setting->parameter), expression(setting->value),
                        expression(setting->over));
  }
  return head;
}

std::string statement(const QuestionStatement& question) {
  std::string out = line(0, question_head(question));
  for (const QuantitySyntax& one : question.quantities) out += line(1, quantity(one));
  if (question.given) out += line(1, "given " + condition(*question.given));
  if (question.forcing) {
    out += line(1, fmt::format("forcing {} to {}", ref(question.forcing->move), names(question.forcing->values)));
  }
  for (const ForcingSyntax& also : question.also_forced)
    out += line(1, fmt::format("and {} to {}", ref(also.move), names(also.values)));
  if (!question.across.empty()) out += line(1, "across " + names(question.across));
  if (question.seen_by) out += line(1, fmt::format("as {} sees it", name(*question.seen_by)));
  return out;
}

}  // namespace

std::string dump(const Tree& tree) {
  std::string out;
  for (const Statement& one : tree.statements) {
    out += std::visit([](const auto& what) { return statement(what); }, one.what);
  }
  return out;
}

}  // namespace demarche
