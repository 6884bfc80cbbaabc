#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace demarche::view {

// What a program is told: nothing, a truth, a number, a text, a list, or a record whose keys stay for ever and keep the
// order in which they were put in. Written as JSON, and handed to other languages as it is.
//
//   Data page = {{"schema", 1}, {"kind", "answers"}};
//   page["rows"] = Data::list();
//   page["rows"].push_back({{"label", "war"}, {"value", 0.25}});
//
// A braced list whose every element is a pair that begins with a text is a record; every other one is a list.
class Data {
 public:
  using List = std::vector<Data>;
  struct Record {
    std::vector<std::string> keys;
    List values;  // one a key
  };
  using Value = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, List, Record>;

  Data() = default;
  Data(std::nullptr_t) {}
  Data(double number) : value_(number) {}
  template <std::same_as<bool> T>
  Data(T truth) : value_(truth) {}
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Data(T number) {
    if constexpr (std::signed_integral<T>) value_ = std::int64_t{number};
    else value_ = std::uint64_t{number};
  }
  Data(const char* text) : value_(std::string(text)) {}
  Data(std::string text) : value_(std::move(text)) {}
  Data(std::string_view text) : value_(std::string(text)) {}
  Data(const std::vector<std::string>& texts);
  Data(const std::vector<double>& numbers);
  template <class T>
  Data(const std::optional<T>& known) : Data(known ? Data(*known) : Data()) {}
  Data(std::initializer_list<Data> elements);

  static Data list();
  static Data record();

  const Value& value() const { return value_; }
  bool is_nothing() const { return std::holds_alternative<std::monostate>(value_); }

  // The field of that key, made at the end of the record where there is none. Nothing becomes a record.
  Data& operator[](std::string_view key);
  // The same for reading; nullptr where there is none.
  const Data* find(std::string_view key) const;

  // At the end of a list. Nothing becomes a list.
  void push_back(Data element);
  Data& back();
  std::size_t size() const;

  // Puts in all fields of another record.
  void update(const Data& other);

 private:
  Value value_;
};

}  // namespace demarche::view
