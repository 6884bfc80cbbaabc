#include "demarche/survey/ranking.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

double weight_of(const RankedParameter& parameter) {
  const double weight = parameter.indices ? parameter.indices->total.value : parameter.pawn.most;
  return std::isnan(weight) ? -1 : weight;
}

}  // namespace

void sort_ranking(StudyRanking& ranking) {
  std::ranges::sort(ranking.parameters, [](const RankedParameter& a, const RankedParameter& b) {
    const double one = weight_of(a);
    const double other = weight_of(b);
    return one != other ? one > other : a.name < b.name;
  });
}

}  // namespace demarche
