#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace demarche {

// Where numbers come from: enough to get them again.
struct Provenance {
  std::string file;        // as the user named it
  std::string model_hash;  // SHA-256 of the text, in hex
  std::string version;
  std::string options;                               // what was selected, precision or tolerance, limits, as one line
  std::optional<std::uint64_t> seed = std::nullopt;  // where something was drawn at random
};

}  // namespace demarche
