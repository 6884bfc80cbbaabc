#include "demarche/game/efg_token.h"
#include "demarche/game/strategy_draft.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {

namespace {

constexpr std::string_view mark = "NE,";

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// The lines that hold profiles, mark and all.
std::vector<Span> profile_lines(std::string_view text) {
  std::vector<Span> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::size_t start = std::min(text.find_first_not_of(" \t\r", at), end);
    if (text.substr(start, end - start).starts_with(mark)) lines.push_back(span_of(start, end));
    at = end + 1;
  }
  return lines;
}

// The fields of a line after its mark, without the spaces around them.
std::vector<Span> fields_of(std::string_view text, Span line) {
  std::vector<Span> fields;
  std::size_t at = line.begin + mark.size();
  while (at <= line.end) {
    const std::size_t comma = std::min<std::size_t>(text.find(',', at), line.end);
    std::size_t begin = at;
    std::size_t end = comma;
    while (begin < end && std::string_view(" \t\r").contains(text[begin])) ++begin;
    while (begin < end && std::string_view(" \t\r").contains(text[end - 1])) --end;
    fields.push_back(span_of(begin, end));
    at = comma + 1;
  }
  return fields;
}

// Gambit's order of information sets: by actor, then as a depth-first walk over the histories meets them.
std::vector<InfosetId> gambit_order(const Game& game) {
  std::vector<std::vector<InfosetId>> of_actor(game.num_actors);
  Table<InfosetId, char> met(game.infosets.size(), 0);
  std::vector<NodeId> waiting{NodeId{0}};
  while (!waiting.empty()) {
    const NodeId at = waiting.back();
    waiting.pop_back();
    const Node& node = game.nodes[at];
    for (std::size_t k = node.num_children; k-- > 0;) waiting.push_back(child(node, k));
    if (node.kind != NodeKind::Decision || met[node.infoset()]) continue;
    met[node.infoset()] = 1;
    of_actor[game.infosets[node.infoset()].actor.value].push_back(node.infoset());
  }
  std::vector<InfosetId> order;
  for (const auto& sets : of_actor) order.insert(order.end(), sets.begin(), sets.end());
  return order;
}

std::optional<double> probability_in(std::string_view text, Span field, StrategyDraft& draft) {
  const std::string_view word = text.substr(field.begin, field.end - field.begin);
  const std::optional<double> number = efg_number(word);
  if (number && *number >= 0) return number;
  complain(draft, Kind::E103, field,
           number ? fmt::format("`{}` is less than 0, and no probability is", word)
                  : fmt::format("expected a probability, such as 0.25 or 1/4, found `{}`", word),
           "Gambit prints one number a move, separated by commas");
  return std::nullopt;
}

void say_all(const Source& source, const std::vector<Span>& fields, StrategyDraft& draft) {
  std::size_t next = 0;
  for (const InfosetId id : gambit_order(*draft.game)) {
    const std::size_t num_moves = draft.game->infosets[id].num_actions;
    const Span place{fields[next].begin, fields[next + num_moves - 1].end};
    std::vector<double> logs;
    for (std::size_t k = 0; k < num_moves; ++k) {
      const auto probability = probability_in(source.text, fields[next++], draft);
      if (!probability) return;
      logs.push_back(std::log(*probability));
    }
    say(draft, id, logs, place);
  }
}

// Which line is meant; nullopt, and said why, where that is not clear.
std::optional<Span> chosen_line(const std::vector<Span>& lines, std::optional<std::size_t> profile,
                                StrategyDraft& draft) {
  if (!profile && lines.size() > 1) {
    complain(draft, Kind::E104, lines[1], fmt::format("the file holds {} profiles", lines.size()),
             fmt::format("say which with `--profile 1` to `--profile {}`", lines.size()));
    return std::nullopt;
  }
  const std::size_t row = profile.value_or(1);
  if (row >= 1 && row <= lines.size()) return lines[row - 1];
  complain(draft, Kind::E104, lines.back(),
           fmt::format("the file holds {} profiles, and none is number {}", lines.size(), row),
           "count the lines that begin with `NE,` from 1");
  return std::nullopt;
}

}  // namespace

void read_gambit_profile(const Source& source, std::optional<std::size_t> profile, StrategyDraft& draft) {
  const auto line = chosen_line(profile_lines(source.text), profile, draft);
  if (!line) return;
  const std::vector<Span> fields = fields_of(source.text, *line);
  if (fields.size() == draft.game->num_actions) return say_all(source, fields, draft);
  complain(draft, Kind::E104, *line,
           fmt::format("the profile has {} probabilities, and the game has {} moves over its {} information sets",
                       fields.size(), draft.game->num_actions, draft.game->infosets.size()),
           "it belongs to another game, or is a mixed strategy: Gambit prints behaviour strategies without `-S`");
}

}  // namespace demarche
