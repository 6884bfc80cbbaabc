#include "demarche/render/html.h"

#include "demarche/render/html_escape.h"
#include "demarche/render/html_parts.h"
#include "demarche/render/packed.h"
#include "demarche/render/vega.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche::render {
namespace {

bool holds_drawings(const std::vector<view::Block>& blocks) {
  return std::ranges::any_of(blocks, [](const view::Block& block) {
    if (const auto* details = std::get_if<view::Details>(&block.part)) return holds_drawings(details->blocks);
    const auto* figure = std::get_if<view::Figure>(&block.part);
    return figure != nullptr && is_drawn_by_vega(figure->kind);
  });
}

bool has_drawing_scripts(const PageAssets& assets) {
  return !assets.vega.empty() && !assets.vega_lite.empty() && !assets.vega_embed.empty() && !assets.script.empty();
}

// What the page runs, in order: no more than it needs.
struct Scripts {
  std::vector<PackedScript> packed;
  std::vector<std::string_view> plain;
};

Scripts scripts_of(const view::Page& page, const PageAssets& assets, bool is_living) {
  const bool draws =
      std::ranges::any_of(page.sections, [](const view::Section& section) { return holds_drawings(section.blocks); });
  const bool seeks =
      std::ranges::any_of(page.sections, [](const view::Section& section) { return !section.sought.empty(); });
  Scripts scripts;
  if (assets.script.empty()) return scripts;
  if (draws && has_drawing_scripts(assets)) scripts.packed = {assets.vega, assets.vega_lite, assets.vega_embed};
  if (!scripts.packed.empty() || seeks || is_living) scripts.plain = {assets.script};
  if (!scripts.packed.empty() && !assets.pictures.empty()) scripts.plain.push_back(assets.pictures);
  if (is_living) scripts.plain.insert(scripts.plain.end(), {assets.host, assets.living});
  return scripts;
}

// Only these scripts may run, known by their hashes; nothing may be fetched and no text may be run as a script. A
// living page compiles the engine, and runs it in a worker made of one of these scripts.
std::string policy_of(const Scripts& scripts, bool is_living) {
  std::string hashes;
  for (const PackedScript& script : scripts.packed) hashes += " " + policy_of_hash(script.sha256);
  for (const std::string_view script : scripts.plain) hashes += " " + policy_hash(script);
  if (is_living) hashes += " 'wasm-unsafe-eval'";
  return fmt::format(
      "default-src 'none'; script-src{}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action "
      "'none'{}",
      hashes.empty() ? " 'none'" : hashes, is_living ? "; worker-src blob:" : "");
}

std::string head_of(const view::Page& page, const PageAssets& assets, const std::string& policy) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"generator\" content=\"{}\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n",
      policy, escape_html(page.generator), escape_html(page.title), assets.style);
}

std::string contents_of(const view::Page& page) {
  std::string out = "<nav aria-label=\"Contents\"><ol>\n";
  for (const view::Section& section : page.sections)
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.key, escape_html(section.title));
  return out + "</ol></nav>\n";
}

std::string main_of(const view::Page& page, Drawings drawings) {
  std::string out = "<main>\n";
  for (const view::Section& section : page.sections)
    out += fmt::format("<section id=\"{}\">\n{}</section>\n", section.key, inside_of(section, drawings));
  return out + "</main>\n";
}

// What only the page's scripts read.
std::string kept_as(std::string_view key, std::string_view bytes) {
  return fmt::format("<script type=\"application/x-packed\" id=\"{}\">{}</script>\n", key, packed_text(bytes));
}

std::string run(const Scripts& scripts) {
  constexpr std::string_view keys[] = {"packed-vega", "packed-vega-lite", "packed-vega-embed"};
  std::string out;
  for (std::size_t k = 0; k < scripts.packed.size(); ++k) out += kept_as(keys[k], scripts.packed[k].gzip);
  for (const std::string_view script : scripts.plain) out += fmt::format("<script>{}</script>\n", script);
  return out;
}

}  // namespace

std::string html_of(const view::Page& page, const PageAssets& assets, const std::optional<Living>& living) {
  const Scripts scripts = scripts_of(page, assets, living.has_value());
  const Drawings drawings = scripts.packed.empty() ? Drawings::None : Drawings::Scripted;
  std::string out = head_of(page, assets, policy_of(scripts, living.has_value())) + "<body>\n<header>\n";
  out += header_of(page, drawings) + "</header>\n" + contents_of(page) + main_of(page, drawings);
  out += "<footer>" + paragraphs(page.foot, "") + "</footer>\n";
  if (drawings == Drawings::Scripted) {
    out += "<script type=\"application/json\" id=\"charts\">" + escape_json_in_html(vega_lite_of(page)) + "</script>\n";
  }
  if (living) out += kept_as("living-request", living->asked) + kept_as("engine", living->engine);
  return out + run(scripts) + "</body>\n</html>\n";
}

}  // namespace demarche::render
