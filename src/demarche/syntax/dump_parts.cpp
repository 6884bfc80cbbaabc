#include "demarche/syntax/dump_parts.h"

#include <array>

#include <fmt/format.h>

namespace demarche::dumped {
namespace {

template <class Row, class Shown>
std::string joined(const std::vector<Row>& rows, std::string_view between, Shown shown) {
  std::string out;
  for (const Row& row : rows) out += fmt::format("{}{}", out.empty() ? "" : between, shown(row));
  return out;
}

std::string binary(const Expr& expr, std::string_view sign) {
  return fmt::format("({} {} {})", expression(expr.args[0]), sign, expression(expr.args[1]));
}

std::string call(const Expr& expr, std::string_view function) {
  return fmt::format("{}({})", function, joined(expr.args, ", ", expression));
}

std::string comparison(const Cond& cond) {
  return fmt::format("{} {} {}", expression(cond.sides[0]), sign_of(cond.comparison), expression(cond.sides[1]));
}

std::string_view times_before(const Cond& cond) {
  constexpr std::array<std::string_view, 5> words{"", "ever ", "never ", "first ", ""};
  return words[static_cast<std::size_t>(cond.times)];
}

std::string round_behind(const Cond& cond) {
  if (cond.times != Times::InRound) return "";
  return fmt::format(" in round {}{}", cond.round, cond.counter ? " of " + name(*cond.counter) : "");
}

std::string ordered(const Cond& cond) {
  constexpr std::array<std::string_view, 4> words{"at least", "at most", "above", "below"};
  return fmt::format("{}{} is {} {}{}", times_before(cond), ref(cond.ref), words[static_cast<std::size_t>(cond.order)],
                     names(cond.values), round_behind(cond));
}

std::string is_value(const Cond& cond) {
  return fmt::format("{}{} is {}{}{}", times_before(cond), ref(cond.ref), cond.negated ? "not " : "",
                     joined(cond.values, " or ", name), round_behind(cond));
}

}  // namespace

std::string_view sign_of(Comparison comparison) {
  constexpr std::array<std::string_view, 5> signs{"<", "<=", "=", ">=", ">"};
  return signs[static_cast<std::size_t>(comparison)];
}

std::string name(const Name& name) { return name.text.empty() ? "?" : name.text; }

std::string quoted(const Name& text) { return fmt::format("\"{}\"", text.text); }

std::string names(const std::vector<Name>& names) { return joined(names, ", ", name); }

std::string ref(const Ref& ref) {
  return ref.second ? fmt::format("{}.{}", name(ref.first), name(*ref.second)) : name(ref.first);
}

std::string expression(const Expr& expr) {
  switch (expr.op) {
    case Expr::Op::Missing:
      return "?";
    case Expr::Op::Number:
      return expr.literal;
    case Expr::Op::Ref:
      return ref(expr.ref);
    case Expr::Op::Negate:
      return fmt::format("-{}", expression(expr.args[0]));
    case Expr::Op::Add:
      return binary(expr, "+");
    case Expr::Op::Subtract:
      return binary(expr, "-");
    case Expr::Op::Multiply:
      return binary(expr, "*");
    case Expr::Op::Divide:
      return binary(expr, "/");
    case Expr::Op::Min:
      return call(expr, "min");
    case Expr::Op::Max:
      return call(expr, "max");
    case Expr::Op::Exp:
      return call(expr, "exp");
    case Expr::Op::PayoffOf:
      return "payoff of " + ref(expr.ref);
  }
  return "?";
}

std::string condition(const Cond& cond) {
  switch (cond.op) {
    case Cond::Op::Missing:
      return "?";
    case Cond::Op::Or:
      return fmt::format("({})", joined(cond.args, " or ", condition));
    case Cond::Op::And:
      return fmt::format("({})", joined(cond.args, " and ", condition));
    case Cond::Op::Not:
      return fmt::format("not ({})", condition(cond.args[0]));
    case Cond::Op::Is:
      return is_value(cond);
    case Cond::Op::Ordered:
      return ordered(cond);
    case Cond::Op::Compare:
      return comparison(cond);
    case Cond::Op::Event:
      return ref(cond.ref);
  }
  return "?";
}

std::string levels(const LevelsSyntax& levels) {
  const bool is_even = levels.law == LevelLaw::Even;
  return fmt::format("{} levels {} {} {} {}", levels.num, is_even ? "from" : "around", expression(levels.first),
                     is_even ? "to" : "spread", expression(levels.second));
}

std::string who(const Who& who) { return who.everyone ? "everyone" : names(who.actors); }

std::string if_clause(const std::optional<Cond>& cond) { return cond ? fmt::format(" if {}", condition(*cond)) : ""; }

}  // namespace demarche::dumped
