#include "demarche/render/html_parts.h"

#include "demarche/render/html.h"
#include "demarche/render/html_escape.h"
#include "demarche/render/vega.h"

#include <fmt/format.h>

namespace demarche::render {
namespace {

// Shown by the page's script, since it does nothing without.
std::string seeker_of(const view::Section& section) {
  if (section.sought.empty()) return {};
  return fmt::format(
      "<p class=\"seeker\" hidden><label>Find <input type=\"search\" placeholder=\"{}\"></label> <span role=\"status\" "
      "class=\"small\"></span></p>\n",
      escape_html(section.sought));
}

}  // namespace

std::string paragraphs(const std::vector<view::Words>& sentences, std::string_view style) {
  std::string out;
  for (const view::Words& words : sentences) out += fmt::format("<p{}>{}</p>\n", style, html_of(words));
  return out;
}

std::string header_of(const view::Page& page, Drawings drawings) {
  return "<h1>" + escape_html(page.title) + "</h1>\n" + paragraphs(page.lead, " class=\"lead\"") +
         html_of(page.ground, drawings);
}

std::string inside_of(const view::Section& section, Drawings drawings) {
  return fmt::format("<h2>{}</h2>\n{}{}", escape_html(section.title), seeker_of(section),
                     html_of(section.blocks, drawings));
}

view::Data parts_of(const view::Page& page) {
  view::Data parts = {{"header", header_of(page, Drawings::Scripted)}, {"sections", view::Data::list()}};
  for (const view::Section& section : page.sections) {
    parts["sections"].push_back(
        {{"key", section.key}, {"title", section.title}, {"html", inside_of(section, Drawings::Scripted)}});
  }
  parts["charts"] = vega_lite_of(page);
  return parts;
}

}  // namespace demarche::render
