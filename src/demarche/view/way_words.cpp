#include "demarche/view/way_words.h"

#include "demarche/game/names.h"
#include "demarche/study/rows.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_changes_told = 6;

const Strategy& strategy_of(const Report& report, std::size_t row) {
  return report.equilibria->rows[row].found.solution.strategy;
}

std::string move_text(const Report& report, InfosetId set, ActionId action) {
  const Infoset& infoset = report.game->infosets[set];
  return action_name(*report.game, infoset, action.value - infoset.first_action.value);
}

// `sink 93.1%`
std::string choice_text(const Report& report, std::size_t row, InfosetId set, ActionId action) {
  return move_text(report, set, action) + " " + share_text(probability(strategy_of(report, row), action));
}

// What the choices cost their actor while all else is as in equilibrium 1, and by which beliefs.
std::string cost_text(const Report& report, const Lead& lead) {
  if (!(lead.cost > 0)) return "it costs nothing while all else is as in 1";
  const Game& game = *report.game;
  const InfosetId set = lead.sets.front();
  const bool off_path = report.equilibria->rows.front().certificate.log_reaches[set] < std::log(off_path_probability);
  const std::string costs = fmt::format("costs {} {}", actor_name(game, game.infosets[set].actor),
                                        payoff_text(lead.cost, report.certificate->payoff_range));
  if (lead.sets.size() > 1) return fmt::format("while all else is as in 1 it {} at most", costs);
  if (off_path) return fmt::format("that is off the path of play in 1, and {} by what is believed there", costs);
  return "while all else is as in 1 it " + costs;
}

std::string lead_text(const Report& report, const WayBetween& way, std::size_t row) {
  const std::vector<InfosetId>& sets = way.lead->sets;
  const Game& game = *report.game;
  const std::string cost = cost_text(report, *way.lead);
  if (sets.size() > 1)
    return fmt::format("once {} chooses as in {} ({}), all else follows; no one of these choices is enough; {}.",
                       actor_name(game, game.infosets[sets.front()].actor), row + 1, counted(sets.size(), "choice"),
                       cost);
  const auto change = std::ranges::find(way.changes, sets.front(), &ChangedChoice::set);
  return fmt::format("once `{}` turns from {} to {}, all else follows; {}.", infoset_label(game, sets.front()),
                     choice_text(report, 0, sets.front(), change->before),
                     choice_text(report, row, sets.front(), change->after), cost);
}

view::Data choice_data(const Report& report, std::size_t row, InfosetId set, ActionId action) {
  return {{"move", move_text(report, set, action)}, {"probability", probability(strategy_of(report, row), action)}};
}

}  // namespace

view::Table changes_table(const Report& report, std::size_t row) {
  const std::vector<ChangedChoice>& changes = (*report.ways)[row].changes;
  view::Table table{.columns = {{"", "choice"}, {"", "in 1"}, {"", fmt::format("in {}", row + 1)}}, .indent = 2};
  for (std::size_t k = 0; k < std::min(changes.size(), most_changes_told); ++k) {
    const ChangedChoice& change = changes[k];
    table.rows.push_back({infoset_label(*report.game, change.set), choice_text(report, 0, change.set, change.before),
                          choice_text(report, row, change.set, change.after)});
  }
  return table;
}

std::string way_sentence(const Report& report, std::size_t row) {
  const WayBetween& way = (*report.ways)[row];
  if (way.changes.empty()) return "nothing that is met differs: only what would be done off the path of play.";
  std::string more;
  if (way.changes.size() > most_changes_told)
    more = fmt::format("{} {} where play comes. ", counted(way.changes.size() - most_changes_told, "more choice"),
                       agreeing(way.changes.size() - most_changes_told, "differs", "differ"));
  if (!way.looked) return more + "which of these choices bring the others about was not looked at, in so large a game.";
  const bool unstable = !report.equilibria->rows[row].found.stable.value_or(true);
  if (!way.lead && unstable)
    return more + fmt::format("{} is not stable: replies to anything near it lead away from it.", row + 1);
  if (!way.lead) return more + "no one actor's choices were found that bring the others about.";
  if (way.lead->sets.empty()) return more + "1 does not hold by itself: slight changes of what others do lead here.";
  return more + lead_text(report, way, row);
}

view::Data way_data(const Report& report, std::size_t row) {
  const WayBetween& way = (*report.ways)[row];
  view::Data changes = view::Data::list();
  for (std::size_t k = 0; k < std::min(way.changes.size(), most_changes_told); ++k) {
    const ChangedChoice& change = way.changes[k];
    changes.push_back({{"infoset", infoset_label(*report.game, change.set)},
                       {"apart", change.apart},
                       {"before", choice_data(report, 0, change.set, change.before)},
                       {"after", choice_data(report, row, change.set, change.after)}});
  }
  view::Data data = {{"num_changes", way.changes.size()}, {"changes", std::move(changes)}, {"looked", way.looked}};
  if (!way.lead) return data;
  view::Data sets = view::Data::list();
  for (const InfosetId set : way.lead->sets) sets.push_back(infoset_label(*report.game, set));
  data["lead"] = {{"infosets", std::move(sets)}, {"cost", way.lead->cost}};
  return data;
}

}  // namespace demarche
