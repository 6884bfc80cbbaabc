#pragma once

#include "demarche/game/efg_token.h"
#include "demarche/game/efg_tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the readers of .efg and .nfg texts share; nobody but efg_*.cpp and nfg_*.cpp includes this. Each reader begins
// at the first token of its thing and leaves the token after it. It returns false where the thing is not written so,
// which it has reported.
namespace demarche {

struct EfgOpenNode {
  std::uint32_t node = 0;
  std::size_t num_missing = 0;  // moves whose node has not come yet
};

struct EfgParser {
  std::string_view text;
  EfgToken token;
  EfgTree tree;
  Diagnostics diagnostics;
  EfgRows sets;                   // by player and number
  EfgRows outcomes;               // by number
  std::vector<EfgOpenNode> open;  // from the root down
  Span players_place;
  bool lost = false;              // how many nodes must follow is no longer known
  bool cut = false;               // the rest of the text is inside a name that never closes
  std::optional<Span> long_name;  // the last name, where it holds a line end: its closing quote may be missing
  std::string_view help;          // how what is being read is written
  std::vector<EfgToken> names;    // of the list being read
  std::vector<double> numbers;
};

std::string_view word(const EfgParser& parser);
bool at_word(const EfgParser& parser, std::string_view text);

// E101 at the current token. Always false, so that readers can return it.
bool expected(EfgParser& parser, std::string_view what);

// E102: what is written well but contradicts what was read before.
void contradiction(EfgParser& parser, std::string message, Label here, std::vector<Label> others, std::string help);

// To the next token. A name that never closes ends the reading, and only that is said.
void advance(EfgParser& parser);

bool read_index(EfgParser& parser, std::string_view what, std::uint32_t& index);
bool read_number(EfgParser& parser, std::string_view what, double& number);
void skip_comma(EfgParser& parser);

// The optional name that begins many things. An empty optional where there is none.
std::optional<EfgToken> read_name(EfgParser& parser);

// { "actor" "actor" }, into the tree.
bool read_efg_players(EfgParser& parser);

// After the set's number: its label and its moves, both optional where they are known. `row` is the set's in the tree.
bool read_set(EfgParser& parser, std::uint32_t player, std::uint32_t number, Span node, std::uint32_t& row);

// The number of an outcome, then its name and payoffs, both optional. `row` stays no_row for outcome 0.
bool read_outcome(EfgParser& parser, std::uint32_t& row);

}  // namespace demarche
