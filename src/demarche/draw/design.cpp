#include "demarche/draw/design.h"

#include "demarche/draw/joe_kuo.h"
#include "demarche/draw/permutation.h"
#include "demarche/draw/random_bits.h"

namespace demarche {
namespace {

constexpr std::size_t num_digits = 32;

std::size_t sobol_columns_of(DesignKind kind, std::size_t num_columns) {
  if (kind == DesignKind::LatinHypercube) return 0;
  return kind == DesignKind::Saltelli ? 2 * num_columns : num_columns;
}

// The recurrence of Bratley & Fox (1988) over the polynomial x^s + a_1 x^(s-1) + ... + 1.
void extend(std::span<std::uint32_t> v, std::size_t s, std::uint32_t a) {
  for (std::size_t j = s; j < num_digits; ++j) {
    v[j] = v[j - s] ^ (v[j - s] >> s);
    for (std::size_t i = 1; i < s; ++i) {
      if ((a >> (s - 1 - i)) & 1U) v[j] ^= v[j - i];
    }
  }
}

std::vector<std::uint32_t> directions_for(std::size_t num_columns) {
  std::vector<std::uint32_t> all(num_columns * num_digits);
  std::span<const std::uint16_t> numbers = joe_kuo_numbers();
  for (std::size_t column = 0; column < num_columns; ++column) {
    const auto v = std::span(all).subspan(column * num_digits, num_digits);
    if (column == 0) {
      for (std::size_t j = 0; j < num_digits; ++j) v[j] = 1U << (31 - j);
      continue;
    }
    const std::size_t s = numbers[0];
    for (std::size_t j = 0; j < s; ++j) v[j] = std::uint32_t{numbers[2 + j]} << (31 - j);
    extend(v, s, numbers[1]);
    numbers = numbers.subspan(2 + s);
  }
  return all;
}

// Owen's nested scrambling: every node of the binary tree of digits flips the digit below it or not, by a coin of its
// own.
std::uint32_t scrambled(std::uint32_t digits, std::uint64_t seed, std::size_t column) {
  std::uint32_t flips = 0;
  for (std::uint32_t depth = 0; depth < num_digits; ++depth) {
    const std::uint32_t above = depth == 0 ? 0 : digits >> (num_digits - depth);
    flips |= (random_bits(seed, DrawPurpose::Scramble, column, above, depth)[0] & 1U) << (31 - depth);
  }
  return digits ^ flips;
}

// 32 digits of a stratum and a random rest, never 0 nor 1.
double share_of(std::uint32_t digits, std::uint32_t rest) {
  const std::uint64_t joined = std::uint64_t{digits} << 20U | rest >> 12U;
  return (static_cast<double>(joined) + 0.5) * 0x1p-52;
}

double sobol_share(const Design& design, std::uint64_t row, std::size_t column) {
  const auto index = static_cast<std::uint32_t>(row);
  const std::uint32_t digits = scrambled(sobol_digits(design, index, column), design.seed, column);
  return share_of(digits, random_bits(design.seed, DrawPurpose::LowDigits, column, index, 0)[0]);
}

double latin_share(const Design& design, std::uint64_t row, std::size_t column) {
  const std::uint64_t stratum = permuted(row, {design.num_rows, design.seed, column});
  const auto bits = random_bits(design.seed, DrawPurpose::WithinStratum, column, static_cast<std::uint32_t>(row), 0);
  return (static_cast<double>(stratum) + share_of(bits[0], bits[1])) / static_cast<double>(design.num_rows);
}

// Row r of a block: 0 is A, r is A with column r - 1 from B, the last is B.
double saltelli_share(const Design& design, std::uint64_t row, std::size_t column) {
  const std::uint64_t in_block = row % (design.num_columns + 2);
  const bool from_b = in_block == column + 1 || in_block == design.num_columns + 1;
  return sobol_share(design, row / (design.num_columns + 2), from_b ? design.num_columns + column : column);
}

}  // namespace

Design make_design(DesignKind kind, std::uint64_t seed, std::uint64_t num_rows, std::size_t num_columns) {
  return {kind, seed, num_rows, num_columns, directions_for(sobol_columns_of(kind, num_columns))};
}

std::uint32_t sobol_digits(const Design& design, std::uint32_t index, std::size_t column) {
  std::uint32_t digits = 0;
  for (std::size_t bit = 0; index != 0; ++bit, index >>= 1U) {
    if (index & 1U) digits ^= design.directions[column * num_digits + bit];
  }
  return digits;
}

void draw_row(const Design& design, std::uint64_t row, std::span<double> shares) {
  for (std::size_t column = 0; column < design.num_columns; ++column) {
    switch (design.kind) {
      case DesignKind::Sobol:
        shares[column] = sobol_share(design, row, column);
        break;
      case DesignKind::LatinHypercube:
        shares[column] = latin_share(design, row, column);
        break;
      case DesignKind::Saltelli:
        shares[column] = saltelli_share(design, row, column);
        break;
    }
  }
}

}  // namespace demarche
