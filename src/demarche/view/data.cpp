#include "demarche/view/data.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace demarche::view {
namespace {

bool is_field(const Data& data) {
  const auto* pair = std::get_if<Data::List>(&data.value());
  return pair != nullptr && pair->size() == 2 && std::holds_alternative<std::string>(pair->front().value());
}

template <class T>
Data::List listed(const std::vector<T>& elements) {
  return Data::List(elements.begin(), elements.end());
}

}  // namespace

Data::Data(const std::vector<std::string>& texts) : value_(listed(texts)) {}

Data::Data(const std::vector<double>& numbers) : value_(listed(numbers)) {}

Data::Data(std::initializer_list<Data> elements) {
  if (!std::all_of(elements.begin(), elements.end(), is_field)) {
    value_ = List(elements);
    return;
  }
  Record record;
  for (const Data& element : elements) {
    const List& pair = std::get<List>(element.value_);
    record.keys.push_back(std::get<std::string>(pair.front().value_));
    record.values.push_back(pair.back());
  }
  value_ = std::move(record);
}

Data Data::list() {
  Data data;
  data.value_ = List();
  return data;
}

Data Data::record() {
  Data data;
  data.value_ = Record();
  return data;
}

Data& Data::operator[](std::string_view key) {
  if (is_nothing()) value_ = Record();
  if (const Data* known = find(key)) return const_cast<Data&>(*known);
  Record& record = std::get<Record>(value_);
  record.keys.emplace_back(key);
  return record.values.emplace_back();
}

const Data* Data::find(std::string_view key) const {
  const auto* record = std::get_if<Record>(&value_);
  if (record == nullptr) return nullptr;
  const auto known = std::ranges::find(record->keys, key);
  return known == record->keys.end() ? nullptr
                                     : &record->values[static_cast<std::size_t>(known - record->keys.begin())];
}

void Data::push_back(Data element) {
  if (is_nothing()) value_ = List();
  std::get<List>(value_).push_back(std::move(element));
}

Data& Data::back() { return std::get<List>(value_).back(); }

std::size_t Data::size() const {
  if (const auto* list = std::get_if<List>(&value_)) return list->size();
  if (const auto* record = std::get_if<Record>(&value_)) return record->keys.size();
  return is_nothing() ? 0 : 1;
}

void Data::update(const Data& other) {
  const Record& more = std::get<Record>(other.value_);
  for (std::size_t k = 0; k < more.keys.size(); ++k) (*this)[more.keys[k]] = more.values[k];
}

}  // namespace demarche::view
