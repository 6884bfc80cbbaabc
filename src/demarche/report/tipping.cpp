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

std::string quantity_text(const Tipping& tipping, double value) {
  return tipping.unit == Unit::Share ? share_text(value) : short_number(value);
}

std::vector<std::pair<double, double>> holding_stretches(const Tipping& tipping, const TippedParameter& one) {
  const double at_an_end = std::isnan(one.at_low) ? one.at_high : one.at_low;
  const double somewhere = std::isnan(at_an_end) ? one.between.value_or(at_an_end) : at_an_end;
  if (one.crossings.empty() && std::isnan(somewhere)) return {};
  const bool upward = is_upward(tipping.sign);
  bool met = one.crossings.empty() ? holds(tipping.sign, somewhere, tipping.bound, tipping.slack)
                                   : one.crossings.front().upwards != upward;
  std::vector<std::pair<double, double>> stretches;
  double from = one.parameter.low;
  for (const Crossing& crossing : one.crossings) {
    if (met) stretches.emplace_back(from, crossing.at);
    from = crossing.at;
    met = crossing.upwards == upward;
  }
  if (met) stretches.emplace_back(from, one.parameter.high);
  return stretches;
}

std::vector<const TippedParameter*> by_weight(const Tipping& tipping) {
  std::vector<const TippedParameter*> order;
  for (const TippedParameter& one : tipping.parameters) order.push_back(&one);
  const auto moved = [](const TippedParameter& one) {
    const double moved_by = std::abs(one.at_high - one.at_low);
    return std::isnan(moved_by) ? -1 : moved_by;
  };
  std::ranges::sort(order, [&](const TippedParameter* a, const TippedParameter* b) {
    if (a->crossings.empty() != b->crossings.empty()) return b->crossings.empty();
    const double one = moved(*a);
    const double other = moved(*b);
    return one != other ? one > other : a->parameter.name < b->parameter.name;
  });
  return order;
}

namespace {

// Of whole numbers the first and the last that are in it.
std::string whole_stretch_text(const StudiedParameter& parameter, double from, double to) {
  if (from <= parameter.low) return "up to " + short_number(to);
  if (to >= parameter.high) return "from " + short_number(from) + " on";
  return from == to ? "at " + short_number(from) : fmt::format("from {} to {}", short_number(from), short_number(to));
}

std::string stretch_text(const StudiedParameter& parameter, const std::pair<double, double>& stretch) {
  const auto& [from, to] = stretch;
  if (parameter.whole) return whole_stretch_text(parameter, std::ceil(from), std::floor(to));
  if (from <= parameter.low) return "below " + short_number(to);
  if (to >= parameter.high) return "above " + short_number(from);
  return fmt::format("from {} to {}", short_number(from), short_number(to));
}

// `; no answer at 0, 0.125 and 3 more`: what holds there is not known.
std::string gaps_text(const TippedParameter& one) {
  if (one.without.empty()) return {};
  constexpr std::size_t most_named = 3;
  std::vector<std::string> places;
  for (const double at : one.without) {
    if (places.size() < most_named) places.push_back(short_number(at));
  }
  const std::size_t rest = one.without.size() - places.size();
  return fmt::format("; no answer at {}{}", fmt::join(places, ", "), rest > 0 ? fmt::format(" and {} more", rest) : "");
}

// `; jumps from 30% to 12% at 2.1`, for each crossing that is a jump.
std::string jumps_text(const Tipping& tipping, const TippedParameter& one) {
  std::string text;
  for (const Crossing& crossing : one.crossings) {
    if (crossing.unseen) text += fmt::format("; changes where there is no answer, near {}", short_number(crossing.at));
    if (!crossing.jump || one.parameter.whole) continue;
    text += fmt::format("; jumps from {} to {} at {}", quantity_text(tipping, crossing.before + tipping.bound),
                        quantity_text(tipping, crossing.after + tipping.bound), short_number(crossing.at));
  }
  return text;
}

}  // namespace

std::string holding_text(const Tipping& tipping, const TippedParameter& one) {
  const auto stretches = holding_stretches(tipping, one);
  const std::string gaps = gaps_text(one);
  if (one.crossings.empty()) {
    const bool anywhere = !std::isnan(one.at_low) || !std::isnan(one.at_high) || one.between;
    if (!anywhere) return "undefined";
    return (stretches.empty() ? "never holds" : "always holds") + gaps;
  }
  std::vector<std::string> words;
  for (const auto& stretch : stretches) words.push_back(stretch_text(one.parameter, stretch));
  return fmt::format("holds {}{}{}", fmt::join(words, " and "), jumps_text(tipping, one), gaps);
}

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
