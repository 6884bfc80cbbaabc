#include "demarche/view/play_news.h"

#include "demarche/base/never.h"
#include "demarche/model/steps.h"
#include "demarche/view/play_layout.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr double off_path_log = -20.7;   // 1e-9
constexpr double least_change = 0.005;   // of a belief that a move or draw must make to be news
constexpr double least_share = 1e-4;     // of the values that count there
constexpr std::size_t most_values = 40;  // of a trait: a continuum has no names to draw

double added_logs(double a, double b) {
  if (a < b) std::swap(a, b);
  return a == never ? never : a + std::log1p(std::exp(b - a));
}

std::vector<double> normalised(const std::vector<double>& logs) {
  double total = never;
  for (const double log : logs) total = added_logs(total, log);
  std::vector<double> out;
  for (const double log : logs) out.push_back(total == never ? 0.0 : std::exp(log - total));
  return out;
}

// Before and after, as log-weights.
struct Weights {
  std::vector<double> before;              // [value of the trait]
  std::vector<std::vector<double>> after;  // [value of the step][value of the trait]
};

Weights weights_at(const Report& report, const PlayLayout& layout, const Table<NodeId, double>& reaches,
                   std::uint32_t number, VariableId trait) {
  const Game& game = *report.game;
  const Story& story = report.solved->compiled.story;
  PlayColumn column = layout.columns[number];
  const std::size_t num_values = report.model->variables[trait].values.size();
  Weights weights{std::vector<double>(num_values, never), {}};
  weights.after.assign(column.values.size(), weights.before);
  for (std::size_t i = 0; i < game.nodes.size(); ++i) {
    if (layout.column_of[NodeId{i}] != number) continue;
    const Node& node = game.nodes[NodeId{i}];
    const ValueIndex type = state_view(story, story.state_of[NodeId{i}])[trait.value];
    if (type >= num_values) continue;
    weights.before[type] = added_logs(weights.before[type], reaches[NodeId{i}]);
    for (std::size_t k = 0; k < node.num_children; ++k) {
      double& weight = weights.after[value_index(column, move_name(game, node, k))][type];
      weight = added_logs(weight, reaches[NodeId{i}] + move_log(report, node, k));
    }
  }
  return weights;
}

News told_at(const PlayColumn& column, VariableId trait, const Weights& weights) {
  News news;
  news.site = column.site;
  news.rounds = column.rounds;
  news.trait = trait;
  news.before = normalised(weights.before);
  news.log_reach = never;
  for (const double log : weights.before) news.log_reach = added_logs(news.log_reach, log);
  for (std::size_t v = 0; v < column.values.size(); ++v) {
    double sent = never;
    for (const double log : weights.after[v]) sent = added_logs(sent, log);
    const double log_probability = sent == never ? never : sent - news.log_reach;
    news.after.push_back({.value = column.values[v],
                          .probability = std::exp(log_probability),
                          .off_path = log_probability < off_path_log,
                          .beliefs = normalised(weights.after[v])});
  }
  return news;
}

bool reads(const Formula& formula, VariableId variable) {
  return std::ranges::count(variables_of(formula), variable) > 0;
}

// Whether the odds of a draw hang on the trait.
bool hangs_on(const Chance& chance, VariableId trait) {
  return std::ranges::any_of(chance.cases, [&](const DrawCase& one) {
    return reads(one.guard, trait) || std::ranges::any_of(one.draws, [&](const DrawCase::Draw& draw) {
             return draw.odds && reads(*draw.odds, trait);
           });
  });
}

// Whether the step may tell of a trait: a move of who has it, or a draw that hangs on it.
bool may_tell(const BranchingStep& step, const Variable& variable, VariableId trait) {
  if (const Move* move = only<Move>(step)) return variable.owner == move->actor;
  const Chance* chance = only<Chance>(step);
  return chance != nullptr && hangs_on(*chance, trait);
}

ActorSet seers_of_trait(const Model& model, VariableId trait) {
  for (const Step& step : model.traits) {
    const Chance* chance = only<Chance>(step);
    if (chance && chance->variable == trait) return chance->seen_by;
  }
  return 0;
}

std::vector<ActorId> seers_of(const Model& model, const Site& site, VariableId trait) {
  const ActorSet knowing = seers_of_trait(model, trait);
  std::vector<ActorId> seers;
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    const ActorId actor{row};
    const bool knows = contains(knowing, actor) || model.variables[trait].owner == actor;
    if (contains(seen_by(site.step), actor) && !knows) seers.push_back(actor);
  }
  return seers;
}

bool changes_minds(const News& news) {
  return std::ranges::any_of(news.after, [&](const News::After& after) {
    if (after.probability < least_share) return false;
    for (std::size_t v = 0; v < news.before.size(); ++v) {
      if (std::abs(after.beliefs[v] - news.before[v]) >= least_change) return true;
    }
    return false;
  });
}

}  // namespace

std::vector<News> news_of(const Report& report) {
  const Model& model = *report.model;
  const PlayLayout layout = play_layout(report);
  const Story& story = report.solved->compiled.story;
  const auto reaches = log_reaches(*report.game, *report.stakes, report.solution->strategy);
  std::vector<News> all;
  for (std::uint32_t c = 0; c < layout.columns.size(); ++c) {
    const Site& site = story.sites[layout.columns[c].site];
    const Move* move = only<Move>(site.step);
    for (std::size_t v = 0; v < model.variables.size(); ++v) {
      const Variable& variable = model.variables[VariableId{v}];
      if (variable.kind != VariableKind::Trait || variable.values.size() > most_values) continue;
      if (!may_tell(site.step, variable, VariableId{v})) continue;
      const auto seers = seers_of(model, site, VariableId{v});
      if (seers.empty()) continue;
      News news = told_at(layout.columns[c], VariableId{v}, weights_at(report, layout, reaches, c, VariableId{v}));
      news.seers = seers;
      news.is_message = move != nullptr && move->is_message;
      if (news.is_message || changes_minds(news)) all.push_back(std::move(news));
    }
  }
  return all;
}

}  // namespace demarche
