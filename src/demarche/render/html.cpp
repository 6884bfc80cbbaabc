#include "demarche/render/html.h"

#include "demarche/render/html_blocks.h"
#include "demarche/render/html_escape.h"
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
std::vector<std::string_view> scripts_of(const view::Page& page, const PageAssets& assets) {
  const bool draws =
      std::ranges::any_of(page.sections, [](const view::Section& section) { return holds_drawings(section.blocks); });
  const bool seeks =
      std::ranges::any_of(page.sections, [](const view::Section& section) { return !section.sought.empty(); });
  if (draws && has_drawing_scripts(assets)) return {assets.vega, assets.vega_lite, assets.vega_embed, assets.script};
  if (seeks && !assets.script.empty()) return {assets.script};
  return {};
}

// Only these scripts may run, known by their hashes; nothing may be fetched and no text may be run as a script.
std::string policy_of(const std::vector<std::string_view>& scripts) {
  std::string hashes;
  for (const std::string_view script : scripts) hashes += " " + policy_hash(script);
  return fmt::format(
      "default-src 'none'; script-src{}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action "
      "'none'",
      hashes.empty() ? " 'none'" : hashes);
}

std::string head_of(const view::Page& page, const PageAssets& assets, const std::vector<std::string_view>& scripts) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"generator\" content=\"{}\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n",
      policy_of(scripts), escape_html(page.generator), escape_html(page.title), assets.style);
}

std::string contents_of(const view::Page& page) {
  std::string out = "<nav aria-label=\"Contents\"><ol>\n";
  for (const view::Section& section : page.sections)
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.key, escape_html(section.title));
  return out + "</ol></nav>\n";
}

// Shown by the page's script, since it does nothing without.
std::string seeker_of(const view::Section& section) {
  if (section.sought.empty()) return {};
  return fmt::format(
      "<p class=\"seeker\" hidden><label>Find <input type=\"search\" placeholder=\"{}\"></label> <span role=\"status\" "
      "class=\"small\"></span></p>\n",
      escape_html(section.sought));
}

std::string main_of(const view::Page& page, Drawings drawings) {
  std::string out = "<main>\n";
  for (const view::Section& section : page.sections) {
    out += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}{}</section>\n", section.key, escape_html(section.title),
                       seeker_of(section), html_of(section.blocks, drawings));
  }
  return out + "</main>\n";
}

std::string paragraphs(const std::vector<view::Words>& sentences, std::string_view style) {
  std::string out;
  for (const view::Words& words : sentences) out += fmt::format("<p{}>{}</p>\n", style, html_of(words));
  return out;
}

}  // namespace

std::string html_of(const view::Page& page, const PageAssets& assets) {
  const std::vector<std::string_view> scripts = scripts_of(page, assets);
  const Drawings drawings = scripts.size() > 1 ? Drawings::Scripted : Drawings::None;
  std::string out = head_of(page, assets, scripts) + "<body>\n<header>\n<h1>" + escape_html(page.title) + "</h1>\n";
  out += paragraphs(page.lead, " class=\"lead\"") + html_of(page.ground, drawings) + "</header>\n";
  out += contents_of(page) + main_of(page, drawings) + "<footer>" + paragraphs(page.foot, "") + "</footer>\n";
  if (drawings == Drawings::Scripted) {
    out += "<script type=\"application/json\" id=\"charts\">" + escape_json_in_html(vega_lite_of(page)) + "</script>\n";
  }
  for (const std::string_view script : scripts) out += fmt::format("<script>{}</script>\n", script);
  return out + "</body>\n</html>\n";
}

}  // namespace demarche::render
