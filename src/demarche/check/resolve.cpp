#include "demarche/check/resolve.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

// As it was declared. A misspelling stands beside it in the tables, and is nothing to suggest.
const std::string& declared_name(const Work& work, const Symbol& symbol) {
  switch (symbol.kind) {
    case SymbolKind::Actor:
      return work.model.actors[ActorId{symbol.row}].name;
    case SymbolKind::Partner:
      return work.model.partners[symbol.row].name;
    case SymbolKind::Parameter:
      return work.model.parameters[ParameterId{symbol.row}].name;
    case SymbolKind::Variable:
      break;
  }
  return work.model.variables[VariableId{symbol.row}].name;
}

// Names that fit a place.
template <class Fits>
std::vector<std::string> names_that(const Work& work, Fits fits) {
  std::vector<std::string> names;
  for (const auto& [name, symbol] : work.names.plain) {
    if (fits(symbol) && declared_name(work, symbol) == name) names.push_back(name);
  }
  return names;
}

std::vector<std::string> keys_of_kind(const Work& work, SymbolKind kind) {
  return names_that(work, [kind](const Symbol& symbol) { return symbol.kind == kind; });
}

bool has_numbers(const Work& work, const Symbol& symbol) {
  return symbol.kind == SymbolKind::Variable && work.model.variables[VariableId{symbol.row}].has_numbers;
}

bool fits(const Work& work, const Symbol& symbol, Wanted wanted) {
  switch (wanted) {
    case Wanted::Event:
      return symbol.kind == SymbolKind::Variable;
    case Wanted::Number:
      return symbol.kind == SymbolKind::Parameter || has_numbers(work, symbol);
    case Wanted::Expectation:
      break;
  }
  return symbol.kind == SymbolKind::Actor || has_numbers(work, symbol);
}

std::string_view words_for(Wanted wanted) {
  switch (wanted) {
    case Wanted::Event:
      return "move, draw, vote or scale";
    case Wanted::Number:
      return "parameter or scale";
    case Wanted::Expectation:
      break;
  }
  return "actor or scale";
}

const std::string& declared_name(const Work& work, CitationId id) { return work.model.citations[id].name; }
const std::string& declared_name(const Work& work, VariantId id) { return work.model.variants[id].name; }

std::string guess_help(const std::string& guess, const std::vector<std::string>& known, const std::string& otherwise) {
  if (!guess.empty()) return "did you mean " + ticked(guess) + "?";
  if (known.empty()) return otherwise;
  std::vector<std::string> shown(known.begin(), known.begin() + std::min<std::ptrdiff_t>(6, std::ssize(known)));
  for (std::string& name : shown) name = ticked(name);
  return fmt::format("there is {}{}", fmt::join(shown, ", "), known.size() > shown.size() ? ", ..." : "");
}

// Reports a name that is not among the known ones; returns the best guess, or nothing.
std::string say_unknown(Work& work, std::string message, const Name& name, const std::vector<std::string>& known,
                        const std::string& otherwise) {
  constexpr std::size_t enough_guesses =
      200;  // more diagnostics are not read one by one, and each guess costs a search
  std::string guess = work.diagnostics.size() < enough_guesses ? best_guess(name.text, known) : std::string();
  say(work, {Kind::E005, std::move(message), {name.span, ""}, {}, guess_help(guess, known, otherwise)});
  return guess;
}

// Of an actor or a partner.
std::string owner_name(const Work& work, const Symbol& symbol) {
  return symbol.kind == SymbolKind::Actor ? work.model.actors[ActorId{symbol.row}].name
                                          : work.model.partners[symbol.row].name;
}

void label_last(Work& work, Span span, std::string text) {
  work.diagnostics.back().others.push_back({span, std::move(text)});
}

// A name with a letter beyond a to z was told by E001.
bool is_silenced(const Work& work, const Name& name) {
  const bool odd = std::ranges::any_of(name.text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return name.text.empty() || odd || work.names.silenced.contains(name.text);
}

const Symbol* find_plain(const Work& work, std::string_view name) {
  const auto found = work.names.plain.find(name);
  return found == work.names.plain.end() ? nullptr : &found->second;
}

// Goes on with the guess wherever the same misspelling comes again.
Symbol take_guess(Work& work, const Name& name, const std::string& guess) {
  const Symbol symbol = *find_plain(work, guess);
  label_last(work, symbol.span, "declared here");
  work.names.plain.emplace(name.text, symbol);
  return symbol;
}

// Moves and traits of any actor that go by this bare name, to suggest the full one.
std::string owner_guess(const Work& work, std::string_view name) {
  for (const auto& entry : work.names.dotted) {
    const std::string& full = entry.first;
    if (full.size() > name.size() && full.ends_with(name) && full[full.size() - name.size() - 1] == '.') return full;
  }
  return {};
}

Span span_of(const Work& work, CitationId id) { return work.model.citations[id].span; }
Span span_of(const Work& work, VariantId id) { return work.model.variants[id].span; }

template <class Id>
std::optional<Id> resolve_in(Work& work, Named<Id>& table, const Name& name, const std::string& what,
                             const std::string& otherwise) {
  if (const auto found = table.find(name.text); found != table.end()) return found->second;
  if (is_silenced(work, name)) return std::nullopt;
  const std::string message = fmt::format("no {} called {}", what, ticked(name.text));
  std::vector<std::string> known;
  for (const auto& [key, id] : table) {
    if (declared_name(work, id) == key) known.push_back(key);
  }
  const std::string guess = say_unknown(work, message, name, known, otherwise);
  if (guess.empty()) {
    work.names.silenced.insert(name.text);
    return std::nullopt;
  }
  const Id id = table.find(guess)->second;
  label_last(work, span_of(work, id), "declared here");
  return table[name.text] = id;
}

// A symbol of one kind; another kind is a misuse and is reported as such.
std::optional<Symbol> resolve_kind(Work& work, const Name& name, SymbolKind kind, const std::string& what) {
  const Symbol* found = find_plain(work, name.text);
  if (found != nullptr && found->kind == kind) return *found;
  if (is_silenced(work, name)) return std::nullopt;
  if (found != nullptr) {
    const std::string message = fmt::format("{} is {}, not {}", ticked(name.text), kind_words(work, *found), what);
    say_misuse(work, message, name.span, "", fmt::format("put the name of {} here", what));
    if (found->span.end > 0) label_last(work, found->span, "declared here");
    return std::nullopt;
  }
  const std::vector<std::string> known = keys_of_kind(work, kind);
  const std::string bare = what.substr(what.find(' ') + 1);
  const std::string otherwise =
      fmt::format("declare it: `{} {}{}`", bare, name.text, bare == "parameter" ? " = 1" : "");
  const std::string message = fmt::format("no {} called {}", bare, ticked(name.text));
  const std::string guess = say_unknown(work, message, name, known, otherwise);
  if (guess.empty()) {
    work.names.silenced.insert(name.text);
    return std::nullopt;
  }
  return take_guess(work, name, guess);
}

std::optional<VariableId> resolve_owned(Work& work, const Name& owner, const Name& name) {
  const std::optional<ActorId> actor = resolve_actor(work, owner);
  if (!actor || name.text.empty()) return std::nullopt;
  const std::string prefix = work.model.actors[*actor].name + ".";
  if (const auto found = work.names.dotted.find(prefix + name.text); found != work.names.dotted.end()) {
    return found->second;
  }
  if (is_silenced(work, name)) return std::nullopt;
  std::vector<std::string> known;
  for (const auto& entry : work.names.dotted) {
    const bool declared = work.model.variables[entry.second].name == entry.first;
    if (declared && entry.first.starts_with(prefix)) known.push_back(entry.first.substr(prefix.size()));
  }
  const std::string message =
      fmt::format("{} has no move or trait called {}", work.model.actors[*actor].name, ticked(name.text));
  const std::string otherwise = fmt::format("give {0} one: `{0} chooses {1}: ...` or `private {0}.{1}: ...`",
                                            work.model.actors[*actor].name, name.text);
  const std::string guess = say_unknown(work, message, name, known, otherwise);
  if (guess.empty()) {
    work.names.silenced.insert(name.text);
    return std::nullopt;
  }
  const VariableId variable = work.names.dotted.find(prefix + guess)->second;
  label_last(work, work.model.variables[variable].span, "declared here");
  work.names.dotted.emplace(prefix + name.text, variable);
  return variable;
}

std::optional<VariableId> resolve_bare(Work& work, const Name& name) {
  const Symbol* found = find_plain(work, name.text);
  if (found != nullptr && found->kind == SymbolKind::Variable) return VariableId{found->row};
  if (is_silenced(work, name)) return std::nullopt;
  if (found != nullptr) {
    const bool actor = found->kind == SymbolKind::Actor;
    const bool partner = found->kind == SymbolKind::Partner;
    say_misuse(work,
               fmt::format("{} is {}: it has no values to compare with", ticked(name.text), kind_words(work, *found)),
               name.span, "",
               actor     ? fmt::format("name a move or trait of it: `{}.move is ...`", name.text)
               : partner ? "a partner makes no moves; declare it as an `actor` if it decides something"
                         : fmt::format("compare it with a number: `{} >= 1`", name.text));
    label_last(work, found->span, "declared here");
    return std::nullopt;
  }
  const std::optional<Symbol> symbol = resolve_plain(work, name, Wanted::Event);
  if (!symbol || symbol->kind != SymbolKind::Variable) return std::nullopt;
  return VariableId{symbol->row};
}

}  // namespace

std::optional<ActorId> resolve_actor(Work& work, const Name& name) {
  const std::optional<Symbol> symbol = resolve_kind(work, name, SymbolKind::Actor, "an actor");
  return symbol ? std::optional(ActorId{symbol->row}) : std::nullopt;
}

std::optional<ParameterId> resolve_parameter(Work& work, const Name& name) {
  const std::optional<Symbol> symbol = resolve_kind(work, name, SymbolKind::Parameter, "a parameter");
  return symbol ? std::optional(ParameterId{symbol->row}) : std::nullopt;
}

std::string resolve_owner(Work& work, const Name& name, const Name& layer) {
  const Symbol* found = find_plain(work, name.text);
  const auto is_owner = [](const Symbol& symbol) {
    return symbol.kind == SymbolKind::Actor || symbol.kind == SymbolKind::Partner;
  };
  if (found != nullptr && is_owner(*found)) return owner_name(work, *found);
  if (is_silenced(work, name)) return {};
  std::vector<std::string> known = keys_of_kind(work, SymbolKind::Actor);
  for (std::string& partner : keys_of_kind(work, SymbolKind::Partner)) known.push_back(std::move(partner));
  const std::string guess = found == nullptr ? best_guess(name.text, known) : "";
  const std::string who = found == nullptr ? "nobody here" : std::string(kind_words(work, *found));
  say(work,
      {Kind::E025,
       fmt::format("layer \"{}\" is by {}, which is {}", layer.text, ticked(name.text), who),
       {name.span, ""},
       {},
       found != nullptr ? fmt::format("name an actor or a partner, or leave out `by {}`", name.text)
       : guess.empty()  ? fmt::format("a layer is by an actor or a partner: declare `partner {}`, or leave out `by {}`",
                                      name.text, name.text)
                        : "did you mean " + ticked(guess) + "?"});
  if (found != nullptr) label_last(work, found->span, "declared here");
  return guess.empty() ? "" : owner_name(work, take_guess(work, name, guess));
}

std::optional<CitationId> resolve_citation(Work& work, const Name& name) {
  return resolve_in(work, work.names.citations, name, "source",
                    fmt::format("add `source {}: \"where the number comes from\"`", name.text));
}

std::optional<VariantId> resolve_variant(Work& work, const Name& name) {
  return resolve_in(work, work.names.variants, name, "variant", fmt::format("add `variant {}:`", name.text));
}

std::optional<Symbol> resolve_plain(Work& work, const Name& name, Wanted wanted) {
  if (const Symbol* found = find_plain(work, name.text)) return *found;
  if (is_silenced(work, name)) return std::nullopt;
  const std::string message = fmt::format("no {} called {}", words_for(wanted), ticked(name.text));
  const std::string full = owner_guess(work, name.text);
  if (!full.empty()) {
    say(work, {Kind::E005, message, {name.span, ""}, {}, "did you mean " + ticked(full) + "?"});
    const VariableId variable = work.names.dotted.find(full)->second;
    const Symbol symbol{SymbolKind::Variable, variable.value, work.model.variables[variable].span};
    work.names.plain.emplace(name.text, symbol);
    return symbol;
  }
  const std::vector<std::string> known =
      names_that(work, [&](const Symbol& symbol) { return fits(work, symbol, wanted); });
  const std::string guess = say_unknown(work, message, name, known, "");
  if (guess.empty()) {
    work.names.silenced.insert(name.text);
    return std::nullopt;
  }
  return take_guess(work, name, guess);
}

std::optional<VariableId> resolve_variable(Work& work, const Ref& ref) {
  return ref.second ? resolve_owned(work, ref.first, *ref.second) : resolve_bare(work, ref.first);
}

std::optional<VariableId> resolve_scale(Work& work, const Name& name) {
  const Symbol* found = find_plain(work, name.text);
  const bool is_variable = found != nullptr && found->kind == SymbolKind::Variable;
  if (is_variable && work.model.variables[VariableId{found->row}].kind == VariableKind::Scale) {
    return VariableId{found->row};
  }
  if (is_silenced(work, name)) return std::nullopt;
  if (found != nullptr) {
    say_misuse(work, fmt::format("{} is {}, not a scale", ticked(name.text), kind_words(work, *found)), name.span, "",
               "put the name of a scale here");
    label_last(work, found->span, "declared here");
    return std::nullopt;
  }
  const std::vector<std::string> scales = names_that(work, [&work](const Symbol& symbol) {
    return symbol.kind == SymbolKind::Variable &&
           work.model.variables[VariableId{symbol.row}].kind == VariableKind::Scale;
  });
  const std::string guess = say_unknown(work, fmt::format("no scale called {}", ticked(name.text)), name, scales,
                                        fmt::format("declare it: `scale {}: none < some`", name.text));
  if (guess.empty()) {
    work.names.silenced.insert(name.text);
    return std::nullopt;
  }
  return VariableId{take_guess(work, name, guess).row};
}

std::optional<ValueIndex> resolve_value(Work& work, VariableId variable, const Name& name) {
  if (const std::optional<ValueIndex> found = find_value(work, variable, name.text)) return found;
  const std::vector<std::string>& known = work.value_names[variable];
  if (name.text.empty() || known.empty()) return std::nullopt;
  const std::string& full = work.model.variables[variable].name;
  const std::string key = full + " is " + name.text;
  if (const auto alias = work.names.values.find(key); alias != work.names.values.end()) return alias->second;
  const std::string message = fmt::format("no value of {} called {}", ticked(full), ticked(name.text));
  const std::string guess = say_unknown(work, message, name, known, "");
  if (guess.empty()) {
    label_last(work, work.model.variables[variable].span, "declared here");
    return work.names.values[key] = std::nullopt;
  }
  const ValueIndex value = *find_value(work, variable, guess);
  label_last(work, work.model.variables[variable].values[value].span, "declared here");
  return work.names.values[key] = value;
}

ActorSet everyone(const Work& work) {
  const std::size_t size = work.model.actors.size();
  return size >= 64 ? ~ActorSet{0} : (ActorSet{1} << size) - 1;
}

ActorSet resolve_actors(Work& work, const std::vector<Name>& names) {
  ActorSet set = 0;
  std::map<ActorId, Span> seen;
  for (const Name& name : names) {
    const std::optional<ActorId> actor = resolve_actor(work, name);
    if (!actor) continue;
    set |= ActorSet{1} << actor->value;
    const auto [found, added] = seen.emplace(*actor, name.span);
    if (added) continue;
    say(work, {Kind::E021,
               fmt::format("{} is listed twice", ticked(work.model.actors[*actor].name)),
               {name.span, "again here"},
               {{found->second, "first here"}},
               "remove one of them"});
  }
  return set;
}

ActorSet resolve_who(Work& work, const Who& who) {
  if (who.everyone) return everyone(work);
  return resolve_actors(work, who.actors);
}

std::optional<VariableId> find_variable(const Work& work, const Ref& ref) {
  if (ref.second) {
    const auto found = work.names.dotted.find(ref.first.text + "." + ref.second->text);
    return found == work.names.dotted.end() ? std::nullopt : std::optional(found->second);
  }
  const Symbol* found = find_plain(work, ref.first.text);
  const bool variable = found != nullptr && found->kind == SymbolKind::Variable;
  return variable ? std::optional(VariableId{found->row}) : std::nullopt;
}

std::optional<ValueIndex> find_value(const Work& work, VariableId variable, std::string_view name) {
  const std::vector<std::string>& known = work.value_names[variable];
  const auto found = std::ranges::find(known, name);
  return found == known.end() ? std::nullopt : std::optional(static_cast<ValueIndex>(found - known.begin()));
}

}  // namespace demarche
