#include "demarche/report/tipping.h"

#include "demarche/report/findings_json.h"
#include "demarche/report/layout.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

Json json_of(const Tipping& tipping, const Crossing& crossing) {
  return {{"at", crossing.at},
          {"direction", crossing.upwards ? "rises" : "falls"},
          {"jump", crossing.jump},
          {"unseen", crossing.unseen},
          {"before", crossing.before + tipping.bound},
          {"after", crossing.after + tipping.bound}};
}

}  // namespace

namespace {

enum class Which : std::uint8_t { All, Tipping };

std::string table_of(const Tipping& tipping, Which which, const TerminalOptions& options) {
  using enum Align;
  TextTable table{{Left, Left, Left, Left}, {"", "range", "from low to high", "the condition"}, {}};
  for (const TippedParameter* one : by_weight(tipping)) {
    if (one->crossings.empty() && which == Which::Tipping) continue;
    table.rows.push_back({one->parameter.name,
                          short_number(one->parameter.low) + " to " + short_number(one->parameter.high),
                          quantity_text(tipping, one->at_low) + " to " + quantity_text(tipping, one->at_high),
                          holding_text(tipping, *one)});
  }
  return table.rows.empty() ? "" : text_of(table, options.width, 2);
}

std::string title_of(const Tipping& tipping, const TerminalOptions& options) {
  return strong(fmt::format("When is {}?", tipping.condition), options) +
         fmt::format(" {} at the best guesses\n", quantity_text(tipping, tipping.central));
}

std::string how_moved(const Tipping& tipping) {
  return fmt::format("Each number moves alone through its range, in {}: two crossings within one step are not seen.",
                     counted(static_cast<std::size_t>(tipping.num_steps), "step"));
}

}  // namespace

std::string tipping_as_text(const Tipping& tipping, const TerminalOptions& options) {
  return title_of(tipping, options) + table_of(tipping, Which::All, options) + "\n" +
         wrapped(how_moved(tipping), options.width, {0, 0});
}

std::string tipping_in_short(const Tipping& tipping, const TerminalOptions& options) {
  const auto idle = std::ranges::count_if(tipping.parameters, [](const auto& one) { return one.crossings.empty(); });
  const std::string others =
      fmt::format("{} alone never tip{} it. ", counted(static_cast<std::size_t>(idle), "number"), idle == 1 ? "s" : "");
  return title_of(tipping, options) + table_of(tipping, Which::Tipping, options) +
         wrapped((idle == 0 ? "" : others) + how_moved(tipping), options.width, {2, 2});
}

void add_body(Json& page, const Tipping& tipping) {
  page["condition"] = tipping.condition;
  page["best_guess"] = tipping.central;
  page["steps"] = tipping.num_steps;
  page["parameters"] = Json::array();
  for (const TippedParameter& one : tipping.parameters) {
    Json row = {{"name", one.parameter.name}, {"best", one.parameter.best}, {"low", one.parameter.low},
                {"high", one.parameter.high}, {"value_at_low", one.at_low}, {"value_at_high", one.at_high},
                {"varies", !one.fixed},       {"no_answer_at", one.without}};
    row["crossings"] = Json::array();
    for (const Crossing& crossing : one.crossings) row["crossings"].push_back(json_of(tipping, crossing));
    page["parameters"].push_back(std::move(row));
  }
}

std::string tipping_as_json(const Tipping& tipping) {
  Json page = json_page(tipping.provenance, "tipping");
  add_body(page, tipping);
  return text_of(page);
}

}  // namespace demarche
