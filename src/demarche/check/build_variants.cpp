#include "demarche/check/build.h"
#include "demarche/check/build_equilibrium.h"
#include "demarche/check/fixes.h"
#include "demarche/check/numbers.h"
#include "demarche/check/thoughts.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

bool is_kind(const Work& work, VariableId id, std::initializer_list<VariableKind> kinds) {
  return std::ranges::find(kinds, work.model.variables[id].kind) != kinds.end();
}

// A variable of one of the kinds a change can act on; others are a misuse.
std::optional<VariableId> resolve_target(Work& work, const Ref& ref, std::initializer_list<VariableKind> kinds,
                                         std::string_view word, std::string_view wanted) {
  const std::optional<VariableId> id = resolve_variable(work, ref);
  if (!id || is_kind(work, *id, kinds)) return id;
  const Variable& variable = work.model.variables[*id];
  say_misuse(work,
             fmt::format("`{}` needs {}; {} is {}", word, wanted, ticked(variable.name), kind_words(variable.kind)),
             ref.span, "", fmt::format("put the name of {} here", wanted));
  work.diagnostics.back().others.push_back({variable.span, "declared here"});
  return std::nullopt;
}

bool build_setting(Work& work, const Change& syntax, ModelChange& change) {
  change.value = build_constant(work, syntax.value, "the value of " + ticked(syntax.name.text));
  const std::optional<ParameterId> id = resolve_parameter(work, syntax.name);
  check_finite(work, change.value, "the value of " + ticked(syntax.name.text));
  if (id) change.parameter = *id;
  return id.has_value();
}

bool build_without(Work& work, const Change& syntax, ModelChange& change) {
  if (syntax.name.text.empty()) return false;
  change.layer = syntax.name.text;
  if (work.names.layers.contains(syntax.name.text)) return true;
  std::vector<std::string> known;
  for (const auto& entry : work.names.layers) known.push_back(entry.first);
  const Guess guess = guess_of(syntax.name.text, known);
  for (std::string& name : known) name = fmt::format("\"{}\"", name);
  std::string help = known.empty() ? "no raid has a layer" : "the layers are " + listed(known);
  const Guess quoted{fmt::format("\"{}\"", guess.name), guess.is_certain};
  if (!guess.name.empty()) help = fmt::format("did you mean {}?", quoted.name);
  say(work, {Kind::E005, "no layer called \"" + syntax.name.text + "\"", {syntax.name.span, ""}, {}, std::move(help)});
  if (!guess.name.empty()) {
    work.diagnostics.back().fixes = fixes_by(quoted, syntax.name.span);
    work.diagnostics.back().others.push_back({work.names.layers.find(guess.name)->second, "declared here"});
  }
  return false;
}

bool build_only(Work& work, const Change& syntax, ModelChange& change) {
  const std::optional<VariableId> id = resolve_target(work, syntax.ref, {VariableKind::Move}, "only", "a move");
  if (!id) return false;
  change.variable = *id;
  for (const Name& name : syntax.values) {
    const std::optional<ValueIndex> value = resolve_value(work, *id, name);
    const bool doubled = value && std::ranges::find(change.values, *value) != change.values.end();
    if (doubled) {
      say(work, {Kind::E021,
                 fmt::format("option {} is listed twice", ticked(name.text)),
                 {name.span, ""},
                 {},
                 "remove one of them",
                 without_item(work, name.span)});
    }
    if (value && !doubled) change.values.push_back(*value);
  }
  return true;
}

bool build_public(Work& work, const Change& syntax, ModelChange& change) {
  const auto kinds = {VariableKind::Move, VariableKind::Trait, VariableKind::Chance, VariableKind::Vote};
  const std::optional<VariableId> id = resolve_target(work, syntax.ref, kinds, "public", "a move, trait, draw or vote");
  if (id) change.variable = *id;
  return id.has_value();
}

bool build_reveal(Work& work, const Change& syntax, ModelChange& change) {
  const auto kinds = {VariableKind::Move, VariableKind::Trait, VariableKind::Chance, VariableKind::Vote,
                      VariableKind::Scale};
  change.to = resolve_who(work, syntax.to);
  const std::optional<VariableId> id =
      resolve_target(work, syntax.ref, kinds, "reveal", "a move, trait, draw, vote or scale");
  if (id) change.variable = *id;
  return id.has_value();
}

// `first`: where the variant says what somebody thinks of something.
std::optional<ModelChange> build_change(Work& work, const Change& syntax, Named<Span>& first) {
  ModelChange change;
  change.span = syntax.span;
  bool whole = false;
  switch (syntax.op) {
    case Change::Op::SetParameter:
      change.op = ModelChange::Op::SetParameter;
      whole = build_setting(work, syntax, change);
      break;
    case Change::Op::WithoutLayer:
      change.op = ModelChange::Op::WithoutLayer;
      whole = build_without(work, syntax, change);
      break;
    case Change::Op::Only:
      change.op = ModelChange::Op::Only;
      whole = build_only(work, syntax, change);
      break;
    case Change::Op::Public:
      change.op = ModelChange::Op::Public;
      whole = build_public(work, syntax, change);
      break;
    case Change::Op::Reveal:
      change.op = ModelChange::Op::Reveal;
      whole = build_reveal(work, syntax, change);
      break;
    case Change::Op::Equilibrium:
      change.op = ModelChange::Op::Equilibrium;
      change.named = build_named(work, syntax.equilibrium);
      whole = true;
      break;
    case Change::Op::Thought:
      whole = build_changed_thought(work, *syntax.thought, first, change);
  }
  return whole ? std::optional(std::move(change)) : std::nullopt;
}

}  // namespace

namespace {

// A change that names the equilibrium again.
void check_named_once(Work& work, const std::vector<ModelChange>& changes) {
  const auto names = [](const ModelChange& change) { return change.op == ModelChange::Op::Equilibrium; };
  const auto first = std::ranges::find_if(changes, names);
  if (first == changes.end()) return;
  const auto again = std::find_if(first + 1, changes.end(), names);
  if (again != changes.end()) say_named_twice(work, again->named.span, first->named.span);
}

}  // namespace

void build_variants(Work& work) {
  for_each_statement<VariantStatement>(work.tree, [&](const VariantStatement& syntax, const Statement&) {
    std::vector<ModelChange> changes;
    Named<Span> first;
    for (const Change& change : syntax.changes) {
      if (std::optional<ModelChange> built = build_change(work, change, first)) changes.push_back(std::move(*built));
    }
    check_named_once(work, changes);
    const auto found = work.names.variants.find(syntax.name.text);
    if (found == work.names.variants.end()) return;
    Variant& variant = work.model.variants[found->second];
    if (variant.span == syntax.name.span) variant.changes = std::move(changes);
  });
}

}  // namespace demarche
