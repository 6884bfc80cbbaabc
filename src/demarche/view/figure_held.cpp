#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/infoset_beliefs.h"
#include "demarche/view/play_layout.h"
#include "demarche/view/seen.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace demarche {

// What an actor thinks, where it chooses, of what it was not shown: by what it has seen, each beside all who come there
// together. So also of those to whom nobody said anything.

namespace {

constexpr std::size_t most_beliefs_beside = 6;  // of a step: drawn, and in the table
constexpr std::size_t most_beliefs_told = 12;
constexpr std::size_t most_sets_asked = 6;  // for what is open there
constexpr std::size_t most_values_of_belief = 8;
constexpr double least_lesson = 0.005;  // that seeing teaches on average
constexpr double rarely_held = 1e-9;
constexpr double alike = 5e-4;  // beliefs that read the same

// Information sets at which the same is believed.
struct HeldAlike {
  std::vector<InfosetId> sets;
  double reach = 0;
  std::vector<double> shares;  // one a value, then: it has not happened
};

struct HeldBeliefs {
  std::uint32_t column = 0;
  VariableId variable;
  std::vector<double> together;  // as shares
  std::vector<HeldAlike> groups;
  double lesson = 0;  // how far beliefs lie from what all think together, on average
};

double reach_at(const Report& report, InfosetId id) { return std::exp(report.certificate->log_reaches[id]); }

std::vector<std::vector<InfosetId>> sets_by_column(const Report& report, const PlayLayout& layout) {
  std::vector<std::vector<InfosetId>> sets(layout.columns.size());
  const Game& game = *report.game;
  for (std::size_t k = 0; k < game.infosets.size(); ++k) {
    const Infoset& infoset = game.infosets[InfosetId{k}];
    const std::uint32_t column = layout.column_of[game.members[infoset.first_member]];
    if (column == no_column || infoset.num_actions < 2 || !is_told(report, InfosetId{k})) continue;
    if (is_within_reach(*report.certificate, InfosetId{k})) sets[column].push_back(InfosetId{k});
  }
  const Table<InfosetId, double>& reaches = report.certificate->log_reaches;
  for (std::vector<InfosetId>& of_column : sets) {
    std::ranges::sort(of_column, [&](InfosetId a, InfosetId b) {
      return reaches[a] != reaches[b] ? reaches[a] > reaches[b] : a < b;
    });
  }
  return sets;
}

bool can_be_believed(const Variable& variable) {
  using enum VariableKind;
  const bool is_kind = variable.kind == Trait || variable.kind == Chance || variable.kind == Move;
  return is_kind && variable.values.size() <= most_values_of_belief;
}

// What the actor knows or believes there: of histories' states weighted by its beliefs.
std::vector<double> shares_at(const Report& report, InfosetId id, VariableId variable) {
  const Story& story = report.solved->compiled.story;
  const Infoset& infoset = report.game->infosets[id];
  const std::size_t num_values = report.model->variables[variable].values.size();
  std::vector<double> shares(num_values + 1, 0.0);
  const std::span<const NodeId> members = members_of(*report.game, infoset);
  for (std::size_t k = 0; k < members.size(); ++k) {
    const ValueIndex value = state_view(story, story.state_of[members[k]])[variable.value];
    shares[std::min<std::size_t>(value, num_values)] += report.certificate->beliefs[infoset.first_member + k];
  }
  return shares;
}

std::vector<VariableId> open_at(const Report& report, const std::vector<InfosetId>& sets) {
  std::vector<VariableId> open;
  for (std::size_t k = 0; k < std::min(sets.size(), most_sets_asked); ++k) {
    for (const VariableBelief& belief : beliefs_at(*report.solved, *report.certificate, sets[k])) {
      if (!can_be_believed(report.model->variables[belief.variable])) continue;
      if (std::ranges::find(open, belief.variable) == open.end()) open.push_back(belief.variable);
    }
  }
  std::ranges::sort(open);
  return open;
}

double distance(const std::vector<double>& one, const std::vector<double>& other) {
  double most = 0;
  for (std::size_t v = 0; v < one.size(); ++v) most = std::max(most, std::abs(one[v] - other[v]));
  return most;
}

void add_alike(std::vector<HeldAlike>& groups, InfosetId id, double reach, const std::vector<double>& shares) {
  for (HeldAlike& group : groups) {
    if (distance(group.shares, shares) > alike) continue;
    group.sets.push_back(id);
    group.reach += reach;
    return;
  }
  groups.push_back({{id}, reach, shares});
}

// The sets come in the order of their reach.
HeldBeliefs held_at(const Report& report, std::uint32_t column, VariableId variable,
                    const std::vector<InfosetId>& sets) {
  HeldBeliefs held{column, variable, {}, {}, 0};
  held.together.assign(report.model->variables[variable].values.size() + 1, 0.0);
  double reached = 0;
  for (const InfosetId id : sets) {
    const double reach = reach_at(report, id);
    const std::vector<double> shares = shares_at(report, id, variable);
    for (std::size_t v = 0; v < shares.size(); ++v) held.together[v] += reach * shares[v];
    reached += reach;
    add_alike(held.groups, id, reach, shares);
  }
  if (!(reached > 0)) return held;
  for (double& share : held.together) share /= reached;
  for (const HeldAlike& group : held.groups)
    held.lesson += group.reach / reached * distance(group.shares, held.together);
  std::ranges::sort(held.groups, [](const HeldAlike& a, const HeldAlike& b) {
    return a.reach != b.reach ? a.reach > b.reach : a.sets.front() < b.sets.front();
  });
  return held;
}

ActorId thinker_of(const Report& report, const HeldBeliefs& held) {
  return report.game->infosets[held.groups.front().sets.front()].actor;
}

// Of an actor and what it thinks of, only the step at which seeing taught most.
void keep_strongest(const Report& report, std::vector<HeldBeliefs>& sorted) {
  std::set<std::pair<ActorId, VariableId>> met;
  std::erase_if(sorted,
                [&](const HeldBeliefs& held) { return !met.insert({thinker_of(report, held), held.variable}).second; });
}

// Those that teach most, in the order of the story.
std::vector<HeldBeliefs> lessons(const Report& report, const PlayLayout& layout, std::size_t most) {
  std::vector<HeldBeliefs> all;
  const std::vector<std::vector<InfosetId>> sets = sets_by_column(report, layout);
  for (std::uint32_t column = 0; column < sets.size(); ++column) {
    if (sets[column].size() < 2) continue;
    for (const VariableId variable : open_at(report, sets[column])) {
      HeldBeliefs held = held_at(report, column, variable, sets[column]);
      if (held.lesson >= least_lesson) all.push_back(std::move(held));
    }
  }
  const auto place = [](const HeldBeliefs& held) { return std::pair(held.column, held.variable); };
  std::ranges::sort(all, [&](const HeldBeliefs& a, const HeldBeliefs& b) {
    return a.lesson != b.lesson ? a.lesson > b.lesson : place(a) < place(b);
  });
  keep_strongest(report, all);
  all.resize(std::min(all.size(), most));
  std::ranges::sort(all, {}, place);
  return all;
}

view::Data held_bar(const std::string& name, const std::vector<double>& shares, bool is_rare) {
  view::Data bar = {{"name", name}, {"beliefs", view::Data::list()}, {"is_rare", is_rare}};
  for (const double share : shares) bar["beliefs"].push_back({{"value", share}, {"text", share_text(share)}});
  return bar;
}

void add_held_row(view::Table& table, const std::string& seen, const std::string& how_often,
                  const std::vector<double>& shares) {
  std::vector<view::Cell>& row = table.rows.emplace_back();
  row = {seen, how_often};
  for (const double share : shares) row.emplace_back(share_text(share));
}

// Whether it may still not have happened.
bool may_be_open(const HeldBeliefs& held) {
  return std::ranges::any_of(held.groups, [](const HeldAlike& group) { return group.shares.back() > 0; });
}

std::vector<double> told_shares(const HeldBeliefs& held, std::vector<double> shares) {
  if (!may_be_open(held)) shares.pop_back();
  return shares;
}

// What the values are called; the last, where it may not have happened, too.
std::vector<std::string> believed_values(const Report& report, const HeldBeliefs& held) {
  std::vector<std::string> values;
  for (const Value& value : report.model->variables[held.variable].values) values.push_back(value.name);
  if (may_be_open(held)) values.emplace_back("not made");
  return values;
}

// By what all of a group have seen that not all others have.
std::vector<std::string> names_of_groups(const Report& report, const HeldBeliefs& held) {
  std::vector<std::vector<InfosetId>> sets;
  for (const HeldAlike& group : held.groups) sets.push_back(group.sets);
  std::vector<std::string> names = seen_by_all(*report.game, sets);
  for (std::string& name : names)
    if (name.empty()) name = "otherwise";
  return names;
}

void add_held_bars(view::Figure& figure, const Report& report, const HeldBeliefs& held) {
  const std::string all = "all that come there, together";
  figure.marks["bars"].push_back(held_bar(all, told_shares(held, held.together), false));
  add_held_row(figure.table, all, "", told_shares(held, held.together));
  const std::vector<std::string> names = names_of_groups(report, held);
  for (std::size_t k = 0; k < held.groups.size(); ++k) {
    const HeldAlike& group = held.groups[k];
    const std::string often = share_text(group.reach);
    if (k < most_beliefs_beside)
      figure.marks["bars"].push_back(
          held_bar(names[k] + " · " + often, told_shares(held, group.shares), group.reach < rarely_held));
    if (k < most_beliefs_told) add_held_row(figure.table, names[k], often, told_shares(held, group.shares));
  }
  if (held.groups.size() > most_beliefs_beside) {
    const bool has_all = held.groups.size() <= most_beliefs_told;
    figure.note =
        fmt::format("Drawn: the {} most often held of {} different beliefs; the table has {}.", most_beliefs_beside,
                    held.groups.size(), has_all ? "all" : fmt::format("{}", most_beliefs_told));
  }
}

view::Figure held_figure(const Report& report, const PlayLayout& layout, const HeldBeliefs& held) {
  const PlayColumn& column = layout.columns[held.column];
  const Variable& move = report.model->variables[report.solved->compiled.story.sites[column.site].variable];
  const Variable& variable = report.model->variables[held.variable];
  const std::string& actor = report.model->actors[thinker_of(report, held)].name;
  view::Figure figure;
  figure.kind = view::FigureKind::Beliefs;
  figure.title = fmt::format("What {} thinks of {} at {}{}", actor, variable.name, move.name, round_words(column));
  figure.table.columns = {words_column("having seen"), numbers_column("how often")};
  const std::vector<std::string> values = believed_values(report, held);
  figure.marks = {{"values", values}, {"bars", view::Data::list()}};
  for (const std::string& value : values) figure.table.columns.push_back(numbers_column(value));
  add_held_bars(figure, report, held);
  figure.reading = fmt::format(
      "What {} holds likely of {} being {} when it chooses {}: {} over all that come there, {} in what is "
      "met most often.",
      actor, variable.name, values.front(), move.name, share_text(held.together.front()),
      share_text(held.groups.front().shares.front()));
  figure.method =
      "Bayes' rule over the histories of each information set, with the solved strategies. Sets at which the same is "
      "believed stand together, called by what their actor has seen in all of them and not everywhere. The percentage "
      "beside it is how often it comes there.";
  return figure;
}

}  // namespace

std::vector<view::Figure> held_figures(const Report& report, std::size_t most) {
  if (!report.model || !report.solved || report.open) return {};
  const PlayLayout layout = play_layout(report);
  std::vector<view::Figure> figures;
  for (const HeldBeliefs& held : lessons(report, layout, most)) {
    figures.push_back(held_figure(report, layout, held));
    figures.back().key = fmt::format("held_{}", figures.size());
  }
  return figures;
}

}  // namespace demarche
