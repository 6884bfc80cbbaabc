#include "demarche/cli/bound.h"

#include "demarche/cli/options.h"

namespace demarche::cli {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::optional<Bound> bound_of(const std::string& condition) {
  const std::size_t place = condition.find_last_of("<>");
  if (place == std::string::npos) return std::nullopt;
  const std::optional<double> number = number_in(trimmed(condition.substr(place + 1)));
  const std::string quantity = trimmed(condition.substr(0, place));
  if (!number || quantity.empty()) return std::nullopt;
  return Bound{trimmed(condition), quantity, condition[place] == '>' ? Bound::Sign::Above : Bound::Sign::Below,
               *number};
}

}  // namespace demarche::cli
