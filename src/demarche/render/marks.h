#pragma once

#include "demarche/view/data.h"

#include <span>
#include <string>
#include <string_view>

// Reading the marks of a figure.
namespace demarche::render {

// The fields of a record by name: what is not there is an empty text, NaN, false and no rows.
std::string text_in(const view::Data& record, std::string_view key);
double number_in(const view::Data& record, std::string_view key);
bool truth_in(const view::Data& record, std::string_view key);
std::span<const view::Data> rows_in(const view::Data& record, std::string_view key);

// A text or a number that stands by itself.
std::string mark_text(const view::Data& data);
double mark_number(const view::Data& data);

}  // namespace demarche::render
