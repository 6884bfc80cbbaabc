#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace demarche {

// A typed row number of a table: indexing nodes with an action id does not compile.
template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t row) : value(static_cast<std::uint32_t>(row)) {}
  friend constexpr auto operator<=>(Id, Id) = default;
};

template <class Tag>
inline constexpr Id<Tag> none{std::size_t{0xFFFFFFFF}};

// A vector whose rows are numbered by one kind of id only.
template <class Key, class T>
class Table {
 public:
  Table() = default;
  explicit Table(std::size_t num_rows, const T& fill = T{}) : rows_(num_rows, fill) {}

  T& operator[](Key key) { return rows_[key.value]; }
  const T& operator[](Key key) const { return rows_[key.value]; }

  Key push_back(T row) {
    rows_.push_back(std::move(row));
    return Key{rows_.size() - 1};
  }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  void reserve(std::size_t num_rows) { rows_.reserve(num_rows); }
  void resize(std::size_t num_rows, const T& fill = T{}) { rows_.resize(num_rows, fill); }
  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  T* data() { return rows_.data(); }
  const T* data() const { return rows_.data(); }
  friend bool operator==(const Table&, const Table&) = default;

 private:
  std::vector<T> rows_;
};

using ActorId = Id<struct ActorTag>;

}  // namespace demarche
