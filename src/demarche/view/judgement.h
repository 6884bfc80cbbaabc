#pragma once

#include "demarche/certify/mistakes.h"
#include "demarche/certify/off_path.h"
#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <optional>

namespace demarche {

// What `demarche certify` says of a strategy besides the certificate; the report's solution holds the strategy only.
struct Judgement {
  std::string file;       // the strategy's
  double rounding = 0;    // how far probabilities added up to other than 1, where farthest
  double tolerance = 0;   // of the largest one-shot gain, relative to the payoff range
  bool accepted = false;  // the gain is within the tolerance, and hides no mistake
  std::vector<UnsettledBelief> unsettled;
  std::optional<Mistake> mistake;
  std::vector<ClaimRead> claims = {};  // where the model names its equilibrium by what happens in it
};

view::Page judgement_page(const Report& report, const Judgement& judgement, view::Part part);

}  // namespace demarche
