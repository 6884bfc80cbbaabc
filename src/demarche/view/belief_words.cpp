#include "demarche/view/belief_words.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_places_told = 3;
constexpr std::size_t most_values_told = 4;
constexpr double not_worth_telling = 0.00005;

// "C.w | A.t=q" as "C.w, having seen A.t=q".
std::string words_of_place(const std::string& label) {
  const std::size_t bar = label.find(" | ");
  if (bar == std::string::npos) return label + ", having seen nothing";
  return label.substr(0, bar) + ", having seen " + label.substr(bar + 3);
}

// The likeliest values, in the order of the trait; of many the first only.
std::string beliefs_in_words(const Answer& answer, const AskedAt& place) {
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < place.beliefs.size(); ++k) {
    if (place.beliefs[k] >= not_worth_telling) order.push_back(k);
  }
  const bool cut = order.size() > most_values_told;
  if (cut) {
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      return place.beliefs[a] != place.beliefs[b] ? place.beliefs[a] > place.beliefs[b] : a < b;
    });
    order.resize(most_values_told);
    std::ranges::sort(order);
  }
  std::vector<std::string> parts;
  for (const std::size_t k : order) parts.push_back(answer.rows[k].label + " " + share_text(place.beliefs[k]));
  return fmt::format("{}{}", fmt::join(parts, ", "), cut ? ", ..." : "");
}

}  // namespace

std::vector<std::string> places_in_words(const Answer& answer, const OfBelief& belief) {
  std::vector<std::string> sentences;
  if (belief.asked_at.empty()) return sentences;
  if (answer.rows.front().log_condition && belief.asked_at.front().infoset.starts_with("the start")) {
    sentences.emplace_back("the condition comes true in every history, and tells nothing");
  }
  if (belief.num_asked_at == 1) {
    sentences.push_back("asked at " + words_of_place(belief.asked_at.front().infoset));
    return sentences;
  }
  double rest = 1;
  for (std::size_t k = 0; k < std::min(most_places_told, belief.asked_at.size()); ++k) {
    const AskedAt& place = belief.asked_at[k];
    sentences.push_back(fmt::format("asked at {} ({}): {}", words_of_place(place.infoset), share_text(place.weight),
                                    beliefs_in_words(answer, place)));
    rest -= place.weight;
  }
  if (belief.num_asked_at > most_places_told) {
    sentences.push_back(fmt::format("and at {} ({})", counted(belief.num_asked_at - most_places_told, "more place"),
                                    share_text(std::max(0.0, rest))));
  }
  return sentences;
}

}  // namespace demarche
