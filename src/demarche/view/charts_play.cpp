#include "demarche/view/charts_play.h"

#include "demarche/base/never.h"
#include "demarche/model/steps.h"
#include "demarche/view/words.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace demarche {

namespace {

constexpr double off_path_log = -20.7;  // 1e-9

double add_logs(double a, double b) {
  if (a < b) std::swap(a, b);
  return a == never ? never : a + std::log1p(std::exp(b - a));
}

// The k-th move of a node: what it is called, and its log-probability.
const std::string& move_name(const Game& game, const Node& node, std::size_t k) {
  if (node.kind == NodeKind::Chance) return game.names.odds[node.first_odds().value + k];
  return game.names.actions[game.infosets[node.infoset()].first_action.value + k];
}
double move_log(const Report& report, const Node& node, std::size_t k) {
  if (node.kind == NodeKind::Chance) return std::log(report.stakes->odds[OddsId{node.first_odds().value + k}]);
  const ActionId first = report.game->infosets[node.infoset()].first_action;
  return report.solution->strategy.log_probability[ActionId{first.value + k}];
}

// Where every node stands in the story: its column, and the column's value chosen on the way into it.
struct Layout {
  std::vector<PlayColumn> columns;
  Table<NodeId, std::uint32_t> column_of;  // no_column at terminals and traits
};
constexpr std::uint32_t no_column = 0xFFFFFFFF;

bool is_trait(const Story& story, SiteId site) { return story.sites[site].stage < 0; }

// How often the node's site was met before on the way to it.
std::size_t round_of(const Game& game, const Story& story, NodeId node) {
  const SiteId site = story.site_of[node];
  std::size_t round = 0;
  for (NodeId up = game.nodes[node].parent; up != none<NodeTag>; up = game.nodes[up].parent) {
    round += story.site_of[up] == site ? 1 : 0;
  }
  return round;
}

std::size_t value_index(PlayColumn& column, const std::string& name) {
  const auto found = std::find(column.values.begin(), column.values.end(), name);
  if (found != column.values.end()) return static_cast<std::size_t>(found - column.values.begin());
  column.values.push_back(name);
  return column.values.size() - 1;
}

// Values the model lists come first, in its order; only those that can happen at the column are kept.
void sort_values(PlayColumn& column, const Model& model, const Story& story) {
  std::vector<std::string> sorted;
  for (const Value& value : model.variables[story.sites[column.site].variable].values) {
    const auto found = std::find(column.values.begin(), column.values.end(), value.name);
    if (found == column.values.end()) continue;
    sorted.push_back(value.name);
    column.values.erase(found);
  }
  sorted.insert(sorted.end(), column.values.begin(), column.values.end());
  column.values = std::move(sorted);
}

Layout layout_of(const Report& report) {
  const Game& game = *report.game;
  const Story& story = report.solved->compiled.story;
  using Key = std::tuple<int, std::size_t, SiteId>;  // stage, round, site: the order of the story
  std::map<Key, PlayColumn> columns;
  std::vector<Key> keys(game.nodes.size());
  Layout layout{.columns = {}, .column_of = Table<NodeId, std::uint32_t>(game.nodes.size(), no_column)};
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    const Node& node = game.nodes[NodeId{i}];
    if (node.kind == NodeKind::Terminal || is_trait(story, story.site_of[NodeId{i}])) continue;
    const SiteId site = story.site_of[NodeId{i}];
    keys[i] = {story.sites[site].stage, round_of(game, story, NodeId{i}), site};
    PlayColumn& column = columns[keys[i]];
    column.site = site;
    column.round = std::get<1>(keys[i]);
    for (std::size_t k = 0; k < node.num_children; ++k) value_index(column, move_name(game, node, k));
    layout.column_of[NodeId{i}] = 0;
  }
  std::map<Key, std::uint32_t> numbers;
  for (auto& [key, column] : columns) {
    numbers[key] = static_cast<std::uint32_t>(layout.columns.size());
    sort_values(column, *report.model, story);
    column.probabilities.assign(column.values.size() + 1, 0.0);
    layout.columns.push_back(std::move(column));
  }
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    if (layout.column_of[NodeId{i}] != no_column) layout.column_of[NodeId{i}] = numbers[keys[i]];
  }
  return layout;
}

// Adds one finished history: walks up from its end and notes the value at each column it met.
void note_history(const Report& report, Layout& layout, NodeId end, std::vector<std::size_t>& values) {
  const Game& game = *report.game;
  for (std::size_t c = 0; c < values.size(); ++c) values[c] = layout.columns[c].values.size();
  for (NodeId at = end; game.nodes[at].parent != none<NodeTag>;) {
    const NodeId parent = game.nodes[at].parent;
    const std::uint32_t column = layout.column_of[parent];
    if (column != no_column) {
      const std::size_t k = at.value - game.nodes[parent].first_child.value;
      values[column] = value_index(layout.columns[column], move_name(game, game.nodes[parent], k));
    }
    at = parent;
  }
}

std::vector<ActorId> hearers_of(const Report& report, const Site& site, VariableId trait, ActorId speaker) {
  ActorSet sees_trait = 0;
  for (const Step& step : report.model->traits) {
    const Chance* chance = only<Chance>(step);
    if (chance && chance->variable == trait) sees_trait = chance->seen_by;
  }
  std::vector<ActorId> hearers;
  for (std::size_t a = 0; a < report.model->actors.size(); ++a) {
    const ActorId actor{a};
    if (actor != speaker && contains(seen_by(site.step), actor) && !contains(sees_trait, actor))
      hearers.push_back(actor);
  }
  return hearers;
}

std::vector<double> normalised(const std::vector<double>& logs) {
  double total = never;
  for (const double log : logs) total = add_logs(total, log);
  std::vector<double> out;
  for (const double log : logs) out.push_back(total == never ? 0.0 : std::exp(log - total));
  return out;
}

// Log-weights of (trait value, message value) over all histories that stand at one column.
MessageBeliefs beliefs_at(const Report& report, const Layout& layout, const Table<NodeId, double>& reaches,
                          std::uint32_t number, VariableId trait) {
  const Game& game = *report.game;
  const Story& story = report.solved->compiled.story;
  PlayColumn column = layout.columns[number];
  const std::size_t num_traits = report.model->variables[trait].values.size();
  std::vector<double> before(num_traits, never);
  std::vector<std::vector<double>> after(column.values.size(), before);
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    if (layout.column_of[NodeId{i}] != number) continue;
    const Node& node = game.nodes[NodeId{i}];
    const ValueIndex type = state_view(story, story.state_of[NodeId{i}])[trait.value];
    if (type >= num_traits) continue;
    before[type] = add_logs(before[type], reaches[NodeId{i}]);
    for (std::size_t k = 0; k < node.num_children; ++k) {
      double& weight = after[value_index(column, move_name(game, node, k))][type];
      weight = add_logs(weight, reaches[NodeId{i}] + move_log(report, node, k));
    }
  }
  MessageBeliefs beliefs{.site = column.site,
                         .round = column.round,
                         .trait = trait,
                         .hearers = {},
                         .log_reach = never,
                         .before = normalised(before),
                         .after = {}};
  for (const double log : before) beliefs.log_reach = add_logs(beliefs.log_reach, log);
  for (std::size_t v = 0; v < column.values.size(); ++v) {
    double sent = never;
    for (const double log : after[v]) sent = add_logs(sent, log);
    const double log_probability = sent == never ? never : sent - beliefs.log_reach;
    beliefs.after.push_back({.value = column.values[v],
                             .probability = std::exp(log_probability),
                             .off_path = log_probability < off_path_log,
                             .beliefs = normalised(after[v])});
  }
  return beliefs;
}

}  // namespace

Play play_of(const Report& report) {
  Layout layout = layout_of(report);
  const Game& game = *report.game;
  const auto reaches = log_reaches(game, *report.stakes, report.solution->strategy);
  std::vector<std::size_t> values(layout.columns.size());
  std::vector<std::map<std::pair<std::size_t, std::size_t>, double>> links(layout.columns.size());
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    if (game.nodes[NodeId{i}].kind != NodeKind::Terminal) continue;
    const double probability = std::exp(reaches[NodeId{i}]);
    if (probability < 1e-15) continue;
    note_history(report, layout, NodeId{i}, values);
    for (std::size_t c = 0; c < values.size(); ++c) {
      layout.columns[c].probabilities[values[c]] += probability;
      if (c + 1 < values.size()) links[c][{values[c], values[c + 1]}] += probability;
    }
  }
  Play play{.columns = std::move(layout.columns), .links = {}};
  for (std::size_t c = 0; c < links.size(); ++c) {
    for (const auto& [ends, p] : links[c]) {
      play.links.push_back({.column = c, .from = ends.first, .to = ends.second, .probability = p});
    }
  }
  return play;
}

std::vector<ScaleEnd> scale_ends(const Report& report) {
  const Story& story = report.solved->compiled.story;
  std::vector<ScaleEnd> ends;
  for (std::size_t v = 0; v < report.model->variables.size(); ++v) {
    const Variable& variable = report.model->variables[VariableId{v}];
    if (variable.kind == VariableKind::Scale) {
      ends.push_back({.variable = VariableId{v}, .probabilities = std::vector<double>(variable.values.size(), 0.0)});
    }
  }
  const auto reaches = log_reaches(*report.game, *report.stakes, report.solution->strategy);
  for (std::size_t i = 0; i < report.game->nodes.size(); ++i) {
    const Node& node = report.game->nodes[NodeId{i}];
    if (node.kind != NodeKind::Terminal) continue;
    const StateView state = state_view(story, story.state_of_outcome[node.outcome()]);
    for (ScaleEnd& end : ends) {
      const ValueIndex value = state[end.variable.value];
      if (value < end.probabilities.size()) end.probabilities[value] += std::exp(reaches[NodeId{i}]);
    }
  }
  return ends;
}

std::vector<MessageBeliefs> message_beliefs(const Report& report) {
  const Layout layout = layout_of(report);
  const Story& story = report.solved->compiled.story;
  const auto reaches = log_reaches(*report.game, *report.stakes, report.solution->strategy);
  std::vector<MessageBeliefs> all;
  for (std::uint32_t c = 0; c < layout.columns.size(); ++c) {
    const Site& site = story.sites[layout.columns[c].site];
    const Move* move = only<Move>(site.step);
    if (!move || !move->is_message) continue;
    for (std::size_t v = 0; v < report.model->variables.size(); ++v) {
      const Variable& variable = report.model->variables[VariableId{v}];
      if (variable.kind != VariableKind::Trait || variable.owner != move->actor) continue;
      const auto hearers = hearers_of(report, site, VariableId{v}, move->actor);
      if (hearers.empty()) continue;
      all.push_back(beliefs_at(report, layout, reaches, c, VariableId{v}));
      all.back().hearers = hearers;
    }
  }
  return all;
}

std::string audience_text(const Model& model, ActorSet seen_by) {
  std::vector<std::string> names;
  for (std::size_t a = 0; a < model.actors.size(); ++a) {
    if (contains(seen_by, ActorId{a})) names.push_back(model.actors[ActorId{a}].name);
  }
  if (names.size() == model.actors.size()) return "seen by everyone";
  return names.empty() ? "seen by nobody" : "seen only by " + joined_names(names);
}

ActorSet seen_by(const BranchingStep& step) {
  return std::visit([](const auto& what) { return what.seen_by; }, step.what);
}

}  // namespace demarche
