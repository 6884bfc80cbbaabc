#include "demarche/syntax/dump_steps.h"

#include "demarche/syntax/dump_parts.h"

#include <array>
#include <cstdlib>
#include <variant>

#include <fmt/format.h>

namespace demarche::dumped {
namespace {

std::string guard(const std::optional<Cond>& cond, bool otherwise) {
  return otherwise ? " otherwise" : if_clause(cond);
}

std::string step(const MoveStep& move, std::size_t depth) {
  constexpr std::array<std::string_view, 4> verbs{"chooses", "secretly chooses", "declares", "tells"};
  std::string head = fmt::format("move {} {}", name(move.actor), verbs[static_cast<std::size_t>(move.verb)]);
  if (!move.hearers.empty()) head += " " + names(move.hearers);
  std::string out = line(depth, fmt::format("{} {}{}", head, name(move.move), if_clause(move.condition)));
  if (move.levels) out += line(depth + 1, levels(*move.levels));
  for (const OptionSyntax& option : move.options) {
    const std::string number = option.number ? " " + expression(*option.number) : "";
    const std::string note = option.note ? " " + quoted(*option.note) : "";
    out +=
        line(depth + 1, fmt::format("option {}{}{}{}", name(option.value), number, note, if_clause(option.condition)));
  }
  return out;
}

std::string step(const SimultaneousStep& block, std::size_t depth) {
  return line(depth, "simultaneously") + steps(block.steps, depth + 1);
}

std::string step(const RepeatStep& repeat, std::size_t depth) {
  return line(depth, fmt::format("repeat {} as {}", repeat.times, name(repeat.counter))) +
         steps(repeat.steps, depth + 1);
}

std::string step(const ChanceStep& chance, std::size_t depth) {
  const std::string seen = chance.seen_by ? " seen by " + who(*chance.seen_by) : "";
  return line(depth, fmt::format("chance {}{}{}", name(chance.name), if_clause(chance.condition), seen)) +
         cases(chance.cases, depth + 1);
}

std::string row(const Salvo& salvo) {
  std::string out = "salvo";
  std::string_view between = " ";
  for (const Salvo::Item& item : salvo.items) {
    out += fmt::format("{}{} {}", between, expression(item.count), name(item.weapon));
    if (item.arrive) out += fmt::format(" of which {} arrive", expression(*item.arrive));
    between = ", ";
  }
  return out + if_clause(salvo.condition);
}

std::string modifier(std::string_view word, const std::optional<Expr>& number) {
  return number ? fmt::format(" {} {}", word, expression(*number)) : "";
}

std::string modifiers(const Layer::Item& item) {
  return modifier("cap", item.cap) + modifier("magazine", item.magazine) + modifier("shots", item.shots) +
         modifier("spread", item.spread);
}

std::string shared_magazine(const Layer::Magazine& magazine) {
  std::string out = " with magazine " + expression(magazine.shots);
  std::string_view between = " for ";
  for (const Name& weapon : magazine.weapons) {
    out += fmt::format("{}{}", between, name(weapon));
    between = " then ";
  }
  return out;
}

std::string row(const Layer& layer) {
  std::string out = "layer " + quoted(layer.name);
  if (layer.owner) out += " by " + name(*layer.owner);
  if (layer.looks_twice) out += " looks twice";
  if (layer.shared) out += shared_magazine(*layer.shared);
  out += if_clause(layer.presence) + ":";
  std::string_view between = " ";
  for (const Layer::Item& item : layer.items) {
    const std::string does = item.as_in ? "as in " + quoted(*item.as_in) : expression(item.stops);
    out += fmt::format("{}{} {}{}", between, name(item.weapon), does, modifiers(item));
    between = ", ";
  }
  return out + if_clause(layer.condition);
}

std::string row(const RegimeSyntax& regime) {
  std::string out = fmt::format("regime {} {}:", name(regime.name), expression(regime.weight));
  std::string_view between = " ";
  for (const RegimeSyntax::Factor& factor : regime.factors) {
    out += fmt::format("{}{} {}", between, quoted(factor.layer), expression(factor.factor));
    between = ", ";
  }
  return out;
}

std::string row(const Impact& impact) {
  std::string out = "impact";
  std::string_view between = " ";
  for (const Impact::Level& level : impact.levels) {
    out +=
        fmt::format("{}{} {}", between, name(level.value), level.up_to ? "up to " + expression(*level.up_to) : "above");
    between = ", ";
  }
  return out;
}

std::string step(const RaidStep& raid, std::size_t depth) {
  std::string out = line(depth, fmt::format("raid {}{}", name(raid.name), if_clause(raid.condition)));
  for (const Salvo& salvo : raid.salvos) out += line(depth + 1, row(salvo));
  for (const Layer& layer : raid.layers) out += line(depth + 1, row(layer));
  for (const RegimeSyntax& regime : raid.regimes) out += line(depth + 1, row(regime));
  for (const Impact& impact : raid.impacts) out += line(depth + 1, row(impact));
  return out;
}

std::string step(const VoteStep& vote, std::size_t depth) {
  const std::string sight =
      (vote.seen_by ? " seen by " + who(*vote.seen_by) : "") + (vote.in_secret ? " in secret" : "");
  const std::string veto = vote.veto ? ", veto " + who(*vote.veto) : "";
  std::string out =
      line(depth, fmt::format("vote {}{}{} passes with {} of {}{}", name(vote.name), if_clause(vote.condition), sight,
                              vote.passes_with, vote.num_members, veto));
  if (vote.voters) out += line(depth + 1, "voters " + who(*vote.voters));
  for (const VoteStep::Terms& terms : vote.terms) {
    const std::string actor = terms.actor ? name(*terms.actor) : "everyone";
    if (terms.votes_span.end > 0) out += line(depth + 2, fmt::format("{} has {} votes", actor, terms.votes));
    if (terms.may_abstain) out += line(depth + 2, actor + " may abstain");
  }
  for (const VoteStep::Others& others : vote.others) {
    out +=
        line(depth + 1, fmt::format("others yes {}{}", expression(others.yes), guard(others.guard, others.otherwise)));
  }
  return out;
}

std::string step(const RevealStep& reveal, std::size_t depth) {
  return line(depth, fmt::format("reveal {} to {}{}", ref(reveal.what), who(reveal.to), if_clause(reveal.condition)));
}

std::string step(const ScaleStep& scale, std::size_t depth) {
  if (scale.by) {
    return line(depth, fmt::format("scale {} {} by {}{}", name(scale.scale), *scale.by < 0 ? "falls" : "rises",
                                   std::abs(*scale.by), if_clause(scale.condition)));
  }
  const std::string_view verb = scale.rises ? "rises to" : "becomes";
  return line(depth,
              fmt::format("scale {} {} {}{}", name(scale.scale), verb, name(scale.value), if_clause(scale.condition)));
}

std::string step(const EndStep& end, std::size_t depth) { return line(depth, "end" + if_clause(end.condition)); }

}  // namespace

std::string line(std::size_t depth, const std::string& text) { return fmt::format("{:{}}{}\n", "", 2 * depth, text); }

std::string cases(const std::vector<Case>& cases, std::size_t depth) {
  std::string out;
  for (const Case& one : cases) {
    std::string text = "case";
    std::string_view between = " ";
    for (const Draw& draw : one.draws) {
      text += fmt::format("{}{} {}", between, name(draw.value), draw.odds ? expression(*draw.odds) : "rest");
      between = ", ";
    }
    out += line(depth, text + guard(one.guard, one.otherwise));
  }
  return out;
}

std::string steps(const std::vector<StepSyntax>& steps, std::size_t depth) {
  std::string out;
  for (const StepSyntax& one : steps) {
    out += std::visit([depth](const auto& what) { return step(what, depth); }, one.what);
  }
  return out;
}

}  // namespace demarche::dumped
