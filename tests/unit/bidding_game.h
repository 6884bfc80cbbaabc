#pragma once

#include "random_game.h"

#include <string>

namespace demarche::test {

// Two actors, each with a private type, outbid each other in public until one calls: liar's dice with any number of
// bids. What a call pays depends on the types and the last bid. As .efg.
struct BiddingGame {
  std::uint32_t num_types = 5;
  std::uint32_t num_bids = 9;
};

namespace detail {

struct BiddingText {
  BiddingGame game;
  std::string text;
  std::uint32_t num_outcomes = 0;
};

inline void write_call(BiddingText& out, std::uint32_t types, std::uint32_t bid, std::uint32_t caller) {
  Draws dice{types * 131 + bid};
  const std::string gain = std::to_string(static_cast<int>(dice.below(21)) - 10 + (caller == 0 ? 1 : -1));
  out.text += "t \"\" " + std::to_string(++out.num_outcomes) + " \"\" { " + gain + ", " +
              (gain[0] == '-' ? gain.substr(1) : "-" + gain) + " }\n";
}

// After the bids of the mask, the highest last: `next` is the lowest that may follow.
inline void write_bids(BiddingText& out, std::uint32_t types, std::uint32_t mask, std::uint32_t next,
                       std::uint32_t mover) {
  const std::uint32_t own = mover == 0 ? types / out.game.num_types : types % out.game.num_types;
  out.text +=
      "p \"\" " + std::to_string(mover + 1) + " " + std::to_string((own << out.game.num_bids) + mask + 1) + " \"\" {";
  if (mask != 0) out.text += " \"call\"";
  for (std::uint32_t bid = next; bid < out.game.num_bids; ++bid) out.text += " \"" + std::to_string(bid) + "\"";
  out.text += " } 0\n";
  if (mask != 0) write_call(out, types, next - 1, mover);
  for (std::uint32_t bid = next; bid < out.game.num_bids; ++bid) {
    write_bids(out, types, mask | 1U << bid, bid + 1, 1 - mover);
  }
}

}  // namespace detail

inline std::string bidding_text(const BiddingGame& game) {
  const std::uint32_t num = game.num_types * game.num_types;
  detail::BiddingText out{game, "EFG 2 R \"bids\" { \"A\" \"B\" }\nc \"\" 1 \"\" {"};
  for (std::uint32_t types = 0; types < num; ++types) {
    out.text += " \"" + std::to_string(types) + "\" 1/" + std::to_string(num);
  }
  out.text += " } 0\n";
  for (std::uint32_t types = 0; types < num; ++types) detail::write_bids(out, types, 0, 0, 0);
  return out.text;
}

}  // namespace demarche::test
