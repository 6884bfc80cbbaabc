// What fmt keeps out of its headers, as its own library has it: the package's library is not for WebAssembly. Included
// in every file (FMT_HEADER_ONLY), it would be compiled once for every room.
#include <fmt/format-inl.h>

namespace fmt {
namespace detail {

template auto dragonbox::to_decimal(float x) noexcept -> dragonbox::decimal_fp<float>;
template auto dragonbox::to_decimal(double x) noexcept -> dragonbox::decimal_fp<double>;
template auto thousands_sep_impl(locale_ref) -> thousands_sep_result<char>;
template auto decimal_point_impl(locale_ref) -> char;

}  // namespace detail
}  // namespace fmt
