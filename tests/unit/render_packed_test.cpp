#include "demarche/render/packed.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace demarche {
namespace {

// As web/report/report.js reads it.
std::string unpacked_again(const std::string& text) {
  std::string letters;
  for (char letter = '!'; letter <= '~'; ++letter)
    if (letter != '&' && letter != '<' && letter != '\\') letters += letter;
  std::string bytes;
  std::uint32_t held = 0;
  unsigned num_held = 0;
  const auto hold = [&](std::size_t bits, unsigned num_bits) {
    held |= static_cast<std::uint32_t>(bits) << num_held;
    for (num_held += num_bits; num_held >= 8; num_held -= 8, held >>= 8) bytes += static_cast<char>(held & 255);
  };
  for (std::size_t k = 0; k + 1 < text.size(); k += 2)
    hold(letters.find(text[k]) * letters.size() + letters.find(text[k + 1]), 13);
  if (text.size() % 2 == 1) hold(letters.find(text.back()), 6);
  return bytes;
}

TEST_CASE("packed bytes are read back, none more and none less, at any length") {
  std::string bytes;
  std::uint32_t state = 7;
  for (std::size_t length = 0; length < 200; ++length) {
    const std::string packed = render::packed_text(bytes);
    CHECK(unpacked_again(packed) == bytes);
    CHECK(packed.find_first_of("<&\\ \n") == std::string::npos);
    CHECK(packed.size() <= length * 16 / 13 + 2);
    state = state * 1664525 + 1013904223;
    bytes += static_cast<char>(length % 3 == 0 ? 255 : state >> 24);
  }
}

}  // namespace
}  // namespace demarche
