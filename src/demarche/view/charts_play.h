#pragma once

#include "demarche/view/report.h"

#include <string>
#include <vector>

namespace demarche {

// How play goes, step by step, read off the histories of a solved model: what the charts show before it is drawn.

// One branching step of the story as it is met along a history: the site, and how often it was met before (in a
// repeat).
struct PlayColumn {
  SiteId site;
  std::size_t round = 0;              // 0 where it is met for the first time
  std::vector<std::string> values;    // those that can be drawn or chosen there, in the variable's order
  std::vector<double> probabilities;  // one a value, then the probability that the step does not arise: they sum to 1
};

// The joint probability that one column takes value `from` and the next takes value `to`.
struct PlayLink {
  std::size_t column = 0;  // of `from`
  std::size_t from = 0;
  std::size_t to = 0;
  double probability = 0;
};

// Columns in the order of the story, private traits left out.
struct Play {
  std::vector<PlayColumn> columns;
  std::vector<PlayLink> links;
};
Play play_of(const Report& report);

// How a scale ends: the probability of each of its values over all final states.
struct ScaleEnd {
  VariableId variable;
  std::vector<double> probabilities;  // one a value; histories in which it has no value count for none of them
};
std::vector<ScaleEnd> scale_ends(const Report& report);

// What those who hear a message make of a private trait of the speaker: Bayes' rule over the histories that stand at
// the message, before and after each of its values, averaged over all else they have seen. Worked out in logs, so that
// values that are (nearly) never sent have the belief they would leave.
struct MessageBeliefs {
  SiteId site;
  std::size_t round = 0;
  VariableId trait;
  std::vector<ActorId> hearers;  // hear the message and do not see the trait
  double log_reach = 0;          // log-probability that the message is reached
  std::vector<double> before;    // one a value of the trait
  struct After {
    std::string value;
    double probability = 0;       // of sending it where the message is reached
    bool off_path = false;        // sent with probability under 1e-9
    std::vector<double> beliefs;  // one a value of the trait
  };
  std::vector<After> after;
};
std::vector<MessageBeliefs> message_beliefs(const Report& report);

// "seen by everyone", "seen only by US and Israel", "seen by nobody".
std::string audience_text(const Model& model, ActorSet seen_by);
ActorSet seen_by(const BranchingStep& step);

}  // namespace demarche
