#include "demarche/model/model.h"

#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <iterator>

namespace demarche {

namespace {

struct Page {
  const Model& model;
  std::string text;
};

template <class... Parts>
void line(Page& page, int depth, fmt::format_string<Parts...> format, Parts&&... parts) {
  page.text.append(static_cast<std::size_t>(depth) * 2, ' ');
  fmt::format_to(std::back_inserter(page.text), format, std::forward<Parts>(parts)...);
  page.text += '\n';
}

std::string when(const Page& page, const Formula& condition) {
  return condition.code.empty() ? "" : " if " + text_of(page.model, condition);
}

std::string names_of(const Page& page, ActorSet set) {
  std::string names;
  for (std::size_t row = 0; row < page.model.actors.size(); ++row) {
    if (contains(set, ActorId{row})) names += (names.empty() ? "" : ", ") + page.model.actors[ActorId{row}].name;
  }
  return names.empty() ? "nobody" : names;
}

const std::string& name_of(const Page& page, VariableId id) { return page.model.variables[id].name; }

const std::string& value_of(const Page& page, VariableId id, ValueIndex value) {
  return page.model.variables[id].values[value].name;
}

void dump_steps(Page& page, const std::vector<Step>& steps, int depth);

void dump_cases(Page& page, VariableId id, const std::vector<DrawCase>& cases, int depth) {
  if (page.model.variables[id].levels) return line(page, depth, "each as likely as any");
  for (const DrawCase& row : cases) {
    std::string draws;
    for (const DrawCase::Draw& draw : row.draws) {
      draws += draws.empty() ? "" : ", ";
      draws += value_of(page, id, draw.value) + " " + (draw.odds ? text_of(page.model, *draw.odds) : "rest");
    }
    line(page, depth, "{}{}{}", draws, when(page, row.guard), row.otherwise ? " otherwise" : "");
  }
}

void dump_move(Page& page, const Move& move, const Formula& condition, int depth) {
  line(page, depth, "{} {}{}, seen by {}", move.is_message ? "message" : "move", name_of(page, move.variable),
       when(page, condition), names_of(page, move.seen_by));
  if (page.model.variables[move.variable].levels) return line(page, depth + 1, "any of its levels");
  for (const MoveOption& option : move.options) {
    line(page, depth + 1, "{}{}", value_of(page, move.variable, option.value), when(page, option.condition));
  }
}

std::string by_weapon(const Page& page, const Raid& raid, const std::vector<Formula>& numbers) {
  std::string text;
  for (std::size_t row = 0; row < numbers.size() && row < raid.weapons.size(); ++row) {
    if (numbers[row].code.empty()) continue;
    text += (text.empty() ? "" : ", ") + raid.weapons[row] + " " + text_of(page.model, numbers[row]);
  }
  return text;
}

std::string modifier(const Page& page, std::string_view word, const Formula& number) {
  return number.code.empty() ? "" : fmt::format(" {} {}", word, text_of(page.model, number));
}

std::string engagements_text(const Page& page, const Raid& raid, const Raid::Layer& layer) {
  std::string text;
  for (std::size_t row = 0; row < raid.weapons.size(); ++row) {
    const Raid::Engagement& one = layer.by_weapon[row];
    if (one.stops.code.empty()) continue;
    text += (text.empty() ? "" : ", ") + raid.weapons[row] + " " + text_of(page.model, one.stops);
    if (!one.as_in.empty()) text += " as in \"" + one.as_in + "\"";
    text += modifier(page, "cap", one.cap) + modifier(page, "magazine", one.magazine);
    text += modifier(page, "shots", one.shots) + modifier(page, "spread", one.spread);
  }
  return text;
}

std::string layer_head(const Page& page, const Raid& raid, const Raid::Layer& layer) {
  std::string text = fmt::format("layer \"{}\"", layer.name);
  if (!layer.owner.empty()) text += " by " + layer.owner;
  if (layer.looks_twice) text += " looks twice";
  if (layer.shared_magazine.code.empty()) return text;
  text += " with magazine " + text_of(page.model, layer.shared_magazine) + " for ";
  for (std::size_t k = 0; k < layer.served_by.size(); ++k) {
    text += (k == 0 ? "" : " then ") + raid.weapons[layer.served_by[k]];
  }
  return text;
}

void dump_regime(Page& page, const Raid::Regime& regime, int depth) {
  std::string factors;
  for (const Raid::Factor& one : regime.factors) {
    factors += fmt::format("{}\"{}\" {}", factors.empty() ? "" : ", ", one.layer, text_of(page.model, one.factor));
  }
  line(page, depth, "regime {} {}: {}", regime.name, text_of(page.model, regime.weight), factors);
}

void dump_raid(Page& page, const Raid& raid, const Formula& condition, int depth) {
  line(page, depth, "raid {}{}, seen by {}", name_of(page, raid.variable), when(page, condition),
       names_of(page, raid.seen_by));
  for (const Raid::Salvo& salvo : raid.salvos) {
    const std::string arrive = by_weapon(page, raid, salvo.arrive);
    line(page, depth + 1, "salvo: {}{}{}", by_weapon(page, raid, salvo.counts),
         arrive.empty() ? "" : "; of which arrive: " + arrive, when(page, salvo.condition));
  }
  for (const Raid::Layer& layer : raid.layers) {
    line(page, depth + 1, "{}: {}{}", layer_head(page, raid, layer), engagements_text(page, raid, layer),
         when(page, layer.condition));
  }
  for (const Raid::Regime& regime : raid.regimes) dump_regime(page, regime, depth + 1);
  for (const Raid::Level& level : raid.levels) {
    const std::string bound = level.up_to ? "up to " + text_of(page.model, *level.up_to) : "above";
    line(page, depth + 1, "level {} {}", value_of(page, raid.variable, level.value), bound);
  }
}

void dump_vote(Page& page, const Vote& vote, const Formula& condition, int depth) {
  const std::string veto = vote.veto == 0 ? "" : ", veto " + names_of(page, vote.veto);
  line(page, depth, "vote {}{}: {} of {}{}, seen by {}", name_of(page, vote.variable), when(page, condition),
       vote.passes_with, vote.num_members, veto, names_of(page, vote.seen_by));
  for (std::size_t row = 0; row < vote.ballots.size(); ++row) {
    dump_move(page, vote.ballots[row], {}, depth + 1);
    if (vote.votes[row] != 1) line(page, depth + 2, "{} votes", vote.votes[row]);
  }
  for (const Vote::Others& row : vote.others) {
    line(page, depth + 1, "others yes {}{}", text_of(page.model, row.yes), when(page, row.guard));
  }
}

void dump_step(Page& page, const Step& step, int depth) {
  const std::string under = when(page, step.condition);
  std::visit(Overloaded{
                 [&](const Move& move) { dump_move(page, move, step.condition, depth); },
                 [&](const Raid& raid) { dump_raid(page, raid, step.condition, depth); },
                 [&](const Vote& vote) { dump_vote(page, vote, step.condition, depth); },
                 [&](const Simultaneous& block) {
                   line(page, depth, "simultaneously");
                   dump_steps(page, block.steps, depth + 1);
                 },
                 [&](const Repeat& repeat) {
                   line(page, depth, "repeat up to {} times as {}", repeat.times, name_of(page, repeat.counter));
                   dump_steps(page, repeat.steps, depth + 1);
                 },
                 [&](const Chance& chance) {
                   line(page, depth, "draw {}{}, seen by {}", name_of(page, chance.variable), under,
                        names_of(page, chance.seen_by));
                   dump_cases(page, chance.variable, chance.cases, depth + 1);
                   for (const Thought& thought : chance.thoughts) {
                     line(page, depth + 1, "{} thinks", page.model.actors[thought.actor].name);
                     dump_cases(page, chance.variable, thought.cases, depth + 2);
                   }
                 },
                 [&](const Reveal& reveal) {
                   line(page, depth, "reveal {} to {}{}", name_of(page, reveal.variable), names_of(page, reveal.to),
                        under);
                 },
                 [&](const ScaleChange& change) { line(page, depth, "{}{}", text_of(page.model, change), under); },
                 [&](const End&) { line(page, depth, "end{}", under); },
             },
             step.what);
}

void dump_steps(Page& page, const std::vector<Step>& steps, int depth) {
  for (const Step& step : steps) dump_step(page, step, depth);
}

void dump_parameter(Page& page, const Parameter& parameter) {
  std::string text = text_of(page.model, parameter.best);
  if (parameter.low && parameter.high) {
    text += fmt::format(", {} to {}", text_of(page.model, *parameter.low), text_of(page.model, *parameter.high));
    if (parameter.distribution != DistributionKind::Normal) text += " " + word_of(parameter.distribution);
  }
  if (!parameter.note.empty()) text += " \"" + parameter.note + "\"";
  if (parameter.source) text += " from " + page.model.citations[*parameter.source].name;
  line(page, 0, "{} {} = {}", parameter.is_precision ? "precision" : "parameter", parameter.name, text);
}

const char* kind_word(VariableKind kind) {
  switch (kind) {
    case VariableKind::Trait:
      return "trait";
    case VariableKind::Move:
      return "move";
    case VariableKind::Chance:
      return "draw";
    case VariableKind::Vote:
      return "vote";
    case VariableKind::Scale:
      return "scale";
    case VariableKind::Record:
      return "record";
    default:
      return "counter";
  }
}

void dump_variable(Page& page, const Variable& variable) {
  if (variable.levels) {
    return line(page, 0, "{} {}: {}", kind_word(variable.kind), variable.name, levels_text(page.model, variable));
  }
  std::string values;
  for (const Value& value : variable.values) {
    values += (values.empty() ? "" : ", ") + value.name;
    if (!value.number.code.empty() && (variable.kind == VariableKind::Scale || variable.kind == VariableKind::Move))
      values += " " + text_of(page.model, value.number);
    if (!value.note.empty()) values += " \"" + value.note + "\"";
  }
  std::string start;
  if (variable.start != has_not_happened) start = ", starts " + variable.values[variable.start].name;
  line(page, 0, "{} {}: {}{}{}", kind_word(variable.kind), variable.name, values, start,
       variable.set_by_raid ? ", set by raid" : "");
}

void dump_named(Page& page, int indent, const NamedEquilibrium& named) {
  for (const Claim& claim : named.claims) line(page, indent, "equilibrium where {}", claim.text);
}

void dump_change(Page& page, const ModelChange& change) {
  using Op = ModelChange::Op;
  std::string values;
  switch (change.op) {
    case Op::SetParameter:
      return line(page, 1, "{} = {}", page.model.parameters[change.parameter].name, text_of(page.model, change.value));
    case Op::WithoutLayer:
      return line(page, 1, "without layer \"{}\"", change.layer);
    case Op::Public:
      return line(page, 1, "public {}", name_of(page, change.variable));
    case Op::Reveal:
      return line(page, 1, "reveal {} to {}", name_of(page, change.variable), names_of(page, change.to));
    case Op::Only:
      for (const ValueIndex value : change.values)
        values += (values.empty() ? "" : ", ") + value_of(page, change.variable, value);
      return line(page, 1, "only {}: {}", name_of(page, change.variable), values);
    case Op::Equilibrium:
      return dump_named(page, 1, change.named);
    case Op::Thought:
      for (const Thought& thought : change.thoughts) {
        line(page, 1, "{} thinks {}", page.model.actors[thought.actor].name, name_of(page, change.variable));
        dump_cases(page, change.variable, thought.cases, 2);
      }
      return;
    case Op::NumberThought:
      return line(page, 1, "{}", text_of(page.model, *change.number_thought));
  }
}

void dump_payoffs(Page& page) {
  for (std::size_t row = 0; row < page.model.payoffs.size(); ++row) {
    line(page, 0, "payoff {}", page.model.actors[ActorId{row}].name);
    for (const PayoffTerm& term : page.model.payoffs[ActorId{row}]) {
      line(page, 1, "{}{}", text_of(page.model, term.number), when(page, term.condition));
    }
  }
}

}  // namespace

std::string dump(const Model& model) {
  Page page{model, {}};
  line(page, 0, "crisis \"{}\"", model.title);
  for (const Actor& actor : model.actors) line(page, 0, "actor {} \"{}\"", actor.name, actor.long_name);
  for (const Partner& one : model.partners) line(page, 0, "partner {} \"{}\"", one.name, one.long_name);
  for (const Citation& citation : model.citations) line(page, 0, "source {}: \"{}\"", citation.name, citation.text);
  for (const Parameter& parameter : model.parameters) dump_parameter(page, parameter);
  for (const Correlation& one : model.correlations) line(page, 0, "correlated {}", text_of(model, one));
  for (const NumberThought& one : model.number_thoughts) line(page, 0, "{}", text_of(model, one));
  for (const Variable& variable : model.variables) dump_variable(page, variable);
  for (const Definition& one : model.definitions)
    line(page, 0, "{} {}{} {}", one.is_event ? "event" : "number", one.name, one.is_event ? ":" : " =",
         text_of(model, one.formula));
  line(page, 0, "private traits");
  dump_steps(page, model.traits, 1);
  for (const Stage& stage : model.stages) {
    line(page, 0, "stage \"{}\"{}", stage.title, when(page, stage.condition));
    dump_steps(page, stage.steps, 1);
  }
  dump_payoffs(page);
  if (model.named) dump_named(page, 0, *model.named);
  for (const Variant& variant : model.variants) {
    line(page, 0, "variant {}", variant.name);
    for (const ModelChange& change : variant.changes) dump_change(page, change);
  }
  for (const Question& question : model.questions) line(page, 0, "question {}", question.text);
  return page.text;
}

}  // namespace demarche
