#pragma once

#include <concepts>

namespace demarche {

// For std::visit: one function a kind. Without one that takes all, a new kind breaks the build.
template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

// For kinds that are treated alike, each by its name.
template <class Kind, class... Kinds>
concept OneOf = (std::same_as<Kind, Kinds> || ...);

}  // namespace demarche
