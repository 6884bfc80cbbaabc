#pragma once

#include <cstddef>
#include <cstdint>

namespace demarche {

// One of the ways to order `size` things (at most 2^32), chosen by seed and column.
struct PermutationOf {
  std::uint64_t size = 0;
  std::uint64_t seed = 0;
  std::size_t column = 0;
};

// Where the permutation puts `k`, without working out where it puts the others: a Feistel network on the next even
// number of bits, walked until it lands among the things there are (Black & Rogaway, CT-RSA 2002).
std::uint64_t permuted(std::uint64_t k, const PermutationOf& permutation);

}  // namespace demarche
