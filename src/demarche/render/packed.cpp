#include "demarche/render/packed.h"

#include <cstddef>
#include <cstdint>

namespace demarche::render {
namespace {

constexpr std::string_view letters =
    "!\"#$%'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
static_assert(letters.size() == 91, "91 * 91 is just above 2^13");

constexpr unsigned num_bits = 13;

void append_group(std::string& out, std::uint32_t group) {
  out += letters[group / letters.size()];
  out += letters[group % letters.size()];
}

}  // namespace

std::string packed_text(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 16 / num_bits + 2);
  std::uint32_t held = 0;
  unsigned num_held = 0;
  for (const char byte : bytes) {
    held |= static_cast<std::uint32_t>(static_cast<unsigned char>(byte)) << num_held;
    num_held += 8;
    if (num_held < num_bits) continue;
    append_group(out, held & ((1U << num_bits) - 1));
    held >>= num_bits;
    num_held -= num_bits;
  }
  // What is left over of a byte more would be read as one.
  if (num_held > 6) append_group(out, held);
  else if (num_held > 0) out += letters[held];
  return out;
}

}  // namespace demarche::render
