#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Somewhere inside a range, and how to name the place.
struct Seen {
  double value = 0;
  std::string place;
};

std::vector<Seen> seen_inside(const RankedRange& range, double best) {
  std::vector<Seen> seen{{best, "at the best guess"}};
  for (const InsidePoint& point : range.inside) seen.push_back({point.value, "at " + plain_number(point.at)});
  std::erase_if(seen, [](const Seen& one) { return std::isnan(one.value); });
  return seen;
}

// The best guess where it passes both ends, and whatever passes them furthest; what prints as an end does is not told.
std::vector<std::string> words_beyond(const AnswerRow& row, const RankedRange& range, const std::vector<Seen>& seen,
                                      double sign) {
  const double end = sign * std::max(sign * range.at_low, sign * range.at_high);
  const auto is_beyond = [&](const Seen& one) {
    return sign * (one.value - end) > row.slack.varying && value_text(row, one.value) != value_text(row, end);
  };
  std::vector<std::string> words;
  const auto add = [&](const Seen& one) { words.push_back(value_text(row, one.value) + " " + one.place); };
  const auto furthest = std::ranges::max_element(seen, {}, [&](const Seen& one) { return sign * one.value; });
  if (furthest == seen.end() || !is_beyond(*furthest)) return words;
  if (furthest != seen.begin() && is_beyond(seen.front())) add(seen.front());
  add(*furthest);
  return words;
}

std::string turning_text(const AnswerRow& row, const RankedRange& range, double best) {
  if (range.fixed || std::isnan(row.value)) return {};
  const std::vector<Seen> seen = seen_inside(range, best);
  std::vector<std::string> words = words_beyond(row, range, seen, 1);
  for (std::string& word : words_beyond(row, range, seen, -1)) words.push_back(std::move(word));
  if (words.empty()) return {};
  return fmt::format("{}: inside its range the answer goes beyond both ends, to {}", row.label, fmt::join(words, ", "));
}

std::string gaps_inside(const AnswerRow& row, const RankedRange& range) {
  std::vector<std::string> places;
  for (const InsidePoint& point : range.inside) {
    if (std::isnan(point.value) && !std::isnan(row.value)) places.push_back(plain_number(point.at));
  }
  return places.empty() ? "" : fmt::format("{}: there is no answer at {}", row.label, fmt::join(places, ", "));
}

}  // namespace

std::vector<std::string> turning_remarks(const Answer& answer, const OfRank& ranking) {
  std::vector<std::string> remarks;
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const AnswerRow& row = answer.rows[k];
    const RankedRange& range = ranking.ranges[k];
    for (std::string remark : {turning_text(row, range, ranking.baseline), gaps_inside(row, range)}) {
      if (!remark.empty()) remarks.push_back(std::move(remark));
    }
  }
  if (!remarks.empty()) remarks.push_back("looked at: both ends and three places between; `demarche tip` looks closer");
  return remarks;
}

}  // namespace demarche
