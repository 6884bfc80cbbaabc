#include "demarche/check/symbols.h"

#include "demarche/check/passes.h"
#include "demarche/check/resolve.h"
#include "demarche/check/say.h"
#include "demarche/check/symbol_table.h"

#include <utility>

// A walk over what was written, which asks the names that the passes declared what each word stands for.
namespace demarche {
namespace {

// Of `precision of Iran` the first word stands for the parameter, and the last for the actor.
bool is_own_precision(const Name& name) { return name.text.starts_with("precision of "); }

Name first_word(const Name& name) {
  if (!is_own_precision(name)) return name;
  const std::size_t length = std::string_view("precision").size();
  return {name.text, {name.span.begin, static_cast<std::uint32_t>(name.span.begin + length)}};
}

void use_actor_within(SymbolTable& table, const Name& name) {
  if (!is_own_precision(name)) return;
  const std::string actor = name.text.substr(std::string_view("precision of ").size());
  use_plain(table, {actor, {static_cast<std::uint32_t>(name.span.end - actor.size()), name.span.end}});
}

void use_parameter(SymbolTable& table, const Name& name) {
  use_plain(table, first_word(name));
  use_actor_within(table, name);
}

void collect(SymbolTable& table, const Expr& expr) {
  const bool is_plain = expr.op == Expr::Op::Ref && !expr.ref.second;
  if (is_plain && is_own_precision(expr.ref.first)) use_parameter(table, expr.ref.first);
  else if (expr.op == Expr::Op::Ref) use_ref(table, expr.ref);
  if (expr.op == Expr::Op::PayoffOf) use_plain(table, expr.ref.first);
  for (const Expr& part : expr.args) collect(table, part);
}

void collect(SymbolTable& table, const Cond& cond) {
  if (cond.op == Cond::Op::Event) use_plain(table, cond.ref.first);
  if (cond.op == Cond::Op::Is || cond.op == Cond::Op::Ordered) {
    const std::optional<VariableId> id = use_ref(table, cond.ref);
    if (!id) return;
    for (const Name& value : cond.values) use_value(table, *id, value);
    if (cond.counter) use_plain(table, *cond.counter);
  }
  for (const Cond& part : cond.args) collect(table, part);
  for (const Expr& side : cond.sides) collect(table, side);
}

void collect(SymbolTable& table, const Who& who) {
  for (const Name& actor : who.actors) use_plain(table, actor);
}

void collect(SymbolTable& table, const LevelsSyntax& levels) {
  collect(table, levels.first);
  collect(table, levels.second);
}

template <class Syntax>
void collect(SymbolTable& table, const std::optional<Syntax>& syntax) {
  if (syntax) collect(table, *syntax);
}

void use_values(SymbolTable& table, std::optional<VariableId> id, const std::vector<Name>& names) {
  if (!id) return;
  for (const Name& name : names) use_value(table, *id, name);
}

void define_value(SymbolTable& table, VariableId id, const Name& name) {
  if (const auto value = find_value(table.work, id, name.text)) define(table, symbol_of(table, id, *value), name);
}

void collect_cases(SymbolTable& table, std::optional<VariableId> id, const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    for (const Draw& draw : row.draws) {
      if (id) define_value(table, *id, draw.value);
      collect(table, draw.odds);
    }
    collect(table, row.guard);
  }
}

std::optional<VariableId> plain_variable(const SymbolTable& table, const Name& name) {
  return find_variable(table.work, {name, std::nullopt, name.span});
}

// A word that declares an actor, a partner, a parameter or a variable without owner.
void define_plain(SymbolTable& table, const Name& name, std::string_view note) {
  const auto found = table.work.names.plain.find(name.text);
  if (found == table.work.names.plain.end()) return;
  const std::size_t row = symbol_of(table, found->second);
  define(table, row, name);
  if (table.symbols[row].definition == name.span) table.symbols[row].note = note;
}

std::string_view text_of(const std::optional<Name>& note) { return note ? std::string_view(note->text) : ""; }

void collect_steps(SymbolTable& table, const std::vector<StepSyntax>& steps);

void collect(SymbolTable& table, const MoveStep& move) {
  use_plain(table, move.actor);
  for (const Name& hearer : move.hearers) use_plain(table, hearer);
  const std::optional<VariableId> id = owned_variable(table.work, move.actor, move.move);
  if (id) define(table, symbol_of(table, *id), move.move);
  collect(table, move.condition);
  for (const OptionSyntax& option : move.options) {
    if (id) define_value(table, *id, option.value);
    collect(table, option.number);
    collect(table, option.condition);
  }
  collect(table, move.levels);
}

void collect(SymbolTable& table, const SimultaneousStep& block) { collect_steps(table, block.steps); }

void collect(SymbolTable& table, const RepeatStep& repeat) {
  define_plain(table, repeat.counter, "");
  collect_steps(table, repeat.steps);
}

void collect(SymbolTable& table, const ChanceStep& chance) {
  define_plain(table, chance.name, "");
  collect(table, chance.condition);
  collect(table, chance.seen_by);
  collect_cases(table, plain_variable(table, chance.name), chance.cases);
}

// The names that one raid has to itself: they belong to a scope of their own, and to the scale that it sets.
struct RaidScope {
  std::size_t number;
  std::optional<std::size_t> scale;
};

std::size_t symbol_in(SymbolTable& table, const RaidScope& scope, SymbolKind kind, const Name& name) {
  const std::size_t row = symbol_called(table, kind, name.text, scope.number);
  table.symbols[row].parent = scope.scale;
  return row;
}

void collect(SymbolTable& table, const RaidScope& scope, const Layer& layer) {
  define(table, symbol_called(table, SymbolKind::Layer, layer.name.text), layer.name);
  if (layer.owner) use_plain(table, *layer.owner);
  if (layer.shared) {
    collect(table, layer.shared->shots);
    for (const Name& weapon : layer.shared->weapons)
      use(table, symbol_in(table, scope, SymbolKind::Weapon, weapon), weapon);
  }
  collect(table, layer.presence);
  for (const Layer::Item& item : layer.items) {
    use(table, symbol_in(table, scope, SymbolKind::Weapon, item.weapon), item.weapon);
    if (item.as_in) use(table, symbol_called(table, SymbolKind::Layer, item.as_in->text), *item.as_in);
    collect(table, item.stops);
    for (const auto* number : {&item.cap, &item.magazine, &item.shots, &item.spread}) collect(table, *number);
  }
  collect(table, layer.condition);
}

void collect(SymbolTable& table, const RaidScope& scope, const RegimeSyntax& regime) {
  define(table, symbol_in(table, scope, SymbolKind::Regime, regime.name), regime.name);
  collect(table, regime.weight);
  for (const RegimeSyntax::Factor& factor : regime.factors) {
    use(table, symbol_called(table, SymbolKind::Layer, factor.layer.text), factor.layer);
    collect(table, factor.factor);
  }
}

void collect(SymbolTable& table, const RaidScope& scope, const Salvo& salvo) {
  for (const Salvo::Item& item : salvo.items) {
    define(table, symbol_in(table, scope, SymbolKind::Weapon, item.weapon), item.weapon);
    collect(table, item.count);
    collect(table, item.arrive);
  }
  collect(table, salvo.condition);
}

void collect(SymbolTable& table, const RaidStep& raid) {
  use_plain(table, raid.name);
  collect(table, raid.condition);
  const std::optional<VariableId> id = plain_variable(table, raid.name);
  const RaidScope scope{raid.name.span.begin + std::size_t{1},
                        id ? std::optional(symbol_of(table, *id)) : std::nullopt};
  for (const Salvo& salvo : raid.salvos) collect(table, scope, salvo);
  for (const Layer& layer : raid.layers) collect(table, scope, layer);
  for (const RegimeSyntax& regime : raid.regimes) collect(table, scope, regime);
  for (const Impact& impact : raid.impacts) {
    for (const Impact::Level& level : impact.levels) {
      if (id) use_value(table, *id, level.value);
      collect(table, level.up_to);
    }
  }
}

void collect(SymbolTable& table, const VoteStep& vote) {
  define_plain(table, vote.name, "");
  collect(table, vote.condition);
  collect(table, vote.seen_by);
  collect(table, vote.veto);
  collect(table, vote.voters);
  for (const VoteStep::Others& others : vote.others) {
    collect(table, others.yes);
    collect(table, others.guard);
  }
}

void collect(SymbolTable& table, const RevealStep& reveal) {
  use_ref(table, reveal.what);
  collect(table, reveal.to);
  collect(table, reveal.condition);
}

void collect(SymbolTable& table, const ScaleStep& step) {
  use_plain(table, step.scale);
  use_values(table, plain_variable(table, step.scale), {step.value});
  collect(table, step.condition);
}

void collect(SymbolTable& table, const EndStep& end) { collect(table, end.condition); }

void collect_steps(SymbolTable& table, const std::vector<StepSyntax>& steps) {
  for (const StepSyntax& step : steps) {
    std::visit([&](const auto& what) { collect(table, what); }, step.what);
  }
}

void collect(SymbolTable&, const CrisisStatement&) {}

void collect(SymbolTable& table, const SourceStatement& source) {
  const std::size_t row = symbol_called(table, SymbolKind::Source, source.name.text);
  define(table, row, source.name);
  table.symbols[row].note = source.text.text;
}

void collect(SymbolTable& table, const ActorStatement& actor) {
  define_plain(table, actor.name, text_of(actor.long_name));
}

void collect(SymbolTable& table, const PartnerStatement& partner) {
  define_plain(table, partner.name, text_of(partner.long_name));
}

void use_source(SymbolTable& table, const Name& name) {
  const auto found = table.work.names.citations.find(name.text);
  if (found == table.work.names.citations.end()) return;
  use(table, symbol_called(table, SymbolKind::Source, table.work.model.citations[found->second].name), name);
}

void collect(SymbolTable& table, const ParameterStatement& parameter) {
  define_plain(table, first_word(parameter.name), text_of(parameter.note));
  use_actor_within(table, parameter.name);
  collect(table, parameter.best);
  collect(table, parameter.low);
  collect(table, parameter.high);
  if (parameter.source) use_source(table, *parameter.source);
}

void collect(SymbolTable& table, const ScaleStatement& scale) {
  define_plain(table, scale.name, "");
  const std::optional<VariableId> id = plain_variable(table, scale.name);
  for (const ScaleStatement::Level& level : scale.levels) {
    if (id) define_value(table, *id, level.value);
    collect(table, level.number);
  }
  if (id && scale.starts) use_value(table, *id, *scale.starts);
}

void collect(SymbolTable& table, const PrivateStatement& syntax) {
  use_plain(table, syntax.trait.first);
  if (!syntax.trait.second) return;
  const std::optional<VariableId> id = owned_variable(table.work, syntax.trait.first, *syntax.trait.second);
  if (id) define(table, symbol_of(table, *id), *syntax.trait.second);
  collect_cases(table, id, syntax.cases);
  collect(table, syntax.levels);
}

void collect(SymbolTable& table, const UnknownStatement& unknown) {
  define_plain(table, unknown.name, "");
  collect(table, unknown.around);
  collect(table, unknown.spread);
}

void collect(SymbolTable& table, const CorrelatedStatement& correlated) {
  for (const Name& name : correlated.names) use_parameter(table, name);
  collect(table, correlated.correlation);
}

void collect(SymbolTable& table, const EventStatement& event) {
  define_plain(table, event.name, one_line(table.work.source, event.condition.span));
  collect(table, event.condition);
}

void collect(SymbolTable& table, const NumberStatement& number) {
  define_plain(table, number.name, one_line(table.work.source, number.number.span));
  collect(table, number.number);
}

void collect(SymbolTable& table, const ThoughtStatement& thought) {
  use_plain(table, thought.actor);
  const std::optional<VariableId> id = use_ref(table, thought.about);
  for (const Case& row : thought.cases) {
    for (const Draw& draw : row.draws) {
      use_values(table, id, {draw.value});
      collect(table, draw.odds);
    }
    collect(table, row.guard);
  }
  collect(table, thought.number);
}

void collect(SymbolTable& table, const StageStatement& stage) {
  define(table, symbol_called(table, SymbolKind::Stage, stage.title.text), stage.title);
  collect(table, stage.condition);
  collect_steps(table, stage.steps);
}

void collect(SymbolTable& table, const PayoffStatement& payoff) {
  use_plain(table, payoff.actor);
  for (const Term& term : payoff.terms) {
    const std::optional<VariableId> id = term.table ? use_ref(table, *term.table) : std::nullopt;
    for (const Term::Entry& entry : term.entries) {
      use_values(table, id, {entry.value});
      collect(table, entry.payoff);
    }
    collect(table, term.payoff);
    collect(table, term.condition);
  }
}

void collect(SymbolTable& table, const QuantitySyntax& quantity) {
  for (const QuantitySyntax& part : quantity.parts) collect(table, part);
  if (!quantity.parts.empty()) return;
  collect(table, quantity.event);
  use_ref(table, quantity.what);
}

void collect(SymbolTable& table, const EquilibriumStatement& equilibrium) {
  Span shared;  // claims that `and` joins have one `if` behind them
  for (const ClaimSyntax& claim : equilibrium.claims) {
    collect(table, claim.event);
    if (claim.quantity) collect(table, *claim.quantity);
    collect(table, claim.bound);
    if (!claim.condition || claim.condition->span == shared) continue;
    shared = claim.condition->span;
    collect(table, claim.condition);
  }
}

void collect(SymbolTable& table, const Change& change) {
  if (change.op == Change::Op::SetParameter) use_parameter(table, change.name);
  if (change.op == Change::Op::WithoutLayer && table.work.names.layers.contains(change.name.text)) {
    use(table, symbol_called(table, SymbolKind::Layer, change.name.text), change.name);
  }
  collect(table, change.value);
  use_values(table, use_ref(table, change.ref), change.values);
  collect(table, change.to);
  collect(table, change.equilibrium);
  if (change.thought) collect(table, *change.thought);
}

void use_variant(SymbolTable& table, const Name& name) {
  const auto found = table.work.names.variants.find(name.text);
  if (found == table.work.names.variants.end()) return;
  use(table, symbol_called(table, SymbolKind::Variant, table.work.model.variants[found->second].name), name);
}

void collect(SymbolTable& table, const VariantStatement& variant) {
  define(table, symbol_called(table, SymbolKind::Variant, variant.name.text), variant.name);
  for (const Change& change : variant.changes) collect(table, change);
}

void collect(SymbolTable& table, const QuestionStatement& question) {
  for (const QuantitySyntax& quantity : question.quantities) collect(table, quantity);
  collect(table, question.given);
  if (question.forcing) use_values(table, use_ref(table, question.forcing->move), question.forcing->values);
  for (const ForcingSyntax& also : question.also_forced) use_values(table, use_ref(table, also.move), also.values);
  for (const Name& variant : question.across) use_variant(table, variant);
  if (question.seen_by) use_plain(table, *question.seen_by);
  if (const auto& belief = question.belief) {
    use_plain(table, belief->believer);
    const std::optional<VariableId> trait = use_ref(table, belief->trait);
    if (belief->value) use_values(table, trait, {*belief->value});
  }
  for (const auto& sweep : {question.sweep, question.second_sweep}) {
    if (!sweep) continue;
    use_parameter(table, sweep->parameter);
    collect(table, sweep->from);
    collect(table, sweep->to);
  }
  if (question.in_variant) use_variant(table, *question.in_variant);
  for (const PlacedSyntax& placed : question.placed) {
    use_parameter(table, placed.parameter);
    collect(table, placed.value);
  }
  if (const auto& bounds = question.bounds) {
    collect(table, bounds->from);
    collect(table, bounds->to);
  }
  if (const auto& choice = question.choice) {
    const std::optional<VariableId> move = use_ref(table, choice->move);
    use_values(table, move, {choice->value});
    if (choice->over) use_values(table, move, {*choice->over});
  }
  if (const auto& setting = question.setting) {
    use_parameter(table, setting->parameter);
    collect(table, setting->value);
    collect(table, setting->over);
  }
}

}  // namespace

Symbols symbols_of(const Source& source, const Tree& tree) {
  Work work{source, tree};
  run_passes(work);
  SymbolTable table{work};
  for (const Statement& statement : tree.statements) {
    std::visit([&](const auto& what) { collect(table, what); }, statement.what);
  }
  return in_order_of_text(std::move(table));
}

}  // namespace demarche
