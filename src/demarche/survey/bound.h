#pragma once

#include "demarche/draw/slack.h"

#include <optional>
#include <string>

namespace demarche {

// `P(a.move is x) > 20%`, as it is typed on the command line; also `>=`, `<` and `<=`, each meaning what it says.
struct Bound {
  std::string text;  // the whole condition
  std::string quantity;
  BoundSign sign = BoundSign::Above;
  double number = 0;
};
std::optional<Bound> bound_of(const std::string& condition);

// A sentence where no probability can be on the other side; empty otherwise.
std::string doubt_about(const Bound& bound);

// `>=`.
std::string_view sign_text(BoundSign sign);

// The words for what a condition is made of: "`>`, `>=`, `<` or `<=`, and a number".
inline constexpr const char* what_bounds_are = "`>`, `>=`, `<` or `<=`, and a number";

}  // namespace demarche
