#include "demarche/solve/exact/exact_integer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace demarche {
namespace {

using Limbs = std::vector<std::uint32_t>;
constexpr unsigned limb_bits = 32;
constexpr std::uint64_t limb_base = std::uint64_t{1} << limb_bits;

std::uint32_t low_limb(std::uint64_t x) { return static_cast<std::uint32_t>(x & (limb_base - 1)); }

void trim(Limbs& limbs) {
  while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
}

ExactInteger signed_number(int sign, Limbs limbs) {
  trim(limbs);
  return {limbs.empty() ? 0 : sign, std::move(limbs)};
}

int compare_sizes(const Limbs& one, const Limbs& other) {
  if (one.size() != other.size()) return one.size() < other.size() ? -1 : 1;
  for (std::size_t k = one.size(); k-- > 0;)
    if (one[k] != other[k]) return one[k] < other[k] ? -1 : 1;
  return 0;
}

Limbs sum_of_sizes(const Limbs& one, const Limbs& other) {
  Limbs sum(std::max(one.size(), other.size()) + 1);
  std::uint64_t carry = 0;
  for (std::size_t k = 0; k < sum.size(); ++k) {
    carry += (k < one.size() ? one[k] : 0ULL) + (k < other.size() ? other[k] : 0ULL);
    sum[k] = low_limb(carry);
    carry >>= limb_bits;
  }
  return sum;
}

// Of the larger one and the smaller one.
Limbs difference_of_sizes(const Limbs& large, const Limbs& small) {
  Limbs difference(large.size());
  std::uint64_t borrow = 0;
  for (std::size_t k = 0; k < large.size(); ++k) {
    const std::uint64_t taken = (k < small.size() ? small[k] : 0ULL) + borrow;
    borrow = large[k] < taken ? 1 : 0;
    difference[k] = low_limb(large[k] + limb_base - taken);
  }
  return difference;
}

std::uint32_t divide_by_limb(Limbs& limbs, std::uint32_t by) {
  std::uint64_t remainder = 0;
  for (std::size_t k = limbs.size(); k-- > 0;) {
    remainder = (remainder << limb_bits) | limbs[k];
    limbs[k] = low_limb(remainder / by);
    remainder %= by;
  }
  return low_limb(remainder);
}

// Takes digit x by, moved up by `at` limbs, from the number, and adds `by` back where the digit was one too large.
// Returns the digit as it was right.
std::uint32_t take_multiple(Limbs& number, const Limbs& by, std::size_t at, std::uint64_t digit) {
  std::uint64_t carry = 0;
  std::uint64_t borrow = 0;
  for (std::size_t k = 0; k <= by.size(); ++k) {
    carry += k < by.size() ? digit * by[k] : 0;
    const std::uint64_t taken = low_limb(carry) + borrow;
    carry >>= limb_bits;
    borrow = number[at + k] < taken ? 1 : 0;
    number[at + k] = low_limb(number[at + k] + limb_base - taken);
  }
  if (borrow == 0) return low_limb(digit);
  std::uint64_t sum = 0;
  for (std::size_t k = 0; k <= by.size(); ++k) {
    sum += number[at + k] + (k < by.size() ? std::uint64_t{by[k]} : 0);
    number[at + k] = low_limb(sum);
    sum >>= limb_bits;
  }
  return low_limb(digit - 1);
}

// The next digit of a quotient, or one more (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
std::uint64_t guess_digit(const Limbs& number, const Limbs& by, std::size_t at) {
  const std::size_t size = by.size();
  const std::uint64_t top = (std::uint64_t{number[at + size]} << limb_bits) | number[at + size - 1];
  std::uint64_t digit = top / by[size - 1];
  std::uint64_t rest = top % by[size - 1];
  while (digit >= limb_base || digit * by[size - 2] > ((rest << limb_bits) | number[at + size - 2])) {
    --digit;
    rest += by[size - 1];
    if (rest >= limb_base) break;
  }
  return digit;
}

Limbs shift_down(Limbs limbs, unsigned bits) {
  if (bits == 0) return limbs;
  for (std::size_t k = 0; k < limbs.size(); ++k) {
    const std::uint64_t above = k + 1 < limbs.size() ? limbs[k + 1] : 0;
    limbs[k] = low_limb(((above << limb_bits) | limbs[k]) >> bits);
  }
  return limbs;
}

// By two limbs at least.
Division divide_by_long(const ExactInteger& number, const ExactInteger& by) {
  const auto bits = static_cast<unsigned>(std::countl_zero(by.limbs.back()));
  const Limbs divisor = shifted(by, bits).limbs;
  Limbs rest = shifted(number, bits).limbs;
  rest.resize(std::max(rest.size(), number.limbs.size()) + 1, 0);
  Limbs quotient(rest.size() - divisor.size());
  for (std::size_t at = quotient.size(); at-- > 0;)
    quotient[at] = take_multiple(rest, divisor, at, guess_digit(rest, divisor, at));
  trim(rest);
  return {signed_number(number.sign * by.sign, std::move(quotient)),
          signed_number(number.sign, shift_down(std::move(rest), bits))};
}

// The leading bits of a number as x 2^exponent.
struct Leading {
  double x = 0;
  int exponent = 0;
};
Leading leading(const ExactInteger& number) {
  Leading found;
  const std::size_t size = number.limbs.size();
  const std::size_t used = std::min<std::size_t>(3, size);
  for (std::size_t k = 0; k < used; ++k)
    found.x = found.x * static_cast<double>(limb_base) + static_cast<double>(number.limbs[size - 1 - k]);
  found.x *= number.sign;
  found.exponent = static_cast<int>((size - used) * limb_bits);
  return found;
}

std::uint64_t small_size(const ExactInteger& number) {
  std::uint64_t size = 0;
  for (std::size_t k = number.limbs.size(); k-- > 0;) size = (size << limb_bits) | number.limbs[k];
  return size;
}

ExactInteger positive(std::uint64_t size) { return signed_number(1, {low_limb(size), low_limb(size >> limb_bits)}); }

}  // namespace

ExactInteger exact(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  ExactInteger made = positive(number < 0 ? 0 - bits : bits);
  if (number < 0) made.sign = -1;
  return made;
}

ExactInteger operator-(ExactInteger number) {
  number.sign = -number.sign;
  return number;
}

ExactInteger operator+(const ExactInteger& one, const ExactInteger& other) {
  if (one.sign == 0) return other;
  if (other.sign == 0) return one;
  if (one.sign == other.sign) return signed_number(one.sign, sum_of_sizes(one.limbs, other.limbs));
  const bool larger = compare_sizes(one.limbs, other.limbs) >= 0;
  const ExactInteger& large = larger ? one : other;
  return signed_number(large.sign, difference_of_sizes(large.limbs, larger ? other.limbs : one.limbs));
}

ExactInteger operator-(const ExactInteger& one, const ExactInteger& other) { return one + -other; }

ExactInteger operator*(const ExactInteger& one, const ExactInteger& other) {
  Limbs product(one.limbs.size() + other.limbs.size());
  for (std::size_t k = 0; k < one.limbs.size(); ++k) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < other.limbs.size(); ++j) {
      carry += std::uint64_t{one.limbs[k]} * other.limbs[j] + product[k + j];
      product[k + j] = low_limb(carry);
      carry >>= limb_bits;
    }
    product[k + other.limbs.size()] = low_limb(carry);
  }
  return signed_number(one.sign * other.sign, std::move(product));
}

ExactInteger shifted(const ExactInteger& number, unsigned bits) {
  Limbs limbs(bits / limb_bits, 0);
  std::uint64_t carry = 0;
  for (const std::uint32_t limb : number.limbs) {
    carry |= std::uint64_t{limb} << (bits % limb_bits);
    limbs.push_back(low_limb(carry));
    carry >>= limb_bits;
  }
  limbs.push_back(low_limb(carry));
  return signed_number(number.sign, std::move(limbs));
}

Division divide(const ExactInteger& number, const ExactInteger& by) {
  if (compare_sizes(number.limbs, by.limbs) < 0) return {{}, number};
  if (by.limbs.size() > 1) return divide_by_long(number, by);
  Limbs quotient = number.limbs;
  const std::uint32_t remainder = divide_by_limb(quotient, by.limbs[0]);
  return {signed_number(number.sign * by.sign, std::move(quotient)), signed_number(number.sign, {remainder})};
}

ExactInteger common_divisor(ExactInteger one, ExactInteger other) {
  while (other.sign != 0 && (one.limbs.size() > 2 || other.limbs.size() > 2)) {
    ExactInteger remainder = divide(one, other).remainder;
    one = std::move(other);
    other = std::move(remainder);
  }
  if (other.sign != 0) return positive(std::gcd(small_size(one), small_size(other)));
  one.sign = one.sign == 0 ? 0 : 1;
  return one;
}

double ratio(const ExactInteger& one, const ExactInteger& other) {
  if (one.sign == 0) return 0;
  const Leading above = leading(one);
  const Leading below = leading(other);
  return std::ldexp(above.x / below.x, above.exponent - below.exponent);
}

}  // namespace demarche
