#pragma once

#include <span>
#include <string_view>

// Texts that were built into the program, so that it works anywhere. cmake/EmbedTexts.cmake writes the tables.
namespace demarche::cli {

struct EmbeddedText {
  std::string_view name;
  std::string_view text;
};

// The models of examples/ by name: `april2024`.
std::span<const EmbeddedText> examples();

// What report pages need: `style`, `script`, `pictures`, `host`, `living`, and the chart scripts `vega`, `vega-lite`
// and `vega-embed`, where the build found them, as gzip, with the hashes of their texts (`vega.sha256`).
std::span<const EmbeddedText> asset_texts();

}  // namespace demarche::cli
