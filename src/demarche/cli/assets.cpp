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
  return {.vega = {asset("vega"), asset("vega.sha256")},
          .vega_lite = {asset("vega-lite"), asset("vega-lite.sha256")},
          .vega_embed = {asset("vega-embed"), asset("vega-embed.sha256")},
          .style = asset("style"),
          .script = asset("script"),
          .pictures = asset("pictures"),
          .host = asset("host"),
          .living = asset("living")};
}

}  // namespace demarche::cli
