#pragma once

#include "demarche/syntax/tree.h"

#include <string>

// Parts of a tree as one-line text, brackets showing how the parser read them. A missing part shows as `?`.
namespace demarche::dumped {

std::string name(const Name& name);
std::string quoted(const Name& text);
std::string names(const std::vector<Name>& names);
std::string ref(const Ref& ref);
std::string expression(const Expr& expr);
std::string condition(const Cond& cond);
std::string_view sign_of(Comparison comparison);
std::string levels(const LevelsSyntax& levels);
std::string who(const Who& who);
std::string if_clause(const std::optional<Cond>& cond);  // " if ..." or nothing

}  // namespace demarche::dumped
