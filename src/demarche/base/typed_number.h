#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace demarche {

// Numbers as people type them outside of models.

// Digits with a point or an exponent, taken from the front of the text; no `nan`, `inf` or `0x10`.
std::optional<double> take_decimal(std::string_view& text);

// `0.25`, `25%` or `1/4`; nullopt where the text is no such number or not finite.
std::optional<double> number_in(const std::string& text);

}  // namespace demarche
