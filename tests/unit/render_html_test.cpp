#include "demarche/base/sha256.h"
#include "demarche/render/html_escape.h"
#include "figures_fixture.h"

#include <doctest/doctest.h>

using namespace demarche;

namespace {

const std::string hash_of_vega = sha256_hex("/*vega*/");
const render::PageAssets tiny = {.vega = {"<vega>", hash_of_vega},
                                 .vega_lite = {"<vega-lite>", hash_of_vega},
                                 .vega_embed = {"<vega-embed>", hash_of_vega},
                                 .style = "body{}",
                                 .script = "/*page*/",
                                 .host = "/*host*/",
                                 .living = "/*living*/"};

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

TEST_CASE("a living page may compile the engine and run workers of its own; what it holds ends no element") {
  Signalling made = signalling();
  const render::Living living{"</script>", "{\"text\": \"</script>\"}"};
  const std::string text = render::html_of(report_page(report_of(made)), tiny, living);
  CHECK(text.find(" 'wasm-unsafe-eval';") != std::string::npos);
  CHECK(text.find("; worker-src blob:\"") != std::string::npos);
  CHECK(text.find(render::policy_hash("/*living*/")) != std::string::npos);
  CHECK(count(text, "</script>") == 9);  // the data, the request, the engine, and six scripts
}

TEST_CASE("parts of a page are those of the whole page") {
  Signalling made = signalling();
  const view::Page page = report_page(report_of(made));
  const std::string whole = render::html_of(page, tiny);
  const view::Data parts = render::parts_of(page);
  CHECK(whole.find(std::get<std::string>(parts.find("header")->value())) != std::string::npos);
  const auto& sections = std::get<view::Data::List>(parts.find("sections")->value());
  CHECK(sections.size() == page.sections.size());
  for (const view::Data& section : sections)
    CHECK(whole.find(std::get<std::string>(section.find("html")->value())) != std::string::npos);
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
