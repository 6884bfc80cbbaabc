#include "demarche/render/html_escape.h"
#include "figures_fixture.h"

#include <doctest/doctest.h>

using namespace demarche;

namespace {

const render::PageAssets tiny = {.vega = "/*vega*/",
                                 .vega_lite = "/*vega-lite*/",
                                 .vega_embed = "/*vega-embed*/",
                                 .style = "body{}",
                                 .script = "/*page*/"};

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("names that look like markup stay text everywhere on the page") {
  Signalling made = signalling("<script>alert(1)</script>\"'&");
  const std::string text = render::html_of(report_page(report_of(made)), tiny);
  CHECK(text.find("<script>alert") == std::string::npos);
  CHECK(text.find("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;") != std::string::npos);
  CHECK(count(text, "</script>") == 5);  // the data and four scripts
}

TEST_CASE("the page's policy names the hash of each script and allows no other source") {
  Signalling made = signalling();
  const std::string text = render::html_of(report_page(report_of(made)), tiny);
  CHECK(text.find(render::policy_hash("/*vega*/")) != std::string::npos);
  CHECK(text.find("default-src 'none'") != std::string::npos);
  CHECK(text.find("unsafe-eval") == std::string::npos);
  CHECK(text.find("script-src 'unsafe-inline'") == std::string::npos);
  // The SHA-256 of nothing, from the content security policy standard's examples.
  CHECK(render::policy_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST_CASE("parameters without a source come first") {
  Signalling made = signalling();
  const std::string text = render::html_of(report_page(report_of(made)), tiny);
  CHECK(text.find("<code>guess</code>") < text.find("<code>weight</code>"));
  CHECK(text.find("A book, 1999") != std::string::npos);
}

TEST_CASE("without chart scripts the page has its tables and runs nothing") {
  Signalling made = signalling();
  const std::string text = page_of(report_of(made));
  CHECK(text.find("<script") == std::string::npos);
  CHECK(text.find("script-src 'none'") != std::string::npos);
  CHECK(text.find("<table>") != std::string::npos);
  CHECK(text.find("<details open>") != std::string::npos);  // what would be drawn
}

TEST_CASE("a game without a model still has a page with its provenance") {
  Signalling made = signalling();
  Report report = report_of(made);
  report.model = nullptr;
  report.solved = nullptr;
  const std::string text = render::html_of(report_page(report), tiny);
  CHECK(text.find("0123abcd") != std::string::npos);
  CHECK(text.find("<h2>The story") == std::string::npos);
}
