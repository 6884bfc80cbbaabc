#pragma once

#include "demarche/certify/certify.h"
#include "demarche/model/steps.h"
#include "demarche/render/html.h"
#include "demarche/render/vega.h"
#include "demarche/view/report.h"
#include "demarche/view/report_page.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace demarche {

// A signalling game small enough to work out by hand. Sender is firm (60%) or soft (40%); it says loud or quiet: loud
// with 90% if firm, 30% if soft; Receiver, who hears it, yields to loud with 80% and to quiet with 25%. The scale
// `heat` is high where Receiver does not yield.
struct Signalling {
  Solved solved;
  Report report;
  std::vector<Answer> answers;
};

inline Variable signalling_variable(VariableKind kind, std::string name, std::optional<ActorId> owner,
                                    std::vector<std::string> values) {
  Variable variable;
  variable.kind = kind;
  variable.name = std::move(name);
  variable.owner = owner;
  for (std::string& value : values) variable.values.push_back({std::move(value), {}, {}, {}});
  return variable;
}

inline Formula constant(double number) {
  Formula formula;
  formula.code.push_back({.op = OpCode::Number, .number = number});
  return formula;
}

// Actors 0 and 1, variables trait 0, message 1, response 2, scale 3. `name` is the sender's name.
inline Model signalling_model(const std::string& name) {
  Model model;
  model.title = "Signalling by " + name;
  model.actors.push_back({name, name, {}});
  model.actors.push_back({"Receiver", "Receiver", {}});
  const ActorId sender{std::size_t{0}}, receiver{std::size_t{1}};
  const auto trait =
      model.variables.push_back(signalling_variable(VariableKind::Trait, name + ".kind", sender, {"firm", "soft"}));
  const auto message =
      model.variables.push_back(signalling_variable(VariableKind::Move, name + ".says", sender, {"loud", "quiet"}));
  const auto response = model.variables.push_back(
      signalling_variable(VariableKind::Move, "Receiver.does", receiver, {"yield", "resist"}));
  model.variables.push_back(signalling_variable(VariableKind::Scale, "heat", {}, {"low", "high"}));
  DrawCase odds;
  odds.draws = {{.value = 0, .odds = constant(0.6), .span = {}}, {.value = 1, .odds = {}, .span = {}}};
  model.traits.push_back(
      {.what = Chance{.variable = trait, .seen_by = 1, .cases = {odds}}, .condition = {}, .span = {}});
  const Move says{
      .variable = message, .actor = sender, .seen_by = 3, .options = {{0, {}, {}}, {1, {}, {}}}, .is_message = true};
  const Move does{.variable = response,
                  .actor = receiver,
                  .seen_by = 3,
                  .options = {{0, {}, {}}, {1, {}, {}}},
                  .is_message = false};
  model.stages.push_back({.title = "The word", .condition = {}, .steps = {{says, {}, {}}}, .span = {}});
  model.stages.push_back({.title = "The answer", .condition = {}, .steps = {{does, {}, {}}}, .span = {}});
  const auto citation = model.citations.push_back({"book", "A book, 1999", {}});
  model.parameters.push_back({.name = "weight",
                              .best = constant(2),
                              .low = constant(1),
                              .high = constant(3),
                              .note = "worth",
                              .source = citation,
                              .is_precision = false,
                              .span = {}});
  model.parameters.push_back({.name = "guess",
                              .best = constant(5),
                              .low = {},
                              .high = {},
                              .note = "",
                              .source = {},
                              .is_precision = false,
                              .span = {}});
  model.payoffs.resize(2);
  return model;
}

// Nodes 0 the draw, 1-2 the word, 3-6 the answer, 7-14 the ends; states follow the nodes.
inline void unfold_signalling(Solved& solved) {
  Game& game = solved.compiled.game;
  Story& story = solved.compiled.story;
  const auto add = [&](std::size_t parent, NodeKind kind, std::uint32_t owner, std::size_t first_child) {
    game.nodes.push_back({NodeId{parent}, NodeId{first_child}, owner,
                          static_cast<std::uint16_t>(kind == NodeKind::Terminal ? 0 : 2), kind});
  };
  add(0xFFFFFFFF, NodeKind::Chance, 0, 1);
  for (std::size_t k = 0; k < 2; ++k) add(0, NodeKind::Decision, static_cast<std::uint32_t>(k), 3 + 2 * k);
  for (std::size_t k = 0; k < 4; ++k)
    add(1 + k / 2, NodeKind::Decision, static_cast<std::uint32_t>(2 + k % 2), 7 + 2 * k);
  for (std::size_t k = 0; k < 8; ++k) add(3 + k / 2, NodeKind::Terminal, static_cast<std::uint32_t>(k), 0);
  for (std::size_t i = 0; i < 2; ++i) game.infosets.push_back({ActorId{0U}, ActionId{2 * i}, 2, std::uint32_t(i), 1});
  for (std::size_t i = 2; i < 4; ++i)
    game.infosets.push_back({ActorId{1U}, ActionId{2 * i}, 2, std::uint32_t(2 * i - 2), 2});
  for (const std::size_t node : {1U, 2U, 3U, 5U, 4U, 6U}) game.members.push_back(NodeId{node});
  game.names.infosets = {"says | kind=firm", "says | kind=soft", "does | says=loud", "does | says=quiet"};
  game.names.actors = {"Sender", "Receiver"};
  game.num_actions = 8;
  game.num_odds = 2;
  game.num_outcomes = game.num_terminals = 8;
  game.num_actors = 2;
  game.names.odds = {"firm", "soft"};
  game.names.actions = {"loud", "quiet", "loud", "quiet", "yield", "resist", "yield", "resist"};
  story.num_variables = 4;
  story.sites.push_back({{*only<Chance>(solved.model.traits[0]), {}}, VariableId{std::size_t{0}}, -1});
  story.sites.push_back({{*only<Move>(solved.model.stages[0].steps[0]), {}}, VariableId{std::size_t{1}}, 0});
  story.sites.push_back({{*only<Move>(solved.model.stages[1].steps[0]), {}}, VariableId{std::size_t{2}}, 1});
  const std::array<std::size_t, 4> first = {0, 1, 3, 7};
  for (std::size_t i = 0; i < 15; ++i) {
    const std::size_t depth = i == 0 ? 0 : i < 3 ? 1 : i < 7 ? 2 : 3;
    std::array<ValueIndex, 4> state = {has_not_happened, has_not_happened, has_not_happened, 0};
    for (std::size_t d = 0; d < depth; ++d)
      state[d] = static_cast<ValueIndex>((i - first[depth]) >> (depth - 1 - d) & 1);
    if (depth == 3) state[3] = state[2];
    story.states.insert(story.states.end(), state.begin(), state.end());
    story.state_of.push_back(StateId{i});
    story.site_of.push_back(depth == 3 ? none<SiteTag> : SiteId{depth});
    if (depth == 3) story.state_of_outcome.push_back(StateId{i});
  }
}

inline Signalling signalling(const std::string& name = "Sender", double loud_if_soft = 0.3) {
  Signalling made;
  made.solved.model = signalling_model(name);
  made.solved.parameters = Parameters(2);
  unfold_signalling(made.solved);
  for (const double odds : {0.6, 0.4}) made.solved.stakes.odds.push_back(odds);
  made.solved.stakes.payoffs.assign(16, 0.0);
  for (const double p : {0.9, loud_if_soft, 0.8, 0.25}) {
    made.solved.solution.strategy.log_probability.push_back(std::log(p));
    made.solved.solution.strategy.log_probability.push_back(std::log1p(-p));
  }
  made.solved.certificate = certify(made.solved.compiled.game, made.solved.stakes, made.solved.solution.strategy);
  return made;
}

// Points the report at the game; call it where the game will stay.
inline const Report& report_of(Signalling& made) {
  made.report = {.provenance = {"signalling.crisis", "0123abcd", "0.1", "tolerance 1e-6"},
                 .game = &made.solved.compiled.game,
                 .stakes = &made.solved.stakes,
                 .solution = &made.solved.solution,
                 .certificate = &made.solved.certificate,
                 .model = &made.solved.model,
                 .solved = &made.solved,
                 .answers = &made.answers,
                 .source = nullptr};
  return made.report;
}

// The page without scripts, and what it draws with them, by key.
inline std::string page_of(const Report& report) { return render::html_of(report_page(report), {}); }
inline nlohmann::json specifications_of(const Report& report) {
  return nlohmann::json::parse(render::vega_lite_of(report_page(report)));
}

// All figures of a page, in its order.
inline std::vector<view::Figure> figures_of(const Report& report) {
  std::vector<view::Figure> figures;
  for (const view::Section& section : report_page(report).sections) {
    for (const view::Block& block : section.blocks) {
      if (const auto* figure = std::get_if<view::Figure>(&block.part)) figures.push_back(*figure);
    }
  }
  return figures;
}

}  // namespace demarche
