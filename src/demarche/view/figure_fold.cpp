#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/folded_game.h"
#include "demarche/view/infoset_words.h"
#include "demarche/view/seen.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// The tree folded to information sets: what each actor knows when it chooses, what it then does, believes and could
// gain, and where play goes from there.

namespace {

constexpr double never_reached = 1e-9;

// In a story the row says which move; else the set's own name, and whose it is.
std::vector<std::string> names_in_rows(const Report& report, const FoldedGame& folded) {
  std::vector<std::string> names(folded.sets.size());
  for (const FoldedRow& row : folded.rows) {
    std::vector<InfosetId> ids;
    for (const std::size_t k : row.sets) ids.push_back(folded.sets[k].id);
    const std::vector<std::string> seen = seen_apart(*report.game, ids);
    for (std::size_t k = 0; k < ids.size(); ++k) {
      names[row.sets[k]] = report.solved ? seen[k]
                                         : actor_name(*report.game, report.game->infosets[ids[k]].actor) + ": " +
                                               infoset_label(*report.game, ids[k]);
    }
  }
  return names;
}

std::string believed_text(const Report& report, InfosetId id) {
  return fmt::format("{}", fmt::join(belief_sentences(report, id), "; "));
}

std::string gain_text(const Report& report, InfosetId id) {
  return fmt::format("{:.2g}", std::max(report.certificate->gains[id], 0.0));
}

view::Data choices_of(const Report& report, InfosetId id) {
  const Infoset& infoset = report.game->infosets[id];
  view::Data choices = view::Data::list();
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    const double share = probability(report.solution->strategy, action);
    choices.push_back(
        {{"name", action_name(*report.game, infoset, k)}, {"probability", share}, {"text", share_text(share)}});
  }
  return choices;
}

std::string choices_text(const Report& report, InfosetId id) {
  const Infoset& infoset = report.game->infosets[id];
  std::string text;
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", action_name(*report.game, infoset, k),
                        log_share_text(report.solution->strategy.log_probability[action]));
  }
  return text;
}

std::string reached_text(const Report& report, InfosetId id) {
  return log_share_text(report.certificate->log_reaches[id]);
}

view::Data set_marks(const Report& report, const FoldedSet& set, const std::string& name) {
  const double reach = std::exp(report.certificate->log_reaches[set.id]);
  view::Data marks = {{"name", name},
                      {"actor", report.game->infosets[set.id].actor.value},
                      {"reach", reach},
                      {"reached", reached_text(report, set.id)},
                      {"is_rare", reach < never_reached},
                      {"gain", gain_text(report, set.id)},
                      {"choices", choices_of(report, set.id)}};
  if (const std::string believed = believed_text(report, set.id); !believed.empty()) marks["believed"] = believed;
  return marks;
}

// `Israel.response: 12 of 96 information sets, 98.2% of the play that comes here`.
std::string row_title(const FoldedRow& row) {
  if (row.num_sets == row.sets.size()) return row.title;
  return fmt::format("{} · {} of {}, {} of all histories elsewhere", row.title, row.sets.size(),
                     counted(row.num_sets, "set"), share_text(row.share_left_out));
}

view::Data fold_marks(const Report& report, const FoldedGame& folded, const std::vector<std::string>& names) {
  view::Data marks = {{"rows", view::Data::list()}, {"sets", view::Data::list()}, {"links", view::Data::list()}};
  for (const FoldedRow& row : folded.rows) {
    view::Data sets = view::Data::list();
    for (const std::size_t k : row.sets) sets.push_back(k);
    marks["rows"].push_back({{"title", row_title(row)}, {"sets", std::move(sets)}});
  }
  for (std::size_t k = 0; k < folded.sets.size(); ++k)
    marks["sets"].push_back(set_marks(report, folded.sets[k], names[k]));
  for (const FoldedLink& link : folded.links) {
    if (folded.sets[link.from].row >= folded.sets[link.to].row) continue;  // of sets that come in either order
    marks["links"].push_back({{"from", link.from},
                              {"choice", link.action},
                              {"to", link.to},
                              {"probability", link.probability},
                              {"text", share_text(link.probability)}});
  }
  return marks;
}

view::Table fold_table(const Report& report, const FoldedGame& folded, const std::vector<std::string>& names) {
  view::Table table;
  table.columns = {words_column("information set"), numbers_column("reached"), words_column("choices"),
                   numbers_column("gain"), words_column("belief")};
  for (const FoldedRow& row : folded.rows) {
    table.rows.push_back({row_title(row)});
    for (const std::size_t k : row.sets) {
      const InfosetId id = folded.sets[k].id;
      table.rows.push_back({names[k].empty() ? "the only one" : names[k], reached_text(report, id),
                            choices_text(report, id), gain_text(report, id), believed_text(report, id)});
    }
  }
  return table;
}

std::string fold_reading(const Report& report, const FoldedGame& folded) {
  std::string text = fmt::format("The game tree folded to {}", counted(folded.sets.size(), "information set"));
  if (folded.sets.size() < folded.num_sets)
    text += fmt::format(", those reached most often of {}", count_text(static_cast<double>(folded.num_sets)));
  const auto worst = std::ranges::max_element(folded.sets, {},
                                              [&](const FoldedSet& set) { return report.certificate->gains[set.id]; });
  return text + fmt::format(". The largest gain among them is {}, at {}.", gain_text(report, worst->id),
                            place_text(report, worst->id));
}

}  // namespace

std::vector<view::Figure> fold_figures(const Report& report, std::size_t most_sets) {
  const FoldedGame folded = folded_game(report, most_sets);
  if (folded.sets.empty()) return {};
  view::Figure figure;
  figure.kind = view::FigureKind::Fold;
  figure.key = "fold";
  figure.title = "The tree, folded to what each actor knows when it chooses";
  figure.reading = figure.note = fold_reading(report, folded);
  if (folded.sets.size() < folded.num_sets && most_sets < most_sets_folded) {
    figure.note += fmt::format(" `demarche solve --html` draws up to {}.", most_sets_folded);
  }
  figure.method =
      "A box is an information set: all histories that its actor cannot tell apart. It is as wide as it is reached "
      "often, but never too narrow to be found; below it what is chosen there. A ribbon is as wide as it is likely "
      "that play goes on from that choice to that set, with chance and what is not drawn in between. Gain: what the "
      "actor could win there by another choice. Paler: (nearly) never reached; its beliefs are the limit that the "
      "solved strategies imply.";
  const std::vector<std::string> names = names_in_rows(report, folded);
  figure.table = fold_table(report, folded, names);
  figure.marks = fold_marks(report, folded, names);
  return {figure};
}

}  // namespace demarche
