#include "demarche/survey/bound.h"

#include "demarche/base/typed_number.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// `20 %` is `20%`.
std::optional<double> number_after(const std::string& text) {
  std::string number = trimmed(text);
  if (number.ends_with(" %")) number = trimmed(number.substr(0, number.size() - 1)) + "%";
  return number_in(number);
}

}  // namespace

std::optional<Bound> bound_of(const std::string& condition) {
  const std::size_t place = condition.find_last_of("<>");
  if (place == std::string::npos) return std::nullopt;
  const bool upward = condition[place] == '>';
  const bool with_end = condition.substr(place + 1).starts_with('=');
  const std::optional<double> number = number_after(condition.substr(place + (with_end ? 2 : 1)));
  const std::string quantity = trimmed(condition.substr(0, place));
  if (!number || quantity.empty()) return std::nullopt;
  const BoundSign sign =
      upward ? (with_end ? BoundSign::AtLeast : BoundSign::Above) : (with_end ? BoundSign::AtMost : BoundSign::Below);
  return Bound{trimmed(condition), quantity, sign, *number};
}

std::string_view sign_text(BoundSign sign) {
  switch (sign) {
    case BoundSign::Above:
      return ">";
    case BoundSign::AtLeast:
      return ">=";
    case BoundSign::Below:
      return "<";
    case BoundSign::AtMost:
      return "<=";
  }
  return "";
}

std::string doubt_about(const Bound& bound) {
  if (!bound.quantity.starts_with("P(") || (bound.number >= 0 && bound.number <= 1)) return {};
  return fmt::format("`{}`: a probability lies between 0 and 1; for per cent type `{:.6g}%`", bound.text, bound.number);
}

}  // namespace demarche
