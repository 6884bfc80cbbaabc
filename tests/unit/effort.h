#pragma once

#include <cstddef>
#include <cstdlib>

// How much a test does. Sanitizers take ten times as long, and look for other faults than numbers that are wrong: of
// long series they go through a part, unless DEMARCHE_THOROUGH is set (`make check` sets it).
namespace effort {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool is_sanitized = true;
#else
inline constexpr bool is_sanitized = false;
#endif
#else
inline constexpr bool is_sanitized = false;
#endif

inline bool is_whole() { return !is_sanitized || std::getenv("DEMARCHE_THOROUGH") != nullptr; }

// Whether the k-th of a series is gone through: all, or one in `of`.
inline bool takes(std::size_t k, std::size_t of) { return is_whole() || k % of == 0; }

// So many, or one in `of`.
inline std::size_t part_of(std::size_t num, std::size_t of) { return is_whole() ? num : (num + of - 1) / of; }

}  // namespace effort
