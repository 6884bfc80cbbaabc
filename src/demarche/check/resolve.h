#pragma once

#include "demarche/check/say.h"

#include <optional>

// From what was written to what was declared. Each function reports E005 or E023 where a name does not fit, and goes on
// with the best guess where there is one, so that a misspelling is reported once. An empty name is silently nothing: it
// was reported when it was missing.
namespace demarche {

std::optional<ActorId> resolve_actor(Work& work, const Name& name);
// The actor or partner that owns a layer; E025 and empty where it is neither.
std::string resolve_owner(Work& work, const Name& name, const Name& layer);

std::optional<CitationId> resolve_citation(Work& work, const Name& name);
std::optional<VariantId> resolve_variant(Work& work, const Name& name);
std::optional<ParameterId> resolve_parameter(Work& work, const Name& name);

// A trait, move, chance draw, vote, scale or count of rounds.
std::optional<VariableId> resolve_variable(Work& work, const Ref& ref);
std::optional<VariableId> resolve_scale(Work& work, const Name& name);

// What a place wants of a name: something that happens, something to compute with, something with an expected number,
// a whole condition.
enum class Wanted : std::uint8_t { Event, Number, Expectation, Condition };

// An actor, parameter or variable named by one word. What is suggested fits the place; what is found may not.
std::optional<Declared> resolve_plain(Work& work, const Name& name, Wanted wanted);

std::optional<ValueIndex> resolve_value(Work& work, VariableId variable, const Name& name);

// Actors of a list, and E021 for one that stands in it twice.
ActorSet resolve_actors(Work& work, const std::vector<Name>& names);

// Actors of `everyone` or of a list.
ActorSet resolve_who(Work& work, const Who& who);
ActorSet everyone(const Work& work);

// What an event or a number that goes by a name is made of; null for any other name.
const Definiens* find_definition(const Work& work, const Ref& ref);

// The variable a reference names, without a word where it names none.
std::optional<VariableId> find_variable(const Work& work, const Ref& ref);
std::optional<ValueIndex> find_value(const Work& work, VariableId variable, std::string_view name);

}  // namespace demarche
