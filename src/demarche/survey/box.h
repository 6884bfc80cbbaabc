#pragma once

#include "demarche/draw/prim.h"
#include "demarche/survey/summary.h"

namespace demarche {

// `demarche results --box`: where in the space of drawn numbers an answer is over (or under) a bound.
struct StudyBox {
  Provenance provenance;
  std::string condition;  // `P(war) > 0.1`
  std::size_t num_rows = 0;
  std::size_t num_meeting = 0;
  std::vector<StudiedParameter> parameters;
  std::vector<Box> boxes;  // as they were peeled
  std::size_t chosen = 0;  // of them, the one that is best balanced without the sides that may be chance
  Box named;               // the chosen one without the sides that may be chance
  bool fixed = false;      // the answer does not vary
};
struct Bound;
struct ReadStudy;
// Nothing where no row counts.
std::optional<StudyBox> find_box(const ReadStudy& study, std::size_t column, const Bound& bound);

}  // namespace demarche
