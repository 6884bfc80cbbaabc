#pragma once

#include "demarche/solve/path/logit_trace.h"

namespace demarche {

// Parts of the game at a solved point of finite precision, each held against where its own branch from precision 0
// leads at the beliefs with which it is met there.
struct OwnBranches {
  int num_looked_at = 0;
  std::vector<FollowedPart> off;  // the least ones that lie elsewhere
};

// For a trace that was led on by parts or has left its branch. That is no theorem, as beliefs move along the branch of
// the whole; but a whole that was joined on another branch shows in parts that are not on theirs. Those that were
// followed alone are looked at first, then others from small to large, in half the steps that the trace took.
OwnBranches look_at_own_branches(const LogitTrace& trace);

}  // namespace demarche
