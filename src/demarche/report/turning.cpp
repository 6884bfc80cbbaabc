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

std::vector<Seen> seen_inside(const AnswerRow& row, double best) {
  std::vector<Seen> seen{{best, "at the best guess"}};
  for (const InsidePoint& point : row.inside) seen.push_back({point.value, "at " + plain_number(point.at)});
  std::erase_if(seen, [](const Seen& one) { return std::isnan(one.value); });
  return seen;
}

// The best guess where it passes both ends, and whatever passes them furthest; what prints as an end does is not told.
std::vector<std::string> words_beyond(const AnswerRow& row, const std::vector<Seen>& seen, double sign) {
  const double end = sign * std::max(sign * *row.low, sign * *row.high);
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

std::string turning_text(const AnswerRow& row, double best) {
  if (row.fixed || std::isnan(row.value) || !row.low || !row.high) return {};
  const std::vector<Seen> seen = seen_inside(row, best);
  std::vector<std::string> words = words_beyond(row, seen, 1);
  for (std::string& word : words_beyond(row, seen, -1)) words.push_back(std::move(word));
  if (words.empty()) return {};
  return fmt::format("{}: inside its range the answer goes beyond both ends, to {}", row.label, fmt::join(words, ", "));
}

std::string gaps_inside(const AnswerRow& row) {
  std::vector<std::string> places;
  for (const InsidePoint& point : row.inside) {
    if (std::isnan(point.value) && !std::isnan(row.value)) places.push_back(plain_number(point.at));
  }
  return places.empty() ? "" : fmt::format("{}: there is no answer at {}", row.label, fmt::join(places, ", "));
}

}  // namespace

std::vector<std::string> turning_remarks(const Answer& answer) {
  std::vector<std::string> remarks;
  const double best = answer.baseline.value_or(NAN);
  for (const AnswerRow& row : answer.rows) {
    for (std::string remark : {turning_text(row, best), gaps_inside(row)}) {
      if (!remark.empty()) remarks.push_back(std::move(remark));
    }
  }
  if (!remarks.empty()) remarks.push_back("looked at: both ends and three places between; `demarche tip` looks closer");
  return remarks;
}

}  // namespace demarche
