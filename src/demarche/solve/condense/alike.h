#pragma once

#include "demarche/solve/equations/logit_game.h"

#include <optional>

namespace demarche {

// A flat game whose alike histories are one: histories of one information set below which everything is the same but
// for a constant to each actor. Play goes on as if they were one, met with all their probability, and who comes from
// one of them gets its constant besides: what moves are worth at their set lacks it, which no choice turns on. Sets,
// moves and odds are those of the whole shape, so that any place of the one is a place of the other. What is alike
// depends on the payoffs, as in condensed games.
struct AlikeShape {
  LogitShape logit;
  struct Ends {  // of the whole shape: below a history that was left out, and below the one that stands for it
    std::uint32_t left_out = 0;
    std::uint32_t kept = 0;
  };
  struct Chances {  // two moves of chance, likewise; the first of each one's odds
    std::uint32_t left_out = 0;
    std::uint32_t kept = 0;
    std::uint32_t num = 0;
  };
  std::vector<std::uint32_t> nodes;      // [node]: of the whole shape
  std::vector<Ends> ends;                // below one history after the other
  std::vector<std::uint32_t> first_end;  // [way]: of `ends`, and one past the last
  std::vector<Chances> chances;          // that are not the same rows of odds
};

// As found at these stakes of the shape; nullopt where hardly anything is alike. O(nodes).
std::optional<AlikeShape> merge_alike(const LogitShape& whole, const LogitStakes& stakes);

// nullopt where other stakes of the whole shape tell apart what was alike.
std::optional<LogitStakes> alike_stakes(const AlikeShape& alike, const LogitStakes& whole);

}  // namespace demarche
