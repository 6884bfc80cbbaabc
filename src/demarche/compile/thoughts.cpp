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

Table<OddsId, double> thoughts_of(ActorId actor, const Model& model, const Story& story, const Parameters& parameters,
                                  const Table<OddsId, double>& odds, Diagnostics& diagnostics) {
  const Point common = point_of(model, parameters);
  const Point own = point_as_seen_by(model, parameters, actor);
  const TwoPoints points{common, own};
  Table<OddsId, double> thoughts = odds;
  Table<SiteId, std::uint8_t> is_own;
  for (const Site& site : story.sites) is_own.push_back(has_case_of(site, actor) || reads_otherwise(site, points));
  if (auto too_many = too_many_raids(model, story, own)) {
    diagnostics.push_back(std::move(*too_many));
    return thoughts;
  }
  for (const Story::OddsRow& row : story.odds_rows) {
    if (is_own[row.site] == 0) continue;
    const std::span<const double> here{odds.data() + row.first.value, row.num};
    Diagnostics of_row;
    compute_odds_as_seen_by(actor, model, story, row, own, here, {thoughts.data() + row.first.value, row.num}, of_row);
    for (Diagnostic& one : of_row) diagnostics.push_back(as_thought(std::move(one), model, actor));
  }
  return thoughts;
}

}  // namespace

Table<ActorId, Table<OddsId, double>> bind_thoughts(const Model& model, const Story& story,
                                                    const Parameters& parameters, const Table<OddsId, double>& odds,
                                                    Diagnostics& diagnostics) {
  Table<ActorId, Table<OddsId, double>> thoughts;
  if (!has_thoughts(model)) return thoughts;
  for (std::size_t row = 0; row < model.actors.size(); ++row)
    thoughts.push_back(thoughts_of(ActorId{row}, model, story, parameters, odds, diagnostics));
  return thoughts;
}

}  // namespace demarche
