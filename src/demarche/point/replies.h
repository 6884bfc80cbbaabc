#pragma once

#include "demarche/base/progress.h"
#include "demarche/certify/certify.h"

#include <vector>

namespace demarche {

// Everybody's logit replies to what everybody does, again and again, but for the sets that are held.
struct Replying {
  const Game& game;
  const Stakes& stakes;
  const std::vector<char>* held = nullptr;  // 1: sets that stay as they are; null: none
  double precision = 0;
  double inertia = 0.8;  // of log-probabilities from round to round
  int most_rounds = 80;
};

struct Replied {
  Certificate certificate;  // of what was last replied to
  double changed = 0;       // the largest change of a probability in the last round
  double off = 0;           // how far any choice then was from the reply itself, in probability
};

// The strategy becomes what the replies come to, or where they are after the last round. Stops early where nothing
// changes any more, or where the monitor says so.
Replied let_reply(const Replying& at, Strategy& strategy, const Monitor& monitor = {});

}  // namespace demarche
