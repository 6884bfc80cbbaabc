#pragma once

#include "demarche/view/report.h"

#include <string>
#include <vector>

namespace demarche {

// How play goes, step by step, read off the histories of a solved model: what the charts show before it is drawn.

// One branching step of the story as it is met along a history: the site, and in which round of every `repeat` around
// it, the outermost first.
struct PlayColumn {
  SiteId site;
  std::vector<std::size_t> rounds = {};  // 1 in the first
  std::vector<std::string> values;       // those that can be drawn or chosen there, in the variable's order
  std::vector<double> probabilities;  // one a value, then the probability that the step does not arise: they sum to 1
};

// The joint probability that one column takes value `from` and the next takes value `to`.
struct PlayLink {
  std::size_t column = 0;  // of `from`
  std::size_t from = 0;
  std::size_t to = 0;
  double probability = 0;
};

// Columns in the order of the story, private traits left out: what follows a repeat comes after its last round.
struct Play {
  std::vector<PlayColumn> columns;
  std::vector<PlayLink> links;
};
Play play_of(const Report& report);

// ` (round 2)`; empty outside of repeats.
std::string round_words(const PlayColumn& column);

// How a scale ends: the probability of each of its values over all final states.
struct ScaleEnd {
  VariableId variable;
  std::vector<double> probabilities;  // one a value; histories in which it has no value count for none of them
};
std::vector<ScaleEnd> scale_ends(const Report& report);

// "seen by everyone", "seen only by US and Israel", "seen by nobody".
std::string audience_text(const Model& model, ActorSet seen_by);
ActorSet seen_by(const BranchingStep& step);

}  // namespace demarche
