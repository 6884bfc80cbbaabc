#include "demarche/game/strategy_file.h"

#include "demarche/base/never.h"
#include "demarche/game/names.h"
#include "demarche/game/strategy_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

constexpr double max_rounding = 1e-5;  // Gambit prints six decimals unless told otherwise
constexpr std::size_t max_listed = 3;

bool holds_profiles(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || text[start] == '{') return false;
  return text.substr(start).starts_with("NE,") || text.find("\nNE,") != std::string_view::npos;
}

double sum_of(const std::vector<double>& logs) {
  double sum = 0;
  for (const double log : logs) sum += std::exp(log);
  return sum;
}

std::string list_of(const Game& game, const std::vector<InfosetId>& missing) {
  std::string list;
  for (std::size_t k = 0; k < std::min(missing.size(), max_listed); ++k) {
    list += (k == 0 ? "" : ", ") + words_for(game, missing[k]);
  }
  if (missing.size() <= max_listed) return list;
  return list + fmt::format(" and {} more", missing.size() - max_listed);
}

}  // namespace

std::string words_for(const Game& game, InfosetId infoset) {
  return fmt::format("{}'s `{}`", actor_name(game, game.infosets[infoset].actor), infoset_label(game, infoset));
}

StrategyDraft start_draft(const Game& game) {
  StrategyDraft draft;
  draft.game = &game;
  draft.log_probability.resize(game.num_actions, never);
  draft.given.resize(game.infosets.size(), 0);
  return draft;
}

InfosetNames infoset_names(const Game& game) {
  InfosetNames names;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const InfosetId id{row};
    const std::string label = infoset_label(game, id);
    names[label].push_back(id);
    names[actor_name(game, game.infosets[id].actor) + "|" + label].push_back(id);
  }
  return names;
}

void complain(StrategyDraft& draft, Kind kind, Span place, std::string message, std::string help) {
  draft.read.diagnostics.push_back({kind, std::move(message), {place, ""}, {}, std::move(help)});
}

void say(StrategyDraft& draft, InfosetId infoset, const std::vector<double>& logs, Span place) {
  const Game& game = *draft.game;
  if (draft.given[infoset]) {
    complain(draft, Kind::E104, place, fmt::format("{} is given twice", words_for(game, infoset)), "keep one of them");
    return;
  }
  draft.given[infoset] = 1;
  const double sum = sum_of(logs);
  if (!(std::abs(sum - 1) <= max_rounding)) {
    const std::string help = sum == 0 ? "give what the actor would do there, though play may never come that far"
                                      : "the probabilities of the moves at an information set add up to 1";
    complain(draft, Kind::E104, place,
             fmt::format("the probabilities at {} add up to {:.7g}", words_for(game, infoset), sum), help);
    return;
  }
  draft.read.rounding = std::max(draft.read.rounding, std::abs(sum - 1));
  const std::size_t first = game.infosets[infoset].first_action.value;
  for (std::size_t k = 0; k < logs.size(); ++k) {
    draft.log_probability[ActionId{first + k}] = logs[k] - std::log(sum);
  }
}

StrategyRead finish(StrategyDraft draft, Span end) {
  const Game& game = *draft.game;
  std::vector<InfosetId> missing;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    if (!draft.given[InfosetId{row}]) missing.push_back(InfosetId{row});
  }
  if (!missing.empty() && draft.read.diagnostics.empty()) {
    complain(draft, Kind::E104, end,
             fmt::format("the strategy says nothing of {} of {} information set{}: {}", missing.size(),
                         game.infosets.size(), game.infosets.size() == 1 ? "" : "s", list_of(game, missing)),
             "a strategy has a move for every information set, reached or not; `demarche solve --json` lists them all");
  }
  if (draft.read.diagnostics.empty()) draft.read.strategy = Strategy{std::move(draft.log_probability)};
  return std::move(draft.read);
}

StrategyRead read_strategy(const Game& game, const Source& source, std::optional<std::size_t> profile) {
  StrategyDraft draft = start_draft(game);
  if (holds_profiles(source.text)) {
    read_gambit_profile(source, profile, draft);
  } else {
    read_json_strategy(source, draft);
  }
  return finish(std::move(draft), {0, source.text.empty() ? 0u : 1u});
}

}  // namespace demarche
