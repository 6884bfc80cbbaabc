#include "demarche/base/typed_number.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace demarche {

std::optional<double> take_decimal(std::string_view& text) {
  const std::size_t length = std::min(text.find_first_not_of("0123456789.eE+-"), text.size());
  const std::string digits(text.substr(0, length));
  char* end = nullptr;
  const double number = std::strtod(digits.c_str(), &end);
  if (digits.empty() || end != digits.c_str() + digits.size()) return std::nullopt;
  text.remove_prefix(length);
  return number;
}

std::optional<double> number_in(const std::string& text) {
  std::string_view rest = text;
  std::optional<double> value = take_decimal(rest);
  if (!value) return std::nullopt;
  if (rest.starts_with('%')) {
    *value /= 100;
    rest.remove_prefix(1);
  } else if (rest.starts_with('/')) {
    rest.remove_prefix(1);
    const std::optional<double> below = take_decimal(rest);
    if (!below || !std::isfinite(*below)) return std::nullopt;
    *value /= *below;
  }
  return rest.empty() && std::isfinite(*value) ? value : std::nullopt;
}

}  // namespace demarche
