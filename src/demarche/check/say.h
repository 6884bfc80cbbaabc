#pragma once

#include "demarche/check/work.h"

// How passes word and file what they found.
namespace demarche {

void say(Work& work, Diagnostic diagnostic);

// E021: `what` says the sort of thing with its name, as in "actor `US`".
void say_twice(Work& work, const std::string& what, Span again, Span first);

// E023 with a help.
void say_misuse(Work& work, std::string message, Span span, std::string label, std::string help,
                std::vector<Fix> fixes = {});

// `name` in backticks.
std::string ticked(std::string_view name);

// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& words);

// "a move", "a trait", "an actor", ...
std::string_view kind_words(const Work& work, const Declared& symbol);
std::string_view kind_words(VariableKind kind);

// The names of the actors of a set, in alphabetical order and joined by ", ".
std::string actor_names(const Work& work, ActorSet set);

// The text of a span on one line, without comments and with single spaces.
std::string one_line(const Source& source, Span span);

// A number as people write it, to six digits; 0.4 is "40%" where the text around it speaks in percent.
std::string number_text(double number);
std::string percent_text(double share);

// Both spans and all between.
Span joined(Span first, Span last);

}  // namespace demarche
