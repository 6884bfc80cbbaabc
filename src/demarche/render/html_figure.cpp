#include "demarche/render/html_blocks.h"
#include "demarche/render/html_escape.h"
#include "demarche/render/vega.h"

#include <fmt/format.h>

namespace demarche::render {
namespace {

// Kinds that need all the width there is.
bool is_wide(view::FigureKind kind) {
  using enum view::FigureKind;
  return kind == Flow || kind == Tornado || kind == Matrix || kind == Heat || kind == Fold;
}

std::string_view class_of(view::FigureKind kind) {
  if (kind == view::FigureKind::Sight) return " class=\"lanes\"";
  return is_wide(kind) ? " class=\"wide\"" : "";
}

std::string drawing_of(const view::Figure& figure, Drawings drawings) {
  if (!is_drawn_by_vega(figure.kind)) return matrix_as_html(figure.marks);
  if (drawings == Drawings::None) return "<p>" + escape_html(figure.reading) + "</p>\n";
  return fmt::format("<div class=\"chart\" data-chart=\"{}\" role=\"img\" aria-label=\"{}\"></div>\n", figure.key,
                     escape_html(figure.reading));
}

std::string beside_of(const view::Figure& figure) {
  std::string out = "<div class=\"beside\"><p class=\"small\">" + escape_html(figure.beside_title) + ":</p>\n<ul>\n";
  for (const view::Words& line : figure.beside) out += "<li>" + html_of(line) + "</li>\n";
  return out + "</ul></div>\n";
}

// What the drawing has no room for stands beside it where the page is wide.
std::string drawing_and_beside(const view::Figure& figure, Drawings drawings) {
  const std::string drawing = drawing_of(figure, drawings);
  if (figure.beside.empty()) return drawing;
  return "<div class=\"drawn\">\n" + drawing + beside_of(figure) + "</div>\n";
}

// Buttons for the page's script (web/report/pictures.js), shown where that runs.
std::string button_of(std::string_view what, std::string_view value, std::string_view words) {
  return fmt::format("<button data-{}=\"{}\">{}</button>\n", what, value, words);
}

std::string closer_of(const view::Figure& figure) {
  if (figure.kind != view::FigureKind::Fold) return {};
  return "<p class=\"closer\">" + button_of("look", "in", "closer") + button_of("look", "out", "farther") +
         button_of("look", "left", "← left") + button_of("look", "right", "right →") +
         button_of("look", "all", "whole") + "</p>\n";
}

std::string saving_of(const view::Figure& figure) {
  std::string out = "<p class=\"save\">Save as\n";
  if (is_drawn_by_vega(figure.kind)) out += button_of("save", "svg", "SVG") + button_of("save", "png", "PNG");
  return out + button_of("save", "csv", "CSV") + "</p>\n";
}

std::string computed_of(const view::Figure& figure, Drawings drawings) {
  const bool has_specification = is_drawn_by_vega(figure.kind) && drawings == Drawings::Scripted;
  return fmt::format(
      "<details><summary>How was this computed?</summary>\n<p>{}</p>\n{}</details>\n",
      html_of(view::with_code(figure.method)),
      has_specification
          ? fmt::format("<pre class=\"specification\" data-specification=\"{}\" tabindex=\"0\"></pre>", figure.key)
          : "");
}

}  // namespace

std::string html_of(const view::Figure& figure, Drawings drawings) {
  std::string out = fmt::format("<figure id=\"{}\"{}>\n<figcaption>{}</figcaption>\n", figure.key,
                                class_of(figure.kind), escape_html(figure.title));
  const bool is_scripted = drawings == Drawings::Scripted;
  if (is_scripted) out += closer_of(figure);
  out += drawing_and_beside(figure, drawings);
  if (!figure.note.empty()) out += "<p class=\"small\">" + html_of(view::with_code(figure.note)) + "</p>\n";
  out += fmt::format("<details{}><summary>Data</summary>\n{}</details>\n",
                     drawings == Drawings::None && is_drawn_by_vega(figure.kind) ? " open" : "", html_of(figure.table));
  return out + computed_of(figure, drawings) + (is_scripted ? saving_of(figure) : "") + "</figure>\n";
}

}  // namespace demarche::render
