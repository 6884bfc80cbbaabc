#pragma once

#include "demarche/certify/off_path.h"
#include "demarche/view/report.h"

namespace demarche {

// What `demarche certify` says of a strategy besides the certificate; the report's solution holds the strategy only.
struct Judgement {
  std::string file;       // the strategy's
  double rounding = 0;    // how far probabilities added up to other than 1, where farthest
  double tolerance = 0;   // of the largest one-shot gain, relative to the payoff range
  bool accepted = false;  // the gain is within the tolerance
  std::vector<UnsettledBelief> unsettled;
};

std::string certificate_as_text(const Report& report, const Judgement& judgement, const TerminalOptions& options);
std::string certificate_as_json(const Report& report, const Judgement& judgement);  // docs/reference/json.md
std::string certificate_as_csv(const Report& report, const Judgement& judgement);

}  // namespace demarche
