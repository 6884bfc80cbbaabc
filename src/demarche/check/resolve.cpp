#include "demarche/check/resolve.h"

#include "demarche/check/fixes.h"
#include "demarche/diag/letters.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

// As it was declared. A misspelling stands beside it in the tables, and is nothing to suggest.
const std::string& declared_name(const Work& work, const Declared& symbol) {
  switch (symbol.kind) {
    case DeclaredKind::Actor:
      return work.model.actors[ActorId{symbol.row}].name;
    case DeclaredKind::Partner:
      return work.model.partners[symbol.row].name;
    case DeclaredKind::Parameter:
      return work.model.parameters[ParameterId{symbol.row}].name;
    case DeclaredKind::Event:
    case DeclaredKind::Number:
      return work.model.definitions[symbol.row].name;
    case DeclaredKind::Variable:
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

std::vector<std::string> keys_of_kind(const Work& work, DeclaredKind kind) {
  return names_that(work, [kind](const Declared& symbol) { return symbol.kind == kind; });
}

bool has_numbers(const Work& work, const Declared& symbol) {
  return symbol.kind == DeclaredKind::Variable && work.model.variables[VariableId{symbol.row}].has_numbers;
}

bool fits(const Work& work, const Declared& symbol, Wanted wanted) {
  switch (wanted) {
    case Wanted::Event:
      return symbol.kind == DeclaredKind::Variable;
    case Wanted::Number:
      return symbol.kind == DeclaredKind::Parameter || symbol.kind == DeclaredKind::Number || has_numbers(work, symbol);
    case Wanted::Condition:
      return symbol.kind == DeclaredKind::Event;
    case Wanted::Expectation:
      break;
  }
  return symbol.kind == DeclaredKind::Actor || symbol.kind == DeclaredKind::Number || has_numbers(work, symbol);
}

std::string_view words_for(Wanted wanted) {
  switch (wanted) {
    case Wanted::Event:
      return "move, draw, vote or scale";
    case Wanted::Number:
      return "parameter or scale";
    case Wanted::Condition:
      return "event";
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

// What to say where no name is near: the text, and the edit behind it.
struct Otherwise {
  std::string help;
  std::vector<Fix> fixes{};
};

// The only name there is, where nothing is near.
std::vector<Fix> fixes_for_unknown(const Guess& guess, const Name& name, const std::vector<std::string>& known,
                                   const Otherwise& otherwise) {
  if (!guess.name.empty()) return fixes_by(guess, name.span);
  if (known.empty()) return otherwise.fixes;
  return known.size() == 1 ? std::vector{possible_fix(name.span, known.front())} : std::vector<Fix>();
}

// Reports a name that is not among the known ones; returns the best guess, or nothing.
std::string say_unknown(Work& work, std::string message, const Name& name, const std::vector<std::string>& known,
                        const Otherwise& otherwise) {
  constexpr std::size_t enough_guesses =
      200;  // more diagnostics are not read one by one, and each guess costs a search
  const Guess guess = work.diagnostics.size() < enough_guesses ? guess_of(name.text, known) : Guess();
  say(work, {Kind::E005,
             std::move(message),
             {name.span, ""},
             {},
             guess_help(guess.name, known, otherwise.help),
             fixes_for_unknown(guess, name, known, otherwise)});
  return guess.name;
}

// Of an actor or a partner.
std::string owner_name(const Work& work, const Declared& symbol) {
  return symbol.kind == DeclaredKind::Actor ? work.model.actors[ActorId{symbol.row}].name
                                            : work.model.partners[symbol.row].name;
}

void label_last(Work& work, Span span, std::string text) {
  work.diagnostics.back().others.push_back({span, std::move(text)});
}

// Of a name that was taken for `guess`.
void label_declaration(Work& work, const Name& name, const std::string& guess, Span span) {
  label_last(work, span, "declared here");
  offer_declaration(work, name, guess, span);
}

// A name with a character that no name holds was told by E001.
bool is_silenced(const Work& work, const Name& name) {
  const bool odd = !is_plain_ascii(name.text) && !is_name(name.text);
  return name.text.empty() || odd || work.names.silenced.contains(name.text);
}

const Declared* find_plain(const Work& work, std::string_view name) {
  const auto found = work.names.plain.find(name);
  return found == work.names.plain.end() ? nullptr : &found->second;
}

// Goes on with the guess wherever the same misspelling comes again.
Declared take_guess(Work& work, const Name& name, const std::string& guess) {
  const Declared symbol = *find_plain(work, guess);
  label_declaration(work, name, guess, symbol.span);
  work.names.plain.emplace(name.text, symbol);
  return symbol;
}

// Moves and traits of any actor that go by this bare name, to suggest the full one; certain where there is one.
Guess owner_guess(const Work& work, std::string_view name) {
  Guess guess;
  for (const auto& entry : work.names.dotted) {
    const std::string& full = entry.first;
    const bool fits = full.size() > name.size() && full.ends_with(name) && full[full.size() - name.size() - 1] == '.';
    if (!fits) continue;
    if (!guess.name.empty()) return {guess.name, false};
    guess = {full, true};
  }
  return guess;
}

Span span_of(const Work& work, CitationId id) { return work.model.citations[id].span; }
Span span_of(const Work& work, VariantId id) { return work.model.variants[id].span; }

template <class Id>
std::optional<Id> resolve_in(Work& work, Named<Id>& table, const Name& name, const std::string& what,
                             const Otherwise& otherwise) {
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
  label_declaration(work, name, guess, span_of(work, id));
  return table[name.text] = id;
}

// A symbol of one kind; another kind is a misuse and is reported as such.
std::optional<Declared> resolve_kind(Work& work, const Name& name, DeclaredKind kind, const std::string& what) {
  const Declared* found = find_plain(work, name.text);
  if (found != nullptr && found->kind == kind) return *found;
  if (is_silenced(work, name)) return std::nullopt;
  if (found != nullptr) {
    const std::string message = fmt::format("{} is {}, not {}", ticked(name.text), kind_words(work, *found), what);
    say_misuse(work, message, name.span, "",
               found->kind == DeclaredKind::Number && kind == DeclaredKind::Parameter
                   ? "it is worked out: name a parameter that it reads, or declare it as a `parameter`"
                   : fmt::format("put the name of {} here", what));
    if (found->span.end > 0) label_last(work, found->span, "declared here");
    return std::nullopt;
  }
  const std::vector<std::string> known = keys_of_kind(work, kind);
  const std::string bare = what.substr(what.find(' ') + 1);
  const bool is_precision = name.text.starts_with("precision of ");
  const std::string line =
      fmt::format("{}{}{}", is_precision ? "" : bare + " ", name.text, bare == "parameter" ? " = 1" : "");
  const Otherwise otherwise{fmt::format("declare it: `{}`", line), with_line_before(work, name.span, line)};
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
  const std::string guess = say_unknown(work, message, name, known, {otherwise});
  if (guess.empty()) {
    work.names.silenced.insert(name.text);
    return std::nullopt;
  }
  const VariableId variable = work.names.dotted.find(prefix + guess)->second;
  label_declaration(work, name, guess, work.model.variables[variable].span);
  work.names.dotted.emplace(prefix + name.text, variable);
  return variable;
}

std::optional<VariableId> resolve_bare(Work& work, const Name& name) {
  const Declared* found = find_plain(work, name.text);
  if (found != nullptr && found->kind == DeclaredKind::Variable) return VariableId{found->row};
  if (is_silenced(work, name)) return std::nullopt;
  if (found != nullptr) {
    const bool actor = found->kind == DeclaredKind::Actor;
    const bool event = found->kind == DeclaredKind::Event;
    const bool partner = found->kind == DeclaredKind::Partner;
    say_misuse(work,
               fmt::format("{} is {}: it has no values to compare with", ticked(name.text), kind_words(work, *found)),
               name.span, "",
               event     ? fmt::format("write `{0}` or `not {0}`", name.text)
               : actor   ? fmt::format("name a move or trait of it: `{}.move is ...`", name.text)
               : partner ? "a partner makes no moves; declare it as an `actor` if it decides something"
                         : fmt::format("compare it with a number: `{} >= 1`", name.text));
    label_last(work, found->span, "declared here");
    return std::nullopt;
  }
  const std::optional<Declared> symbol = resolve_plain(work, name, Wanted::Event);
  if (!symbol || symbol->kind != DeclaredKind::Variable) return std::nullopt;
  return VariableId{symbol->row};
}

}  // namespace

std::optional<ActorId> resolve_actor(Work& work, const Name& name) {
  const std::optional<Declared> symbol = resolve_kind(work, name, DeclaredKind::Actor, "an actor");
  return symbol ? std::optional(ActorId{symbol->row}) : std::nullopt;
}

std::optional<ParameterId> resolve_parameter(Work& work, const Name& name) {
  const std::optional<Declared> symbol = resolve_kind(work, name, DeclaredKind::Parameter, "a parameter");
  return symbol ? std::optional(ParameterId{symbol->row}) : std::nullopt;
}

std::string resolve_owner(Work& work, const Name& name, const Name& layer) {
  const Declared* found = find_plain(work, name.text);
  const auto is_owner = [](const Declared& symbol) {
    return symbol.kind == DeclaredKind::Actor || symbol.kind == DeclaredKind::Partner;
  };
  if (found != nullptr && is_owner(*found)) return owner_name(work, *found);
  if (is_silenced(work, name)) return {};
  std::vector<std::string> known = keys_of_kind(work, DeclaredKind::Actor);
  for (std::string& partner : keys_of_kind(work, DeclaredKind::Partner)) known.push_back(std::move(partner));
  const Guess guess = found == nullptr ? guess_of(name.text, known) : Guess();
  const std::string who = found == nullptr ? "nobody here" : std::string(kind_words(work, *found));
  say(work, {Kind::E025,
             fmt::format("layer \"{}\" is by {}, which is {}", layer.text, ticked(name.text), who),
             {name.span, ""},
             {},
             found != nullptr ? fmt::format("name an actor or a partner, or leave out `by {}`", name.text)
             : guess.name.empty()
                 ? fmt::format("a layer is by an actor or a partner: declare `partner {}`, or leave out `by {}`",
                               name.text, name.text)
                 : "did you mean " + ticked(guess.name) + "?",
             found == nullptr && !guess.name.empty() ? fixes_by(guess, name.span) : without_word_and(work, name.span)});
  if (found != nullptr) label_last(work, found->span, "declared here");
  return guess.name.empty() ? "" : owner_name(work, take_guess(work, name, guess.name));
}

std::optional<CitationId> resolve_citation(Work& work, const Name& name) {
  const std::string line = fmt::format("source {}: \"where the number comes from\"", name.text);
  return resolve_in(work, work.names.citations, name, "source",
                    {fmt::format("add `{}`", line), with_line_before(work, name.span, line)});
}

std::optional<VariantId> resolve_variant(Work& work, const Name& name) {
  return resolve_in(work, work.names.variants, name, "variant", {fmt::format("add `variant {}:`", name.text)});
}

std::optional<Declared> resolve_plain(Work& work, const Name& name, Wanted wanted) {
  if (const Declared* found = find_plain(work, name.text)) return *found;
  if (is_silenced(work, name)) return std::nullopt;
  const std::string message = fmt::format("no {} called {}", words_for(wanted), ticked(name.text));
  const Guess full = owner_guess(work, name.text);
  if (!full.name.empty()) {
    say(work, {Kind::E005,
               message,
               {name.span, ""},
               {},
               "did you mean " + ticked(full.name) + "?",
               fixes_by(full, name.span)});
    const VariableId variable = work.names.dotted.find(full.name)->second;
    const Declared symbol{DeclaredKind::Variable, variable.value, work.model.variables[variable].span};
    work.names.plain.emplace(name.text, symbol);
    return symbol;
  }
  const std::vector<std::string> known =
      names_that(work, [&](const Declared& symbol) { return fits(work, symbol, wanted); });
  const std::string guess = say_unknown(work, message, name, known, {});
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
  const Declared* found = find_plain(work, name.text);
  const bool is_variable = found != nullptr && found->kind == DeclaredKind::Variable;
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
  const std::vector<std::string> scales = names_that(work, [&work](const Declared& symbol) {
    return symbol.kind == DeclaredKind::Variable &&
           work.model.variables[VariableId{symbol.row}].kind == VariableKind::Scale;
  });
  const std::string line = fmt::format("scale {}: none < some", name.text);
  const std::string guess =
      say_unknown(work, fmt::format("no scale called {}", ticked(name.text)), name, scales,
                  {fmt::format("declare it: `{}`", line), with_line_before(work, name.span, line)});
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
  const std::string guess = say_unknown(work, message, name, known, {});
  if (guess.empty()) {
    label_last(work, work.model.variables[variable].span, "declared here");
    return work.names.values[key] = std::nullopt;
  }
  const ValueIndex value = *find_value(work, variable, guess);
  label_declaration(work, name, guess, work.model.variables[variable].values[value].span);
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
               "remove one of them",
               without_item(work, name.span)});
  }
  return set;
}

ActorSet resolve_who(Work& work, const Who& who) {
  if (who.everyone) return everyone(work);
  const Declared* called_so = who.nobody ? find_plain(work, "nobody") : nullptr;
  if (who.nobody && (called_so == nullptr || called_so->kind != DeclaredKind::Actor)) return 0;
  return resolve_actors(work, who.actors);
}

const Definiens* find_definition(const Work& work, const Ref& ref) {
  const Declared* found = ref.second ? nullptr : find_plain(work, ref.first.text);
  const bool defined = found != nullptr && (found->kind == DeclaredKind::Event || found->kind == DeclaredKind::Number);
  return defined ? &work.definitions[found->row] : nullptr;
}

std::optional<VariableId> find_variable(const Work& work, const Ref& ref) {
  if (ref.second) {
    const auto found = work.names.dotted.find(ref.first.text + "." + ref.second->text);
    return found == work.names.dotted.end() ? std::nullopt : std::optional(found->second);
  }
  const Declared* found = find_plain(work, ref.first.text);
  const bool variable = found != nullptr && found->kind == DeclaredKind::Variable;
  return variable ? std::optional(VariableId{found->row}) : std::nullopt;
}

std::optional<ValueIndex> find_value(const Work& work, VariableId variable, std::string_view name) {
  const std::vector<std::string>& known = work.value_names[variable];
  const auto found = std::ranges::find(known, name);
  return found == known.end() ? std::nullopt : std::optional(static_cast<ValueIndex>(found - known.begin()));
}

}  // namespace demarche
