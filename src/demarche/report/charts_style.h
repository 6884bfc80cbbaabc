#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace demarche {

using Json = nlohmann::ordered_json;

// A colour that the colour-blind can tell from the others, and the colour of writing on it. Okabe & Ito 2008.
struct Colour2 {
  const char* fill;
  const char* ink;
};

// The k-th of a list of things that stand beside each other; the list comes round after seven.
Colour2 colour_of(std::size_t k);
inline constexpr const char* chance_colour = "#8a8f98";
inline constexpr const char* mark_colour = "#0072b2";

// An empty specification: schema, description for screen readers, size and the look that all charts share. Text and
// lines take the colour of the page around them, so that one drawing serves light, dark and print.
Json new_specification(const std::string& description, int height);

// A quantitative axis of probabilities in percent, or of plain numbers.
Json value_axis(const std::string& field, const std::string& title, const std::string& unit_format);

// A field shown when a mark is pointed at.
Json shown(const std::string& field, const std::string& title);

// The dot of an answer; its ring tells it from a bar behind it, on dark pages too.
Json ringed_dot();

// JSON text; bytes that are not UTF-8 become the replacement character.
std::string compact_text(const Json& json);

// A number with the digits a chart can show, so that files stay small.
double rounded(double number);

}  // namespace demarche
