#include "demarche/view/raid_words.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

std::string coalition_text(const std::vector<std::string>& withdrawn) {
  return withdrawn.empty() ? "everybody" : "without " + joined_names(withdrawn);
}

std::string launched_text(const RaidStudy& study, const RaidCase& one) {
  std::string text;
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    const ThreatClass& threat = one.numbers.defence.threats[k];
    if (threat.num_launched == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count_text(threat.num_launched), study.weapons[k]);
    if (threat.reliability < 1) text += fmt::format(" ({} arrive)", share_text(threat.reliability));
  }
  return text.empty() ? "nothing" : text;
}

MiddleNinety middle_ninety(const std::vector<double>& law) {
  constexpr double cut_off = 0.05;
  MiddleNinety range;
  double below = 0;
  for (std::size_t k = 0; k < law.size(); ++k) {
    if (below + law[k] <= cut_off) range.low = k + 1;
    below += law[k];
    range.high = k;
    if (below >= 1 - cut_off) break;
  }
  return range;
}

Verdict verdict_on(const Agreement& agreement) {
  constexpr double furthest = 3.3;
  Verdict verdict;
  std::vector<double> zs{agreement.leakers.z};
  for (const MeanGap& gap : agreement.by_class) zs.push_back(gap.z);
  for (const MeanGap& gap : agreement.shots) zs.push_back(gap.z);
  for (double z : zs) verdict.largest_z = std::max(verdict.largest_z, std::abs(z));
  verdict.num_means = zs.size();
  verdict.agrees = verdict.largest_z < furthest && agreement.ks < agreement.ks_bound;
  return verdict;
}

}  // namespace demarche
