#include "demarche/render/ticks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

using namespace demarche;

namespace {

render::Ticks ticks(const char* unit, double low, double high) {
  return render::ticks_of({{"unit", unit}, {"low", low}, {"high", high}});
}

}  // namespace

TEST_CASE("no two ticks of an axis read alike, however near or large what it spans") {
  for (const auto& [low, high] : std::vector<std::pair<double, double>>{
           {0, 1}, {0.573, 0.5731}, {-3.2, 0}, {1e15, 1e15 + 4}, {0, 1e-9}, {999'999, 1'000'001}, {-7, 12345}}) {
    CAPTURE(low);
    const render::Ticks axis = ticks("number", low, high);
    const double rounding = 1e-12 * std::max(std::abs(low), std::abs(high));
    CHECK(axis.low <= low + rounding);
    CHECK(axis.high >= high - rounding);
    std::set<std::string> texts;
    for (const double value : axis.values) texts.insert(render::tick_text(axis, value));
    CHECK(texts.size() == axis.values.size());
    CHECK(texts.size() >= 2);
    CHECK(texts.size() <= 8);
  }
}

TEST_CASE("shares are written in percent, with decimals where they are needed, and end at 0 and 1") {
  const render::Ticks whole = ticks("share", 0, 1);
  CHECK(render::d3_format_of(whole) == ".0%");
  CHECK(render::tick_text(whole, whole.high) == "100%");
  const render::Ticks small = ticks("share", 0.991, 1);
  CHECK(render::d3_format_of(small) == ".1%");
  CHECK(small.high == 1);
  CHECK(render::tick_text(small, 0.992) == "99.2%");
}

TEST_CASE("0 has no minus") {
  const render::Ticks axis = ticks("number", -2.5, -0.3);
  CHECK(render::tick_text(axis, axis.high) == "0.0");
}
