#include "demarche/check/say.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace demarche {

void say(Work& work, Diagnostic diagnostic) { work.diagnostics.push_back(std::move(diagnostic)); }

void say_twice(Work& work, const std::string& what, Span again, Span first) {
  say(work, {Kind::E021,
             what + " is declared twice",
             {again, "declared again here"},
             {{first, "first declared here"}},
             "remove one of them, or give it another name"});
}

void say_misuse(Work& work, std::string message, Span span, std::string label, std::string help,
                std::vector<Fix> fixes) {
  say(work, {Kind::E023, std::move(message), {span, std::move(label)}, {}, std::move(help), std::move(fixes)});
}

std::string ticked(std::string_view name) { return fmt::format("`{}`", name); }

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t k = 0; k < words.size(); ++k) {
    if (k > 0) text += k + 1 == words.size() ? " and " : ", ";
    text += words[k];
  }
  return text;
}

std::string_view kind_words(VariableKind kind) {
  switch (kind) {
    case VariableKind::Trait:
      return "a trait";
    case VariableKind::Move:
      return "a move";
    case VariableKind::Chance:
      return "drawn by chance";
    case VariableKind::Vote:
      return "a vote";
    case VariableKind::Scale:
      return "a scale";
    default:
      return "a count of rounds";
  }
}

std::string_view kind_words(const Work& work, const Declared& symbol) {
  switch (symbol.kind) {
    case DeclaredKind::Actor:
      return "an actor";
    case DeclaredKind::Partner:
      return "a partner";
    case DeclaredKind::Parameter:
      return "a parameter";
    case DeclaredKind::Event:
      return "an event";
    case DeclaredKind::Number:
      return "a number";
    default:
      return kind_words(work.model.variables[VariableId{symbol.row}].kind);
  }
}

std::string actor_names(const Work& work, ActorSet set) {
  std::vector<std::string> names;
  for (std::size_t row = 0; row < work.model.actors.size(); ++row) {
    if (contains(set, ActorId{row})) names.push_back(work.model.actors[ActorId{row}].name);
  }
  std::ranges::sort(names);
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string one_line(const Source& source, Span span) {
  std::string text;
  bool quoted = false;
  bool comment = false;
  const std::size_t end = std::min<std::size_t>(span.end, source.text.size());
  for (std::size_t at = span.begin; at < end; ++at) {
    const char letter = source.text[at];
    if (letter == '\n') quoted = comment = false;
    if (letter == '"') quoted = !quoted;
    if (letter == '#' && !quoted) comment = true;
    if (comment) continue;
    const bool blank = std::isspace(static_cast<unsigned char>(letter)) != 0;
    if (!blank) text += letter;
    if (blank && quoted) text += letter;
    if (blank && !quoted && !text.empty() && text.back() != ' ') text += ' ';
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::string number_text(double number) { return fmt::format("{:.6g}", number); }

std::string percent_text(double share) { return fmt::format("{:.6g}%", share * 100); }

Span joined(Span first, Span last) { return {std::min(first.begin, last.begin), std::max(first.end, last.end)}; }

}  // namespace demarche
