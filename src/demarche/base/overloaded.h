#pragma once

#include <concepts>
#include <type_traits>

namespace demarche {

// For std::visit: one function a kind. Without one that takes all, a new kind breaks the build.
template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

// For kinds that are treated alike, each by its name; `auto&` takes them whether they may be changed or not.
template <class Kind, class... Kinds>
concept OneOf = (std::same_as<std::remove_const_t<Kind>, Kinds> || ...);

}  // namespace demarche
