#include "demarche/report/html.h"
#include "demarche/report/page_parts.h"
#include "demarche/report/raids.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace demarche {

namespace {

struct Section {
  std::string_view id;
  std::string_view title;
  std::string body;
};

bool has_charts(const PageAssets& assets) {
  return !assets.vega.empty() && !assets.vega_lite.empty() && !assets.vega_embed.empty() && !assets.script.empty();
}

// Only the scripts below may run, known by their hashes; nothing may be fetched and no text may be run as a script.
std::string policy(const PageAssets& assets) {
  std::string scripts;
  for (const std::string_view script : {assets.vega, assets.vega_lite, assets.vega_embed, assets.script}) {
    scripts += " " + policy_hash(script);
  }
  if (!has_charts(assets)) scripts = " 'none'";
  return "default-src 'none'; script-src" + scripts +
         "; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; "
         "form-action 'none'";
}

std::string head(const Report& report, const PageAssets& assets, const std::string& title) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"generator\" content=\"demarche {}\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n",
      policy(assets), escape_html(report.provenance.version), title, assets.style);
}

std::string title_of(const Report& report) {
  if (report.model) return escape_html(report.model->title);
  return report.game && !report.game->names.title.empty() ? escape_html(report.game->names.title) : "A game";
}

std::vector<Section> sections_of(const Report& report, const std::vector<Chart>& charts) {
  return {{"answers-in-short", "The answers in short", summary_part(report)},
          {"story", "The story, and who sees each step", story_part(report)},
          {"raids", "What gets through the defence", report.raids ? raids_part(*report.raids) : ""},
          {"flow", "How play goes", charts_part(charts, ChartKind::Flow)},
          {"ladder", "How far it goes", charts_part(charts, ChartKind::Ladder)},
          {"ranges", "How uncertain the answers are", charts_part(charts, ChartKind::Ranges)},
          {"counterfactuals", "What if", charts_part(charts, ChartKind::Comparison)},
          {"what-matters", "What matters most", charts_part(charts, ChartKind::Ranking)},
          {"what-matters-together", "What matters when all numbers are uncertain", rankings_part(report, charts)},
          {"tipping", "Where one number tips it", charts_part(charts, ChartKind::Tipping)},
          {"boxes", "Where it happens", boxes_part(report, charts)},
          {"choices", "Which choice is robust", choices_part(report)},
          {"sweeps", "When one number changes", charts_part(charts, ChartKind::Sweep)},
          {"beliefs", "What each message made others believe", charts_part(charts, ChartKind::Beliefs)},
          {"path", "How the equilibrium was reached", charts_part(charts, ChartKind::Path)},
          {"equilibria", "Several equilibria", equilibria_part(report)},
          {"answers", "Questions and answers", answers_part(report)},
          {"sources", "Where the numbers come from", sources_part(report)},
          {"provenance", "How to get this again", provenance_part(report)}};
}

std::string chart_data(const std::vector<Chart>& charts) {
  std::string json = "{";
  for (const Chart& chart : charts) {
    if (json.size() > 1) json += ",\n";
    json += '"' + chart.name + "\": " + chart.specification;
  }
  return escape_json_in_html(json + "}");
}

std::string scripts(const std::vector<Chart>& charts, const PageAssets& assets) {
  if (!has_charts(assets) || charts.empty()) return {};
  std::string out = "<script type=\"application/json\" id=\"charts\">" + chart_data(charts) + "</script>\n";
  for (const std::string_view script : {assets.vega, assets.vega_lite, assets.vega_embed, assets.script}) {
    out += "<script>" + std::string{script} + "</script>\n";
  }
  return out;
}

}  // namespace

std::string page(const Report& report, const PageAssets& assets) {
  const std::vector<Chart> charts = charts_of(report);
  const std::string title = title_of(report);
  std::string out = head(report, assets, title);
  std::string contents, body;
  for (const Section& section : sections_of(report, charts)) {
    if (section.body.empty()) continue;
    contents += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, section.title);
    body += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}</section>\n", section.id, section.title, section.body);
  }
  out += fmt::format(
      "<body>\n<header>\n<h1>{}</h1>\n<p class=\"certificate\">{}</p>\n</header>\n"
      "<nav aria-label=\"Contents\"><ol>\n{}</ol></nav>\n<main>\n{}</main>\n",
      title, certificate_sentence(report), contents, body);
  out +=
      "<footer><p>A model's answers are no forecast: they say what follows from the text and the numbers "
      "above.</p></footer>\n";
  return out + scripts(charts, assets) + "</body>\n</html>\n";
}

}  // namespace demarche
