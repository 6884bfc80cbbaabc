#include "demarche/check/letters.h"

#include "demarche/check/fixes.h"
#include "demarche/diag/letters.h"

#include <fmt/format.h>

namespace demarche {
namespace {

using Places = std::map<std::string, Span, std::less<>>;  // of names, each where it is declared first

void add(Places& places, std::string_view name, Span span) {
  const auto [found, added] = places.emplace(name, span);
  if (!added && span.begin < found->second.begin) found->second = span;
}

// All names that the text brings; those of an owner without it.
Places declared_names(const Work& work) {
  const Model& model = work.model;
  Places places;
  for (const auto& one : model.actors) add(places, one.name, one.span);
  for (const auto& one : model.partners) add(places, one.name, one.span);
  for (const auto& one : model.citations) add(places, one.name, one.span);
  for (const auto& one : model.parameters) add(places, one.name, one.span);
  for (const auto& one : model.definitions) add(places, one.name, one.span);
  for (const auto& one : model.variants) add(places, one.name, one.span);
  for (const Variable& variable : model.variables) {
    if (variable.record) continue;
    add(places, std::string_view(variable.name).substr(variable.owner ? variable.name.find('.') + 1 : 0),
        variable.span);
    for (const Value& value : variable.values) add(places, value.name, value.span);
  }
  return places;
}

void warn_mixed(Work& work, const std::string& name, Span span) {
  const std::optional<std::string> scripts = mixed_scripts(name);
  if (!scripts) return;
  say(work, {Kind::W110,
             fmt::format("{} has letters of {}", ticked(name), *scripts),
             {span, ""},
             {},
             "write it in the letters of one alphabet"});
}

void warn_alike(Work& work, const std::string& name, Span span, const Places::value_type& other) {
  const bool later = other.second.begin < span.begin;
  say(work, {Kind::W109,
             later ? fmt::format("{} and {} look alike, and are two names", ticked(name), ticked(other.first))
                   : fmt::format("{} and {} look alike, and are two names", ticked(other.first), ticked(name)),
             {later ? span : other.second, ""},
             {{later ? other.second : span, "declared here"}},
             "use the same letters in both if one thing is meant, or give one of them another name"});
}

}  // namespace

void warn_letters(Work& work) {
  const Places places = declared_names(work);
  std::map<std::string, const Places::value_type*> by_looks;
  bool all_plain = true;
  for (const auto& [name, span] : places) all_plain = all_plain && is_plain_ascii(name);
  if (all_plain) return;
  for (const auto& place : places) {
    const auto& [name, span] = place;
    warn_mixed(work, name, span);
    const auto [found, added] = by_looks.emplace(skeleton_of(name), &place);
    if (added) continue;
    const bool plain = is_plain_ascii(name) && is_plain_ascii(found->second->first);
    if (!plain) warn_alike(work, name, span, *found->second);
  }
}

}  // namespace demarche
