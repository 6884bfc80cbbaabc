#pragma once

#include "demarche/base/provenance.h"
#include "demarche/draw/robust.h"

#include <string>
#include <vector>

namespace demarche {

// `demarche results --choice`: which of the compared choices does best or least badly for somebody.
struct StudyChoice {
  Provenance provenance;
  std::string question;
  std::string quantity;
  std::vector<std::string> names;
  RobustChoice found;
};
struct ReadStudy;
// One for each comparison that holds the quantity, of those over the actor's own moves.
std::vector<StudyChoice> compare_choices(const ReadStudy& study, const std::string& quantity);

}  // namespace demarche
