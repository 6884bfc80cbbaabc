#include "demarche/draw/permutation.h"

#include "demarche/draw/random_bits.h"

#include <bit>

namespace demarche {
namespace {

constexpr std::uint32_t num_rounds = 8;

std::uint64_t feistel(std::uint64_t k, unsigned half_bits, const PermutationOf& permutation) {
  const std::uint64_t mask = (std::uint64_t{1} << half_bits) - 1;
  std::uint64_t left = k >> half_bits;
  std::uint64_t right = k & mask;
  for (std::uint32_t round = 0; round < num_rounds; ++round) {
    const auto bits = random_bits(permutation.seed, DrawPurpose::Permutation, permutation.column,
                                  static_cast<std::uint32_t>(right), round);
    const std::uint64_t mixed = left ^ (bits[0] & mask);
    left = right;
    right = mixed;
  }
  return left << half_bits | right;
}

}  // namespace

std::uint64_t permuted(std::uint64_t k, const PermutationOf& permutation) {
  if (permutation.size < 2) return k;
  const auto bits = static_cast<unsigned>(std::bit_width(permutation.size - 1));
  const unsigned half_bits = (bits + 1) / 2;
  do {
    k = feistel(k, half_bits, permutation);
  } while (k >= permutation.size);
  return k;
}

}  // namespace demarche
