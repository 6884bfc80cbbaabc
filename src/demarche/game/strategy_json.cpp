#include "demarche/base/never.h"
#include "demarche/game/json_tree.h"
#include "demarche/game/names.h"
#include "demarche/game/strategy_draft.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {

namespace {

constexpr std::size_t most_complaints = 20;

struct Reader {
  const JsonTree& tree;
  const InfosetNames names;
  StrategyDraft& draft;
};

const JsonNode* member(const JsonTree& tree, const JsonNode& object, std::string_view key) {
  for (const std::uint32_t row : object.children) {
    if (tree.nodes[row].key == key) return &tree.nodes[row];
  }
  return nullptr;
}

std::optional<double> log_of(Reader& reader, const JsonNode& node) {
  if (node.kind == JsonKind::Number && node.number >= 0) return std::log(node.number);
  const bool negative = node.kind == JsonKind::Number;
  complain(reader.draft, Kind::E103, node.place,
           negative ? fmt::format("{} is less than 0, and no probability is", node.number)
                    : "expected a probability, a number from 0 to 1",
           "numbers in JSON stand without quotes: `\"challenge\": 0.25`");
  return std::nullopt;
}

std::optional<std::size_t> find_move(Reader& reader, InfosetId id, const std::string& name, Span place) {
  const Game& game = *reader.draft.game;
  const Infoset& infoset = game.infosets[id];
  std::vector<std::string> known;
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    known.push_back(action_name(game, infoset, k));
    if (known.back() == name) return k;
  }
  const std::string guess = best_guess(name, known);
  std::string all;
  for (const std::string& each : known) all += (all.empty() ? "" : ", ") + fmt::format("`{}`", each);
  complain(reader.draft, Kind::E104, place, fmt::format("{} has no move `{}`", words_for(game, id), name),
           guess.empty() ? "its moves are " + all : fmt::format("did you mean `{}`?", guess));
  return std::nullopt;
}

// {"move": probability, ...}; moves left out are never made.
std::optional<std::vector<double>> logs_of_object(Reader& reader, InfosetId id, const JsonNode& node) {
  std::vector<double> logs(reader.draft.game->infosets[id].num_actions, never);
  for (const std::uint32_t row : node.children) {
    const JsonNode& entry = reader.tree.nodes[row];
    const auto move = find_move(reader, id, entry.key, entry.place);
    const auto log = move ? log_of(reader, entry) : std::nullopt;
    if (!log) return std::nullopt;
    logs[*move] = *log;
  }
  return logs;
}

// [probability, ...] or [[move, probability], ...], in the order of the moves.
std::optional<std::vector<double>> logs_of_list(Reader& reader, InfosetId id, const JsonNode& node) {
  const Game& game = *reader.draft.game;
  const std::size_t num_moves = game.infosets[id].num_actions;
  if (node.children.size() != num_moves) {
    complain(
        reader.draft, Kind::E104, node.place,
        fmt::format("{} has {} moves, and the list {} numbers", words_for(game, id), num_moves, node.children.size()),
        "give one probability a move, 0 for those never made");
    return std::nullopt;
  }
  std::vector<double> logs;
  for (const std::uint32_t row : node.children) {
    const JsonNode& entry = reader.tree.nodes[row];
    const bool pair = entry.kind == JsonKind::List && entry.children.size() == 2;
    const auto log = log_of(reader, pair ? reader.tree.nodes[entry.children[1]] : entry);
    if (!log) return std::nullopt;
    logs.push_back(*log);
  }
  return logs;
}

void say_node(Reader& reader, InfosetId id, const JsonNode& node) {
  if (node.kind != JsonKind::Object && node.kind != JsonKind::List) {
    complain(reader.draft, Kind::E103, node.place, fmt::format("expected what the actor does at `{}`", node.key),
             "write `{\"move\": probability, ...}` or a list of probabilities");
    return;
  }
  const auto logs = node.kind == JsonKind::Object ? logs_of_object(reader, id, node) : logs_of_list(reader, id, node);
  if (logs) say(reader.draft, id, *logs, node.place);
}

void complain_of_set(Reader& reader, const std::string& name, Span place) {
  const Game& game = *reader.draft.game;
  std::vector<std::string> known;
  for (std::size_t row = 0; row < game.infosets.size(); ++row) {
    const InfosetId id{row};
    const std::string label = infoset_label(game, id);
    const bool with_actor = name.find('|') != std::string::npos && !reader.names.contains(label);
    known.push_back(with_actor ? actor_name(game, game.infosets[id].actor) + "|" + label : label);
  }
  const std::string guess = best_guess(name, known);
  complain(reader.draft, Kind::E104, place, fmt::format("no information set is called `{}`", name),
           guess.empty() ? "`demarche dump --stage strategy` lists them; an actor may stand before: `actor|label`"
                         : fmt::format("did you mean `{}`?", guess));
}

// {"information set": ..., ...}
void read_map(Reader& reader, const JsonNode& root) {
  for (const std::uint32_t row : root.children) {
    if (reader.draft.read.diagnostics.size() >= most_complaints) return;
    const JsonNode& node = reader.tree.nodes[row];
    const auto found = reader.names.find(node.key);
    if (found == reader.names.end()) {
      complain_of_set(reader, node.key, node.place);
    } else if (found->second.size() > 1) {
      complain(reader.draft, Kind::E104, node.place,
               fmt::format("{} information sets are called `{}`", found->second.size(), node.key),
               "write the actor before the name, as `actor|name`; where that is not enough, use the JSON of `demarche "
               "solve`");
    } else {
      say_node(reader, found->second.front(), node);
    }
  }
}

// An entry of `actions` as `demarche solve --json` writes it. A log-probability of -infinity is null there.
std::optional<double> solved_log(Reader& reader, const JsonNode& entry) {
  const JsonNode* log = member(reader.tree, entry, "log_probability");
  if (log && log->kind == JsonKind::Number) return log->number;
  const JsonNode* probability = member(reader.tree, entry, "probability");
  if (probability) return log_of(reader, *probability);
  complain(reader.draft, Kind::E103, entry.place, "expected a move with its \"probability\"",
           "`demarche solve --json` writes {\"name\": ..., \"probability\": ...}");
  return std::nullopt;
}

std::optional<std::vector<double>> solved_logs(Reader& reader, InfosetId id, const JsonNode& actions) {
  std::vector<double> logs(reader.draft.game->infosets[id].num_actions, never);
  for (const std::uint32_t row : actions.children) {
    const JsonNode& entry = reader.tree.nodes[row];
    const JsonNode* name = member(reader.tree, entry, "name");
    const auto move = find_move(reader, id, name ? name->text : std::string(), name ? name->place : entry.place);
    const auto log = move ? solved_log(reader, entry) : std::nullopt;
    if (!log) return std::nullopt;
    logs[*move] = *log;
  }
  return logs;
}

// Sets of one name are taken in the order of the file, which is the game's own.
void read_solution(Reader& reader, const JsonNode& infosets) {
  std::unordered_map<std::string, std::size_t> num_met;
  for (const std::uint32_t row : infosets.children) {
    if (reader.draft.read.diagnostics.size() >= most_complaints) return;
    const JsonNode& node = reader.tree.nodes[row];
    const JsonNode* actor = member(reader.tree, node, "actor");
    const JsonNode* label = member(reader.tree, node, "label");
    const JsonNode* actions = member(reader.tree, node, "actions");
    if (!actor || !label || !actions || actions->kind != JsonKind::List) {
      complain(reader.draft, Kind::E103, node.place,
               "expected an information set with \"actor\", \"label\", \"actions\"",
               "`demarche solve --json` writes such a file");
      return;
    }
    const std::string name = actor->text + "|" + label->text;
    const auto found = reader.names.find(name);
    const std::size_t nth = num_met[name]++;
    if (found == reader.names.end() || nth >= found->second.size()) {
      complain_of_set(reader, name, label->place);
      continue;
    }
    const auto logs = solved_logs(reader, found->second[nth], *actions);
    if (logs) say(reader.draft, found->second[nth], *logs, label->place);
  }
}

}  // namespace

void read_json_strategy(const Source& source, StrategyDraft& draft) {
  const auto parsed = parse_json(source.text);
  if (!parsed) {
    const JsonFault& fault = parsed.error();
    complain(draft, Kind::E103, fault.place,
             fault.found.empty() ? "the text ends where JSON goes on"
                                 : fmt::format("JSON has something else than `{}` here", fault.found),
             "a strategy is JSON, `{\"information set\": {\"move\": probability}}`, or a line `NE,...` of Gambit");
    return;
  }
  const JsonNode& root = parsed->nodes.front();
  if (root.kind != JsonKind::Object) {
    complain(draft, Kind::E103, root.place, "expected an object, from information sets to probabilities of moves",
             "write `{\"information set\": {\"move\": probability, ...}, ...}`");
    return;
  }
  Reader reader{*parsed, infoset_names(*draft.game), draft};
  const JsonNode* infosets = member(*parsed, root, "infosets");
  if (infosets && infosets->kind == JsonKind::List && member(*parsed, root, "kind")) read_solution(reader, *infosets);
  else read_map(reader, root);
}

}  // namespace demarche
