#include "demarche/studio/attempts.h"

#include <algorithm>

namespace demarche::studio {
namespace {

constexpr double kept_for_s = 60;
constexpr std::ptrdiff_t most_of_one = 10;
constexpr std::size_t most_of_all = 100;

}  // namespace

void Attempts::forget(double now_s) {
  while (!wrong_.empty() && wrong_.front().first < now_s - kept_for_s) wrong_.pop_front();
}

bool Attempts::may_try(const std::string& from, double now_s) {
  forget(now_s);
  const auto num = std::ranges::count_if(wrong_, [&](const auto& one) { return one.second == from; });
  return num < most_of_one && wrong_.size() < most_of_all;
}

void Attempts::was_wrong(const std::string& from, double now_s) { wrong_.emplace_back(now_s, from); }

}  // namespace demarche::studio
