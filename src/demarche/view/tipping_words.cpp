#include "demarche/view/tipping_words.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {

std::string quantity_text(const Tipping& tipping, double value) {
  return tipping.unit == Unit::Share ? share_text(value) : short_number(value);
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

}  // namespace demarche
