#pragma once

#include <cstdint>
#include <vector>

namespace demarche {

// A whole number of any size. What is equal in a game's numbers is then equal, and what is larger is larger.
struct ExactInteger {
  int sign = 0;                      // -1, 0 or 1
  std::vector<std::uint32_t> limbs;  // of its size, the least first; the last is never 0
};

ExactInteger exact(std::int64_t number);
ExactInteger operator-(ExactInteger number);
ExactInteger operator+(const ExactInteger& one, const ExactInteger& other);
ExactInteger operator-(const ExactInteger& one, const ExactInteger& other);
ExactInteger operator*(const ExactInteger& one, const ExactInteger& other);
inline bool operator==(const ExactInteger& one, const ExactInteger& other) {
  return one.sign == other.sign && one.limbs == other.limbs;
}
inline bool operator<(const ExactInteger& one, const ExactInteger& other) { return (one - other).sign < 0; }

// Times 2^bits.
ExactInteger shifted(const ExactInteger& number, unsigned bits);

// Division by what is not 0, rounded to 0; the remainder has the sign of what is divided.
struct Division {
  ExactInteger quotient;
  ExactInteger remainder;
};
Division divide(const ExactInteger& number, const ExactInteger& by);

// The largest number that divides both; the other one where one is 0. Never negative.
ExactInteger common_divisor(ExactInteger one, ExactInteger other);

// one / other, to the precision of doubles; `other` is not 0.
double ratio(const ExactInteger& one, const ExactInteger& other);

}  // namespace demarche
