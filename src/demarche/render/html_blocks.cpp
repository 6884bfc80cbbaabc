#include "demarche/render/html_blocks.h"

#include "demarche/render/html_escape.h"

#include <fmt/format.h>

namespace demarche::render {
namespace {

struct Tags {
  std::string_view open;
  std::string_view close;
};

Tags tags_of(view::Style style) {
  switch (style) {
    case view::Style::Plain:
      return {};
    case view::Style::Strong:
      return {"<strong>", "</strong>"};
    case view::Style::Faint:
      return {"<span class=\"faint\">", "</span>"};
    case view::Style::Code:
      return {"<code>", "</code>"};
    case view::Style::Small:
      return {"<span class=\"small\">", "</span>"};
    case view::Style::Tag:
      return {"<span class=\"tag\">", "</span>"};
    case view::Style::Terminal:
      return {};
    case view::Style::Warning:
      return {"<strong class=\"warning\">", "</strong>"};
  }
  return {};
}

// For the script of a living page; without it they are words like others.
std::string supposed_as_html(const view::Run& run) {
  const std::string forced = run.forced.empty() ? "" : fmt::format(" data-forced=\"{}\"", escape_html(run.forced));
  return fmt::format(" data-supposed=\"{}\"{}", escape_html(run.supposed), forced);
}

std::string run_as_html(const view::Run& run) {
  if (run.style == view::Style::Terminal) return {};
  const Tags tags = tags_of(run.style);
  std::string text = fmt::format("{}{}{}", tags.open, escape_html(run.text), tags.close);
  if (!run.supposed.empty()) text = fmt::format("<span{}>{}</span>", supposed_as_html(run), text);
  if (!run.explained.empty()) text = fmt::format("<abbr title=\"{}\">{}</abbr>", escape_html(run.explained), text);
  const std::string seeks = run.sought.empty() ? "" : fmt::format(" data-seeks=\"{}\"", escape_html(run.sought));
  if (!run.target.empty()) text = fmt::format("<a href=\"#{}\"{}>{}</a>", escape_html(run.target), seeks, text);
  return text;
}

void set(std::string& out, const view::Paragraph& paragraph) { out += "<p>" + html_of(paragraph.words) + "</p>\n"; }

void set(std::string& out, const view::Heading& heading) {
  const char* tag = heading.level == view::Level::Title ? "h2" : "h3";
  out += fmt::format("<{0}>{1}</{0}>\n", tag, html_of(heading.words));
}

void set(std::string&, const view::Gap&) {}

void set(std::string& out, const view::Table& table) { out += html_of(table); }

void set(std::string& out, const view::List& list) {
  const char* tag = list.is_numbered ? "ol" : "ul";
  out += fmt::format("<{}>\n", tag);
  for (const view::Words& item : list.items) out += "<li>" + html_of(item) + "</li>\n";
  out += fmt::format("</{}>\n", tag);
}

void set(std::string& out, const view::Terms& terms) {
  out += "<dl>\n";
  for (const view::Terms::Term& one : terms.terms) {
    std::string lines;
    for (const view::Words& line : one.lines) lines += (lines.empty() ? "" : "<br>") + html_of(line);
    out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", html_of(one.term), lines);
  }
  out += "</dl>\n";
}

// Nesting is bounded by the parser.
void set_items(std::string& out, const std::vector<view::Outline::Item>& items, std::string_view style) {
  out += fmt::format("<ul{}>\n", style);
  for (const view::Outline::Item& item : items) {
    out += "<li>" + html_of(item.words);
    if (!item.options.empty()) {
      out += "<ul class=\"options\">";
      for (const view::Words& option : item.options) out += "<li>" + html_of(option) + "</li>";
      out += "</ul>";
    }
    if (!item.inner.empty()) set_items(out, item.inner, "");
    out += "</li>\n";
  }
  out += "</ul>\n";
}

void set(std::string& out, const view::Outline& outline) { set_items(out, outline.items, " class=\"outline\""); }

struct HtmlSetting {
  std::string& out;
  Drawings drawings;

  void operator()(const view::Figure& figure) const { out += html_of(figure, drawings); }
  void operator()(const view::Details& details) const {
    out += fmt::format("<details class=\"more\"{}><summary>{}</summary>\n{}</details>\n",
                       details.is_open ? " open" : "", html_of(details.summary), html_of(details.blocks, drawings));
  }
  template <class Part>
  void operator()(const Part& part) const {
    set(out, part);
  }
};

}  // namespace

std::string html_of(const view::Words& words) {
  std::string text;
  for (const view::Run& run : words.runs) text += run_as_html(run);
  return text;
}

// Figures that follow each other stand side by side where there is room.
std::string html_of(const std::vector<view::Block>& blocks, Drawings drawings) {
  std::string out;
  bool among_figures = false;
  for (const view::Block& block : blocks) {
    const bool is_figure = std::holds_alternative<view::Figure>(block.part);
    if (is_figure && !among_figures) out += "<div class=\"figures\">\n";
    if (!is_figure && among_figures) out += "</div>\n";
    among_figures = is_figure;
    std::visit(HtmlSetting{out, drawings}, block.part);
  }
  return among_figures ? out + "</div>\n" : out;
}

}  // namespace demarche::render
