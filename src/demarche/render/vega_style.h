#pragma once

#include "demarche/view/page.h"

#include <initializer_list>
#include <string>

// The look that all drawings share.
namespace demarche::render {

// A colour that the colour-blind can tell from the others, and the colour of writing on it. Okabe & Ito 2008.
struct Colour {
  const char* fill;
  const char* ink;
};

// The k-th of a list of things that stand beside each other; the list comes round after seven.
Colour colour_of(std::size_t k);
inline constexpr const char* grey = "#8a8f98";
inline constexpr const char* blue = "#0072b2";
inline constexpr const char* light_blue = "#56b4e9";
inline constexpr const char* orange = "#e69f00";
inline constexpr const char* green = "#009e73";
inline constexpr const char* red = "#d55e00";

// A list, of one element too.
view::Data listed(std::initializer_list<view::Data> elements);

// An empty specification: schema, description for screen readers, size and look. Text and lines take the colour of the
// page around them, so that one drawing serves light, dark and print.
view::Data new_specification(const view::Figure& figure, int height);

// `data` of a layer or a specification.
view::Data values_of(view::Data rows);

// An axis of numbers on a figure's scale.
view::Data value_axis(const std::string& field, const std::string& title, const view::Data& scale);

// The scale of shares from 0 to 1, and one without an axis.
view::Data whole_scale();
view::Data unseen_axis(const std::string& field);

// The same axis for another field.
view::Data with_field(view::Data axis, const std::string& field);

// A field as it stands: a colour, an opacity, a text.
view::Data as_is(const std::string& field);
view::Data text_from(const std::string& field);

// A field shown when a mark is pointed at.
view::Data pointed_field(const std::string& field, const std::string& title);

// The dot of an answer; its ring tells it from a bar behind it, on dark pages too.
view::Data ringed_dot();

// A number with the digits a drawing can show, so that files stay small.
double rounded(double number);

}  // namespace demarche::render
