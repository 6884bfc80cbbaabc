#include "demarche/survey/findings.h"

#include <algorithm>

namespace demarche {

const StudyRanking* ranking_of(const StudyFindings* findings, const std::string& question) {
  if (findings == nullptr) return nullptr;
  const auto found = std::ranges::find(findings->rankings, question, &StudyRanking::question);
  return found == findings->rankings.end() ? nullptr : &*found;
}

}  // namespace demarche
