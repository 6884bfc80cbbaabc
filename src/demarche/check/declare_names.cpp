#include "demarche/check/declare.h"
#include "demarche/check/definitions.h"
#include "demarche/check/parameters.h"
#include "demarche/check/resolve.h"

#include <fmt/format.h>

namespace demarche {

namespace {

constexpr std::size_t max_actors = 64;

void declare_title(Work& work) {
  const Name* first = nullptr;
  for_each_statement<CrisisStatement>(work.tree, [&](const CrisisStatement& crisis, const Statement&) {
    if (first != nullptr) {
      say_twice(work, "the title of the crisis", crisis.title.span, first->span);
      return;
    }
    first = &crisis.title;
    work.model.title = crisis.title.text;
  });
}

void declare_actor(Work& work, const ActorStatement& actor) {
  if (actor.name.text.empty()) return;
  if (work.model.actors.size() == max_actors) {
    if (work.names.silenced.insert(actor.name.text).second) {
      say(work, {Kind::E022,
                 fmt::format("{} is one actor too many: a crisis has at most {}", actor.name.text, max_actors),
                 {actor.name.span, ""},
                 {},
                 "leave out actors that decide nothing"});
    }
    return;
  }
  const Declared symbol{DeclaredKind::Actor, work.model.actors.size(), actor.name.span};
  if (!declare_plain(work, actor.name, symbol)) return;
  work.model.actors.push_back(
      {actor.name.text, actor.long_name ? actor.long_name->text : actor.name.text, actor.name.span});
}

void declare_partner(Work& work, const PartnerStatement& partner) {
  if (partner.name.text.empty()) return;
  const Declared symbol{DeclaredKind::Partner, work.model.partners.size(), partner.name.span};
  if (!declare_plain(work, partner.name, symbol)) return;
  work.model.partners.push_back(
      {partner.name.text, partner.long_name ? partner.long_name->text : partner.name.text, partner.name.span});
}

void declare_citation(Work& work, const SourceStatement& source) {
  if (source.name.text.empty()) return;
  if (const auto found = work.names.citations.find(source.name.text); found != work.names.citations.end()) {
    say_twice(work, "source " + ticked(source.name.text), source.name.span, work.model.citations[found->second].span);
    return;
  }
  work.names.citations[source.name.text] =
      work.model.citations.push_back({source.name.text, source.text.text, source.name.span});
}

void declare_scale(Work& work, const ScaleStatement& scale) {
  if (scale.name.text.empty()) return;
  Variable variable;
  variable.kind = VariableKind::Scale;
  variable.name = scale.name.text;
  variable.span = scale.name.span;
  const VariableId id = declare_variable(work, std::move(variable));
  for (const ScaleStatement::Level& level : scale.levels) {
    if (const std::optional<ValueIndex> first = find_value(work, id, level.value.text)) {
      say_twice(work, fmt::format("level {} of {}", ticked(level.value.text), ticked(scale.name.text)),
                level.value.span, work.model.variables[id].values[*first].span);
    } else {
      declare_value(work, id, level.value);
    }
  }
}

void declare_variant(Work& work, const VariantStatement& variant) {
  const Name& name = variant.name;
  if (name.text.empty()) return;
  if (name.text == "baseline") {
    say_misuse(work, "`baseline` is the model as written and cannot name a variant", name.span, "",
               "give the variant another name");
    return;
  }
  if (const auto found = work.names.variants.find(name.text); found != work.names.variants.end()) {
    say_twice(work, "variant " + ticked(name.text), name.span, work.model.variants[found->second].span);
    return;
  }
  work.names.variants[name.text] = work.model.variants.push_back({name.text, {}, name.span});
}

template <class Kind, class Declare>
void declare_each(Work& work, Declare declare) {
  for_each_statement<Kind>(work.tree, [&](const Kind& statement, const Statement&) { declare(work, statement); });
}

}  // namespace

bool declare_plain(Work& work, const Name& name, Declared symbol) {
  const auto [found, added] = work.names.plain.emplace(name.text, symbol);
  if (added) return true;
  const std::string kind(kind_words(work, found->second));
  const bool same = kind == kind_words(work, symbol);
  say_twice(work, ticked(name.text), name.span, found->second.span);
  if (!same)
    work.diagnostics.back().others.front().text = fmt::format("first declared here: {} is {}", name.text, kind);
  return false;
}

VariableId declare_variable(Work& work, Variable variable) {
  const VariableId id{work.model.variables.size()};
  const Name name{variable.name, variable.span};
  const bool owned = variable.owner.has_value();
  work.model.variables.push_back(std::move(variable));
  work.settings.push_back({});
  work.showings.push_back({});
  work.value_names.push_back({});
  if (!owned) {
    declare_plain(work, name, {DeclaredKind::Variable, id.value, name.span});
    return id;
  }
  const auto [found, added] = work.names.dotted.emplace(name.text, id);
  if (!added) say_twice(work, ticked(name.text), name.span, work.model.variables[found->second].span);
  return id;
}

void declare_value(Work& work, VariableId variable, const Name& name) {
  if (name.text.empty() || find_value(work, variable, name.text)) return;
  std::vector<std::string>& known = work.value_names[variable];
  if (known.size() == max_values) {
    if (!work.overfull.insert(variable).second) return;
    say(work, {Kind::E022,
               fmt::format("{} has more than {} values", ticked(work.model.variables[variable].name), max_values),
               {name.span, "one too many"},
               {{work.model.variables[variable].span, ""}},
               "use a coarser grid of values"});
    return;
  }
  known.push_back(name.text);
  work.model.variables[variable].values.push_back({name.text, "", {}, name.span});
}

void declare_names(Work& work) {
  declare_title(work);
  declare_each<ActorStatement>(work, declare_actor);
  declare_each<PartnerStatement>(work, declare_partner);
  declare_each<SourceStatement>(work, declare_citation);
  declare_parameters(work);
  declare_each<ScaleStatement>(work, declare_scale);
  declare_each<VariantStatement>(work, declare_variant);
  declare_definitions(work);
}

}  // namespace demarche
