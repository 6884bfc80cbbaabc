#include "demarche/view/equilibrium_words.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/play.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// Several equilibria side by side: the steps, or in a game without a story the information sets, at which they differ
// most, each as it goes under every one of them.

namespace {

constexpr std::size_t most_steps_beside = 8;
constexpr std::size_t most_equilibria_beside = 12;
constexpr std::size_t most_values_beside = 12;
constexpr double least_apart = 0.005;

// One thing under each of the equilibria.
struct Beside {
  std::string title;
  std::vector<std::string> values;
  std::vector<std::vector<double>> shares;  // an equilibrium, a value
  double apart = 0;
};

std::size_t num_beside(const Report& report) {
  return std::min(report.equilibria->rows.size(), most_equilibria_beside);
}

double most_apart(const std::vector<std::vector<double>>& shares) {
  double most = 0;
  for (std::size_t v = 0; v < shares.front().size(); ++v) {
    double low = 1, high = 0;
    for (const std::vector<double>& row : shares) low = std::min(low, row[v]), high = std::max(high, row[v]);
    most = std::max(most, high - low);
  }
  return most;
}

std::vector<Beside> steps_beside(const Report& report) {
  std::vector<Play> plays;
  for (std::size_t row = 0; row < num_beside(report); ++row) {
    Report one = report_on_row(report, row);
    one.supposed = nullptr;
    plays.push_back(play_of(one));
  }
  const Story& story = report.solved->compiled.story;
  std::vector<Beside> steps;
  for (std::size_t c = 0; c < plays.front().columns.size(); ++c) {
    const PlayColumn& column = plays.front().columns[c];
    if (column.values.size() > most_values_beside) continue;
    Beside step{
        report.model->variables[story.sites[column.site].variable].name + round_words(column), column.values, {}, 0};
    step.values.emplace_back("does not arise");
    for (const Play& play : plays) step.shares.push_back(play.columns[c].probabilities);
    step.apart = most_apart(step.shares);
    steps.push_back(std::move(step));
  }
  return steps;
}

// How far apart choices are counts for as much as play comes there under some equilibrium.
std::vector<Beside> sets_beside(const Report& report) {
  const Game& game = *report.game;
  std::vector<Beside> sets;
  for (std::size_t k = 0; k < game.infosets.size(); ++k) {
    const Infoset& infoset = game.infosets[InfosetId{k}];
    if (infoset.num_actions < 2 || infoset.num_actions > most_values_beside) continue;
    Beside set{fmt::format("{}: {}", actor_name(game, infoset.actor), infoset_label(game, InfosetId{k})), {}, {}, 0};
    double reached = 0;
    for (std::uint32_t action = 0; action < infoset.num_actions; ++action)
      set.values.push_back(action_name(game, infoset, action));
    for (std::size_t row = 0; row < num_beside(report); ++row) {
      const Equilibrium& one = report.equilibria->rows[row];
      reached = std::max(reached, std::exp(one.certificate.log_reaches[InfosetId{k}]));
      std::vector<double>& shares = set.shares.emplace_back();
      for (std::uint32_t action = 0; action < infoset.num_actions; ++action)
        shares.push_back(
            probability(one.found.solution.strategy, ActionId{std::size_t{infoset.first_action.value} + action}));
    }
    set.apart = reached * most_apart(set.shares);
    sets.push_back(std::move(set));
  }
  return sets;
}

// Those that differ most, in their order.
std::vector<Beside> most_different(std::vector<Beside> all) {
  std::vector<double> apart;
  for (const Beside& one : all) apart.push_back(one.apart);
  std::ranges::sort(apart, std::greater());
  const double least = std::max(least_apart, apart.size() > most_steps_beside ? apart[most_steps_beside - 1] : 0.0);
  std::erase_if(all, [&](const Beside& one) { return one.apart < least; });
  all.resize(std::min(all.size(), most_steps_beside));
  return all;
}

// What comes up under none of them is left out.
void drop_unused(Beside& one) {
  for (std::size_t v = one.values.size(); v-- > 0;) {
    if (std::ranges::any_of(one.shares, [&](const auto& row) { return row[v] >= 5e-5; })) continue;
    one.values.erase(one.values.begin() + static_cast<std::ptrdiff_t>(v));
    for (std::vector<double>& row : one.shares) row.erase(row.begin() + static_cast<std::ptrdiff_t>(v));
  }
}

view::Figure beside_figure(const Report& report, const Beside& one) {
  view::Figure figure;
  figure.kind = view::FigureKind::Beliefs;
  figure.title = one.title + " under each equilibrium";
  figure.table.columns = {words_column("equilibrium")};
  figure.marks = {{"values", one.values}, {"bars", view::Data::list()}};
  for (const std::string& value : one.values) figure.table.columns.push_back(numbers_column(value));
  std::vector<std::string> said;
  for (std::size_t row = 0; row < one.shares.size(); ++row) {
    const std::string name = fmt::format("equilibrium {}", row + 1);
    view::Data bar = {{"name", name}, {"beliefs", view::Data::list()}, {"is_rare", false}};
    std::vector<view::Cell>& cells = figure.table.rows.emplace_back();
    cells.emplace_back(name);
    for (const double share : one.shares[row]) {
      bar["beliefs"].push_back({{"value", share}, {"text", share_text(share)}});
      cells.emplace_back(share_text(share));
    }
    figure.marks["bars"].push_back(std::move(bar));
    said.push_back(fmt::format("{} {}", row + 1, share_text(one.shares[row].front())));
  }
  figure.reading =
      fmt::format("{} being {}, by equilibrium: {}.", one.title, one.values.front(), fmt::join(said, ", "));
  figure.method = report.solved
                      ? "How often each value comes up, of all histories, when everybody plays as in that equilibrium. "
                        "Drawn are the steps at which the equilibria differ most."
                      : "What is chosen at the information set in each equilibrium. Drawn are those at which the "
                        "equilibria differ most where play comes.";
  if (one.shares.size() < report.equilibria->rows.size())
    figure.note = fmt::format("Drawn: the first {} equilibria.", one.shares.size());
  return figure;
}

}  // namespace

std::vector<view::Figure> equilibria_figures(const Report& report) {
  if (!report.equilibria || report.equilibria->rows.size() < 2) return {};
  const bool has_story = report.solved && !report.open;
  std::vector<view::Figure> figures;
  for (Beside& one : most_different(has_story ? steps_beside(report) : sets_beside(report))) {
    drop_unused(one);
    figures.push_back(beside_figure(report, one));
    figures.back().key = fmt::format("beside_{}", figures.size());
  }
  return figures;
}

}  // namespace demarche
