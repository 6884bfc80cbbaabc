#include "demarche/compile/unfold_public.h"

#include "demarche/compile/growth.h"
#include "demarche/compile/public_form.h"
#include "demarche/compile/unfold.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

// The command with which the stages begin: private traits come before and are left unsettled in the public tree.
std::uint32_t first_public_command(const Program& program) {
  std::uint32_t command = 0;
  for (std::size_t row = 0; row < program.sites.size(); ++row) {
    if (program.sites[SiteId{row}].stage < 0) command = program.branch_of[SiteId{row}] + 1;
  }
  return command;
}

// News that the mover has not heard: two public histories that it cannot tell apart.
std::optional<std::string> held_back(const Model& model, const Compiled& tree) {
  for (const Infoset& infoset : tree.game.infosets) {
    if (infoset.num_members < 2) continue;
    const auto members = members_of(tree.game, infoset);
    const StateView first = state_view(tree.story, tree.story.state_of[members[0]]);
    const StateView second = state_view(tree.story, tree.story.state_of[members[1]]);
    const auto differs = std::ranges::mismatch(first, second).in1 - first.begin();
    const VariableId move = tree.story.sites[tree.story.site_of[members[0]]].variable;
    const std::string& mover = model.actors[infoset.actor].name;
    if (differs == static_cast<std::ptrdiff_t>(first.size())) {
      return fmt::format("{} cannot tell histories apart at `{}`", mover, model.variables[move].name);
    }
    return fmt::format("{} does not see `{}` before `{}`", mover,
                       model.variables[VariableId{static_cast<std::size_t>(differs)}].name, model.variables[move].name);
  }
  return std::nullopt;
}

double all_types(const Table<ActorId, ActorTypes>& types) {
  double all = 0;
  for (const ActorTypes& one : types) all += one.num;
  return all;
}

// Decisions are numbered like the tree's information sets, each of which is one history.
void add_decision(PublicGame& game, const Infoset& infoset) {
  PublicDecision decision;
  decision.actor = infoset.actor;
  decision.node = static_cast<std::uint32_t>(game.nodes.size());
  decision.first_infoset = InfosetId{game.num_infosets};
  decision.first_action = ActionId{game.num_actions};
  decision.num_actions = infoset.num_actions;
  game.num_infosets += game.num_types[infoset.actor];
  game.num_actions += game.num_types[infoset.actor] * infoset.num_actions;
  game.decisions.push_back(decision);
}

void lay_out(const Game& tree, PublicCompiled& out) {
  PublicGame& game = out.game;
  for (const ActorTypes& types : out.story.types) game.num_types.push_back(types.num);
  game.num_actors = tree.num_actors;
  game.num_odds = tree.num_odds;
  game.nodes.reserve(tree.nodes.size());
  for (const Node& from : tree.nodes) {
    PublicNode node{from.parent.value, from.first_child.value, from.owner, from.num_children, from.kind};
    if (from.kind == NodeKind::Decision) add_decision(game, tree.infosets[from.infoset()]);
    if (from.kind == NodeKind::Terminal) {
      node.owner = game.num_terminals++;
      out.story.outcome_of.push_back(from.outcome());
    }
    game.nodes.push_back(node);
  }
}

// The states in which traits are drawn go behind those of the tree.
void take_story(Compiled tree, PublicStory& story) {
  const std::vector<ValueIndex> drawn = std::move(story.story.states);
  story.story = std::move(tree.story);
  story.names = std::move(tree.game.names);
  const std::size_t num_states = story.story.states.size() / std::max<std::size_t>(1, story.story.num_variables);
  story.story.states.insert(story.story.states.end(), drawn.begin(), drawn.end());
  for (ActorTypes& types : story.types) {
    for (Story::OddsRow& row : types.odds_rows) row.state = StateId{row.state.value + num_states};
  }
}

// Where lines read the types of two actors, a number for each pair is kept for each public state that they tell apart.
std::optional<std::string> too_many_pairs(const Model& model, const PublicCompiled& compiled, double most) {
  const double states = static_cast<double>(compiled.story.story.state_of_outcome.size());
  for (const PublicLine& line : compiled.lines) {
    if (line.other == none<ActorTag>) continue;
    double told_apart = 1;
    for (VariableId variable : line.public_reads) {
      told_apart *= static_cast<double>(model.variables[variable].values.size() + 1);
    }
    const double pairs = 1.0 * compiled.game.num_types[line.one] * compiled.game.num_types[line.other];
    if (pairs * std::min(states, told_apart) <= most) continue;
    return fmt::format("{}'s payoff reads too many pairs of types of {} and {}", model.actors[line.actor].name,
                       model.actors[line.one].name, model.actors[line.other].name);
  }
  return std::nullopt;
}

// How many ways the first `num_traits` of an actor's traits can be drawn. Types stand in the order of a tree of draws.
double num_ways(const ActorTypes& types, std::size_t num_traits) {
  double ways = 1;
  for (std::uint32_t type = 1; type < types.num; ++type) {
    const auto before = values_of(types, type - 1).first(num_traits);
    if (!std::ranges::equal(before, values_of(types, type).first(num_traits))) ++ways;
  }
  return ways;
}

// The flat tree draws trait after trait, in the order of the text, whoever owns them.
double num_trait_draws(const Model& model, const Program& program, const Table<ActorId, ActorTypes>& types) {
  std::vector<std::size_t> num_drawn(types.size(), 0);
  double all = 0;
  for (const Site& site : program.sites) {
    if (site.stage >= 0) continue;
    double ways = 1;
    for (std::size_t row = 0; row < types.size(); ++row) ways *= num_ways(types[ActorId{row}], num_drawn[row]);
    all += ways;
    ++num_drawn[model.variables[site.variable].owner->value];
  }
  return all;
}

std::optional<std::string> find_types(const Model& model, const Program& program, double most, PublicStory& story) {
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    auto types = types_of(model, program, ActorId{row}, most, story.story);
    if (!types) return types.error();
    story.types.push_back(std::move(*types));
  }
  return std::nullopt;
}

}  // namespace

std::string infoset_name(const Model& model, const PublicCompiled& compiled, std::size_t decision, std::uint32_t type) {
  const ActorId actor = compiled.game.decisions[decision].actor;
  const std::string traits = type_name(model, compiled.story.types[actor], type);
  std::string name = compiled.story.names.infosets[decision];
  if (traits.empty()) return name;
  const std::size_t bar = name.find(" | ");
  if (bar == std::string::npos) return name + " | " + traits;
  return name.insert(bar + 3, traits + ", ");
}

std::expected<PublicCompiled, std::string> compile_public(const Model& model, const CompileOptions& options) {
  const Program program = flatten(model);
  if (const auto why = what_is_hidden(model, program)) return std::unexpected(*why);
  PublicCompiled out;
  auto lines = public_lines(model);
  if (!lines) return std::unexpected(std::move(lines.error()));
  out.lines = std::move(*lines);
  out.story.story.num_variables = program.start.size();
  if (const auto why = find_types(model, program, options.max_histories, out.story)) return std::unexpected(*why);
  const double most_nodes =
      std::min(options.max_histories / all_types(out.story.types), most_nodes_in_memory(model, options));
  auto tree = unfold(model, program, {first_public_command(program), most_nodes});
  if (!tree) return std::unexpected(tree.error().front().message);
  if (const auto why = held_back(model, *tree)) return std::unexpected(*why);
  lay_out(tree->game, out);
  out.game.num_trait_draws = num_trait_draws(model, program, out.story.types);
  take_story(std::move(*tree), out.story);
  if (const auto why = too_many_pairs(model, out, options.max_histories)) return std::unexpected(*why);
  return out;
}

}  // namespace demarche
