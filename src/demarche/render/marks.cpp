#include "demarche/render/marks.h"

#include <limits>

namespace demarche::render {
namespace {

struct AsNumber {
  double operator()(double number) const { return number; }
  double operator()(std::int64_t number) const { return static_cast<double>(number); }
  double operator()(std::uint64_t number) const { return static_cast<double>(number); }
  template <class Other>
  double operator()(const Other&) const {
    return std::numeric_limits<double>::quiet_NaN();
  }
};

}  // namespace

std::string mark_text(const view::Data& data) {
  const auto* text = std::get_if<std::string>(&data.value());
  return text == nullptr ? std::string() : *text;
}

double mark_number(const view::Data& data) { return std::visit(AsNumber{}, data.value()); }

std::string text_in(const view::Data& record, std::string_view key) {
  const view::Data* field = record.find(key);
  return field == nullptr ? std::string() : mark_text(*field);
}

double number_in(const view::Data& record, std::string_view key) {
  const view::Data* field = record.find(key);
  return mark_number(field == nullptr ? view::Data() : *field);
}

bool truth_in(const view::Data& record, std::string_view key) {
  const view::Data* field = record.find(key);
  const bool* truth = field == nullptr ? nullptr : std::get_if<bool>(&field->value());
  return truth != nullptr && *truth;
}

std::span<const view::Data> rows_in(const view::Data& record, std::string_view key) {
  const view::Data* field = record.find(key);
  const auto* list = field == nullptr ? nullptr : std::get_if<view::Data::List>(&field->value());
  return list == nullptr ? std::span<const view::Data>() : std::span<const view::Data>(*list);
}

}  // namespace demarche::render
