#include "demarche/compile/thoughts.h"

#include "demarche/compile/odds.h"
#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

// The model's numbers, and those of an actor that thinks otherwise of some of them.
struct TwoPoints {
  const Point& common;
  const Point& own;

  bool differ(const Formula& formula) const {
    const auto parameter = [&](ParameterId id) { return common.parameters[id] != own.parameters[id]; };
    const auto variable = [&](VariableId id) { return common.numbers[id] != own.numbers[id]; };
    return std::ranges::any_of(parameters_of(formula), parameter) ||
           std::ranges::any_of(variables_of(formula), variable);
  }
};

bool reads_otherwise(const Site& site, const TwoPoints& points) {
  bool found = false;
  std::visit(
      [&](const auto& what) {
        for_each_formula(what, [&](const Formula& formula) { found = found || points.differ(formula); });
      },
      site.step.what);
  return found;
}

bool has_case_of(const Site& site, ActorId actor) {
  const Chance* chance = only<Chance>(site.step);
  return chance && std::ranges::find(chance->thoughts, actor, &Thought::actor) != chance->thoughts.end();
}

// What is wrong with odds is wrong as the actor thinks they are, and by what it thinks of numbers.
Diagnostic as_thought(Diagnostic diagnostic, const Model& model, ActorId actor) {
  if (diagnostic.kind == Kind::E034) return diagnostic;
  const std::string& name = model.actors[actor].name;
  diagnostic.message += fmt::format(", as {} thinks", name);
  for (const NumberThought& thought : model.number_thoughts)
    if (thought.actor == actor) diagnostic.others.push_back({thought.span, fmt::format("{} thinks so", name)});
  return diagnostic;
}

// One actor at work on the steps of a story that chance decides.
struct Thinker {
  ActorId actor;
  const Model& model;
  const Story& story;
  Point own;                              // the numbers as it thinks they are
  Table<SiteId, std::uint8_t> differs{};  // whether it may think otherwise there
};

Thinker thinker_of(ActorId actor, const Model& model, const Story& story, const Parameters& parameters) {
  const Point common = point_of(model, parameters);
  Thinker thinker{actor, model, story, point_as_seen_by(model, parameters, actor)};
  const TwoPoints points{common, thinker.own};
  for (const Site& site : story.sites)
    thinker.differs.push_back(has_case_of(site, actor) || reads_otherwise(site, points));
  return thinker;
}

// `thoughts` are the model's own `odds` to begin with, both as the rows number them.
void think(const Thinker& thinker, const std::vector<Story::OddsRow>& rows, std::span<const double> odds,
           std::span<double> thoughts, Diagnostics& diagnostics) {
  for (const Story::OddsRow& row : rows) {
    if (thinker.differs[row.site] == 0) continue;
    Diagnostics of_row;
    compute_odds_as_seen_by(thinker.actor, thinker.model, thinker.story, row, thinker.own,
                            odds.subspan(row.first.value, row.num), thoughts.subspan(row.first.value, row.num), of_row);
    for (Diagnostic& one : of_row) diagnostics.push_back(as_thought(std::move(one), thinker.model, thinker.actor));
  }
}

// Of the steps of the story.
Table<OddsId, double> thoughts_of(const Thinker& thinker, const Table<OddsId, double>& odds, Diagnostics& diagnostics) {
  Table<OddsId, double> thoughts = odds;
  if (auto too_many = too_many_raids(thinker.model, thinker.story, thinker.own)) {
    diagnostics.push_back(std::move(*too_many));
    return thoughts;
  }
  think(thinker, thinker.story.odds_rows, {odds.data(), odds.size()}, {thoughts.data(), thoughts.size()}, diagnostics);
  return thoughts;
}

}  // namespace

Table<ActorId, Table<OddsId, double>> bind_thoughts(const Model& model, const Story& story,
                                                    const Parameters& parameters, const Table<OddsId, double>& odds,
                                                    Diagnostics& diagnostics) {
  Table<ActorId, Table<OddsId, double>> thoughts;
  if (!has_thoughts(model)) return thoughts;
  for (std::size_t row = 0; row < model.actors.size(); ++row)
    thoughts.push_back(thoughts_of(thinker_of(ActorId{row}, model, story, parameters), odds, diagnostics));
  return thoughts;
}

Table<ActorId, PublicOdds> bind_public_thoughts(const Model& model, const PublicChance& chance,
                                                const Parameters& parameters, Diagnostics& diagnostics) {
  Table<ActorId, PublicOdds> thoughts;
  if (!has_thoughts(model)) return thoughts;
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    const Thinker thinker = thinker_of(ActorId{row}, model, chance.story, parameters);
    PublicOdds own;
    for (std::size_t whose = 0; whose < chance.types.size(); ++whose) {
      const ActorTypes& types = chance.types[ActorId{whose}];
      const std::vector<double>& odds = chance.trait_odds[ActorId{whose}];
      std::vector<double> thought = odds;
      think(thinker, types.odds_rows, odds, thought, diagnostics);
      own.priors.push_back(prior_of(types, thought));
    }
    own.odds = thoughts_of(thinker, chance.odds, diagnostics);
    thoughts.push_back(std::move(own));
  }
  return thoughts;
}

}  // namespace demarche
