#include "demarche/base/time_left.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace demarche {
namespace {

constexpr std::size_t most_readings = 60;
constexpr double closest_s = 1;       // readings, but for the last one
constexpr double shortest_look = 10;  // seconds that a rate is taken over, where there are as many
constexpr std::size_t fewest_readings = 5;
constexpr double fewest_seconds = 3;

using Readings = std::span<const WorkReading>;

// The part of the work that rates are taken over: its later half.
Readings later_half(Readings readings) {
  const double end = readings.back().at_s;
  const double from = end - std::max(shortest_look, (end - readings.front().at_s) / 2);
  while (readings.size() > 2 && readings[1].at_s <= from) readings = readings.subspan(1);
  return readings;
}

double rate_of(Readings readings) {
  const Readings half = later_half(readings);
  const double seconds = half.back().at_s - half.front().at_s;
  return seconds > 0 ? (half.back().share - half.front().share) / seconds : 0;
}

// Seconds that were left at the last of these readings.
std::optional<double> left_at_end(Readings readings) {
  if (readings.size() < fewest_readings) return std::nullopt;
  if (readings.back().at_s - readings.front().at_s < fewest_seconds) return std::nullopt;
  const double rate = rate_of(readings);
  if (rate <= 0) return std::nullopt;
  return (1 - readings.back().share) / rate;
}

// By how much the end is later than an earlier reading had it, as it was put then.
struct Delay {
  double seconds = 0;
  double since = 0;     // seconds from that reading to the last
  double was_left = 0;  // what that reading had said
};

bool is_late(const Delay& delay) { return delay.seconds > 0.5 * delay.since + 0.05 * delay.was_left + 1; }

bool has_run_away(const Delay& delay) { return delay.seconds > delay.since + 0.5 * delay.was_left + 2; }

bool is_stalled(Readings readings, double now_s) {
  const Readings half = later_half(readings);
  const double usual = (half.back().at_s - half.front().at_s) / static_cast<double>(half.size() - 1);
  return now_s - half.back().at_s > 3 * usual + 2;
}

}  // namespace

void note_work(WorkDone& work, double now_s, double share) {
  std::vector<WorkReading>& readings = work.readings;
  if (!readings.empty() && share < readings.back().share) readings.clear();
  if (share < 0) return;
  if (!readings.empty() && share == readings.back().share) return;
  const double apart =
      readings.empty() ? 0 : std::max(closest_s, (now_s - readings.front().at_s) / static_cast<double>(most_readings));
  const std::size_t num = readings.size();
  if (num >= 2 && readings[num - 1].at_s - readings[num - 2].at_s < apart) readings.back() = {now_s, share};
  else readings.push_back({now_s, share});
  if (readings.size() > 2 * most_readings) readings.erase(readings.begin() + 1);
}

TimeLeft time_left(const WorkDone& work, double now_s) {
  const Readings all = work.readings;
  if (all.size() < fewest_readings) return {};
  const std::optional<double> left = left_at_end(all);
  if (!left || is_stalled(all, now_s)) return {};
  const double end = all.back().at_s + *left;
  TimeLeft found{TimeLeft::Kind::About, end - now_s};
  for (std::size_t num = fewest_readings; num < all.size(); ++num) {
    const std::optional<double> was_left = left_at_end(all.first(num));
    if (!was_left) continue;
    const double then = all[num - 1].at_s;
    const Delay delay{end - (then + *was_left), all.back().at_s - then, *was_left};
    if (has_run_away(delay)) return {};
    if (is_late(delay)) found.kind = TimeLeft::Kind::AtLeast;
  }
  return found.seconds < 1 ? TimeLeft{} : found;
}

std::string words_of(const TimeLeft& left) {
  if (left.kind == TimeLeft::Kind::Unknown) return {};
  const char* how = left.kind == TimeLeft::Kind::About ? "about" : "at least";
  if (left.seconds < 120) return fmt::format("{} {:.0f} s left", how, left.seconds);
  if (left.seconds < 7200) return fmt::format("{} {:.0f} min left", how, left.seconds / 60);
  return fmt::format("{} {:.0f} h left", how, left.seconds / 3600);
}

double tasks_per_second(const WorkDone& work, double num_tasks) {
  return work.readings.size() < 2 ? 0 : num_tasks * rate_of(work.readings);
}

}  // namespace demarche
