#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace demarche {

// The SHA-256 digest (FIPS 180-4) of the bytes, as 64 lower-case hex digits: the name under which a result says which
// text it came from.
std::string sha256_hex(std::string_view bytes);

// The first 64 bits of the digest, for checksums.
std::uint64_t sha256_start(std::string_view bytes);

}  // namespace demarche
