#pragma once

#include "demarche/diag/diagnostic.h"
#include "demarche/game/efg_rows.h"

#include <optional>
#include <string>
#include <vector>

namespace demarche {

// An information set as the file numbers them: for each player apart, and for chance (player 0).
struct EfgSet {
  std::uint32_t player = 0;
  std::uint32_t number = 0;
  std::string label;
  std::vector<std::string> moves;
  std::vector<double> odds;   // chance only
  Span place;                 // where its moves are first listed
  bool contradicted = false;  // reported once
};

struct EfgOutcome {
  std::uint32_t number = 0;
  std::uint32_t first_payoff = 0;  // into EfgTree::payoffs, where defined: one an actor
  std::string name;
  Span place;  // where its payoffs are listed, or its first mention
  bool defined = false;
  bool contradicted = false;
};

struct EfgNode {
  std::uint32_t parent = no_row;
  std::uint32_t set = no_row;      // none: terminal
  std::uint32_t outcome = no_row;  // none: outcome 0
  Span place;
};

// An .efg file as it is written: nodes depth first, sets and outcomes in order of appearance.
struct EfgTree {
  std::string title;
  std::string comment;
  std::vector<std::string> players;
  std::vector<EfgSet> sets;
  std::vector<EfgOutcome> outcomes;
  std::vector<double> payoffs;
  std::vector<EfgNode> nodes;
};

inline double payoff(const EfgTree& tree, const EfgOutcome& outcome, std::size_t actor) {
  return tree.payoffs[outcome.first_payoff + actor];
}

// The tree holds what could be read; it is whole where no diagnostic is an error.
EfgTree parse_efg(const Source& source, Diagnostics& diagnostics);

}  // namespace demarche
