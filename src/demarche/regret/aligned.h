#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace demarche {

// Puts arrays at the start of a cache line, so that four numbers side by side never straddle two.
template <class T>
struct CacheLines {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  CacheLines() = default;
  template <class Other>
  explicit CacheLines(const CacheLines<Other>&) {}
  T* allocate(std::size_t num) { return static_cast<T*>(::operator new(num * sizeof(T), alignment)); }
  void deallocate(T* rows, std::size_t) { ::operator delete(rows, alignment); }
  friend bool operator==(const CacheLines&, const CacheLines&) { return true; }
};

using Numbers = std::vector<double, CacheLines<double>>;

}  // namespace demarche
