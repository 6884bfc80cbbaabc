#include "demarche/cli/assets.h"

#include "demarche/cli/embedded.h"

namespace demarche::cli {

namespace {

// Empty where the build did not find it.
std::string_view asset(std::string_view name) {
  for (const EmbeddedText& one : asset_texts()) {
    if (one.name == name) return one.text;
  }
  return {};
}

}  // namespace

render::PageAssets report_assets() {
  return {.vega = asset("vega"),
          .vega_lite = asset("vega-lite"),
          .vega_embed = asset("vega-embed"),
          .style = asset("style"),
          .script = asset("script")};
}

}  // namespace demarche::cli
