#pragma once

#include "demarche/game/strategy_file.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace demarche {

// A strategy while it is read: what has been said so far, and of which information sets.
struct StrategyDraft {
  const Game* game = nullptr;
  Table<ActionId, double> log_probability;  // -infinity until said
  Table<InfosetId, char> given;
  StrategyRead read;
};
StrategyDraft start_draft(const Game& game);

// Information sets by "label" and by "actor|label"; several where names are not unique.
using InfosetNames = std::unordered_map<std::string, std::vector<InfosetId>>;
InfosetNames infoset_names(const Game& game);

// What a place of the file says of an information set: one log-probability a move. They are scaled to add up to 1;
// E104 where they are too far from it.
void say(StrategyDraft& draft, InfosetId infoset, const std::vector<double>& logs, Span place);

void complain(StrategyDraft& draft, Kind kind, Span place, std::string message, std::string help);

// E104 where information sets were left out; otherwise the strategy.
StrategyRead finish(StrategyDraft draft, Span end);

// `infoset` of `actor`, in words.
std::string words_for(const Game& game, InfosetId infoset);

// The two kinds of text.
void read_gambit_profile(const Source& source, std::optional<std::size_t> profile, StrategyDraft& draft);
void read_json_strategy(const Source& source, StrategyDraft& draft);

}  // namespace demarche
