#include "demarche/render/html_blocks.h"
#include "demarche/render/html_escape.h"
#include "demarche/render/vega.h"

#include <fmt/format.h>

namespace demarche::render {
namespace {

// Kinds that need all the width there is.
bool is_wide(view::FigureKind kind) {
  using enum view::FigureKind;
  return kind == Flow || kind == Tornado || kind == Matrix || kind == Heat;
}

std::string drawing_of(const view::Figure& figure, Drawings drawings) {
  if (!is_drawn_by_vega(figure.kind)) return matrix_as_html(figure.marks);
  if (drawings == Drawings::None) return "<p>" + escape_html(figure.reading) + "</p>\n";
  return fmt::format("<div class=\"chart\" data-chart=\"{}\" role=\"img\" aria-label=\"{}\"></div>\n", figure.key,
                     escape_html(figure.reading));
}

std::string beside_of(const view::Figure& figure) {
  if (figure.beside.empty()) return {};
  std::string out = "<p class=\"small\">" + escape_html(figure.beside_title) + ":</p>\n<ul class=\"beside\">\n";
  for (const view::Words& line : figure.beside) out += "<li>" + html_of(line) + "</li>\n";
  return out + "</ul>\n";
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
                                is_wide(figure.kind) ? " class=\"wide\"" : "", escape_html(figure.title));
  out += drawing_of(figure, drawings) + beside_of(figure);
  if (!figure.note.empty()) out += "<p class=\"small\">" + html_of(view::with_code(figure.note)) + "</p>\n";
  out += fmt::format("<details{}><summary>Data</summary>\n{}</details>\n",
                     drawings == Drawings::None && is_drawn_by_vega(figure.kind) ? " open" : "", html_of(figure.table));
  return out + computed_of(figure, drawings) + "</figure>\n";
}

}  // namespace demarche::render
