#include "demarche/model/steps.h"
#include "demarche/view/actor_codes.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/play.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

// Who sees what: a lane for each actor, and from top to bottom the steps of the story: who acts, and who sees it.

namespace {

struct SightRow {
  std::string words;
  bool is_heading = false;
  ActorSet movers = 0;
  bool by_chance = false;
  ActorSet seen_by = 0;
};

struct SightWalk {
  const Model& model;
  std::vector<SightRow> rows;
};

ActorSet only_actor(ActorId actor) { return ActorSet{1} << actor.value; }

const std::string& name_in(const Model& model, VariableId variable) { return model.variables[variable].name; }

void walk_sight(SightWalk& walk, const std::vector<Step>& steps);

struct SightOfStep {
  SightWalk& walk;

  void add(std::string words, ActorSet movers, ActorSet seen_by) const {
    walk.rows.push_back({std::move(words), false, movers, movers == 0, seen_by});
  }
  void operator()(const Move& move) const {
    add(name_in(walk.model, move.variable) + (move.is_message ? ", a message" : ""), only_actor(move.actor),
        move.seen_by);
  }
  void operator()(const Chance& chance) const {
    const Variable& variable = walk.model.variables[chance.variable];
    const bool is_trait = variable.kind == VariableKind::Trait;
    const ActorSet owner = is_trait && variable.owner ? only_actor(*variable.owner) : 0;
    add(variable.name + (is_trait ? ", known from the start" : ", by chance"), 0, chance.seen_by | owner);
  }
  void operator()(const Raid& raid) const { add(name_in(walk.model, raid.variable) + ", by a raid", 0, raid.seen_by); }
  void operator()(const Vote& vote) const {
    ActorSet voters = 0;
    ActorSet ballots_seen_by = vote.seen_by;
    for (const Move& ballot : vote.ballots) {
      voters |= only_actor(ballot.actor);
      ballots_seen_by &= ballot.seen_by;
    }
    const bool is_secret = !vote.ballots.empty() && ballots_seen_by != vote.seen_by;
    add(name_in(walk.model, vote.variable) + (is_secret ? ", by a secret vote" : ", by a vote"), voters, vote.seen_by);
  }
  void operator()(const Reveal& reveal) const {
    walk.rows.push_back({name_in(walk.model, reveal.variable) + " is shown", false, 0, false, reveal.to});
  }
  void operator()(const Simultaneous& block) const {
    walk.rows.push_back({"at the same time:", true});
    walk_sight(walk, block.steps);
  }
  void operator()(const Repeat& repeat) const {
    walk.rows.push_back({fmt::format("up to {} times:", repeat.times), true});
    walk_sight(walk, repeat.steps);
  }
  void operator()(const ScaleChange&) const {}
  void operator()(const End&) const {}
};

// Nesting is bounded by the parser.
void walk_sight(SightWalk& walk, const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    const std::size_t first = walk.rows.size();
    std::visit(SightOfStep{walk}, step.what);
    if (!step.condition.code.empty() && first < walk.rows.size() && !walk.rows[first].is_heading)
      walk.rows[first].words += ", where it comes to that";
  }
}

std::vector<SightRow> sight_rows(const Model& model) {
  SightWalk walk{model, {}};
  if (!model.traits.empty()) walk.rows.push_back({"Before anything is done", true});
  walk_sight(walk, model.traits);
  std::size_t number = 0;
  for (const Stage& stage : model.stages) {
    walk.rows.push_back({fmt::format("{}. {}", ++number, stage.title), true});
    walk_sight(walk, stage.steps);
  }
  return std::move(walk.rows);
}

bool is_step(const SightRow& row) { return !row.is_heading; }

// Chance has a lane of its own where it draws anything, the first.
view::Data sight_lanes(const Model& model, bool has_chance) {
  view::Data lanes = view::Data::list();
  if (has_chance) lanes.push_back({{"name", "chance"}, {"code", "?"}, {"actor", nullptr}});
  const std::vector<std::string> codes = actor_codes(model);
  for (std::size_t a = 0; a < model.actors.size(); ++a)
    lanes.push_back({{"name", model.actors[ActorId{a}].name}, {"code", codes[a]}, {"actor", a}});
  return lanes;
}

view::Data lanes_in(const Model& model, ActorSet set, std::size_t first_lane) {
  view::Data lanes = view::Data::list();
  for (std::size_t a = 0; a < model.actors.size(); ++a)
    if (contains(set, ActorId{a})) lanes.push_back(first_lane + a);
  return lanes;
}

view::Data sight_marks(const Model& model, const std::vector<SightRow>& rows) {
  const bool has_chance = std::ranges::any_of(rows, &SightRow::by_chance);
  view::Data marks = {{"lanes", sight_lanes(model, has_chance)}, {"rows", view::Data::list()}};
  for (const SightRow& row : rows) {
    view::Data acts = lanes_in(model, row.movers, has_chance ? 1 : 0);
    if (row.by_chance) acts.push_back(0);
    marks["rows"].push_back({{"words", row.words},
                             {"is_heading", row.is_heading},
                             {"acts", std::move(acts)},
                             {"sees", lanes_in(model, row.seen_by & ~row.movers, has_chance ? 1 : 0)}});
  }
  return marks;
}

std::string part_played(const SightRow& row, ActorId actor) {
  if (contains(row.movers, actor)) return "acts";
  return contains(row.seen_by, actor) ? "sees" : "does not see";
}

view::Table sight_table(const Model& model, const std::vector<SightRow>& rows) {
  view::Table table;
  table.columns = {words_column("step")};
  for (const Actor& actor : model.actors) table.columns.push_back(words_column(actor.name));
  for (const SightRow& row : rows) {
    std::vector<view::Cell>& cells = table.rows.emplace_back();
    cells.emplace_back(row.words);
    for (std::size_t a = 0; a < model.actors.size() && is_step(row); ++a)
      cells.emplace_back(part_played(row, ActorId{a}));
  }
  return table;
}

std::string sight_reading(const Model& model, const std::vector<SightRow>& rows) {
  std::size_t num_steps = 0;
  std::string hidden;
  for (const SightRow& row : rows) {
    if (!is_step(row)) continue;
    ++num_steps;
    const std::string who = audience_text(model, row.seen_by | row.movers);
    if (who != "seen by everyone") hidden += fmt::format("{}{} {}", hidden.empty() ? "" : "; ", row.words, who);
  }
  if (hidden.empty()) return fmt::format("Who sees what, in {}: everyone sees all.", counted(num_steps, "step"));
  return fmt::format("Who sees what, in {}. Not seen by everyone: {}.", counted(num_steps, "step"), hidden);
}

// `Ir: Iran, Is: Israel.`, of those who are not called by their letters.
std::string letters_note(const Model& model) {
  std::vector<std::string> told;
  const std::vector<std::string> codes = actor_codes(model);
  for (std::size_t a = 0; a < codes.size(); ++a) {
    const std::string& name = model.actors[ActorId{a}].name;
    if (codes[a] != name) told.push_back(codes[a] + ": " + name);
  }
  return told.empty() ? std::string() : fmt::format("{}.", fmt::join(told, ", "));
}

}  // namespace

std::vector<view::Figure> sight_figures(const Report& report) {
  if (!report.model || report.model->actors.empty()) return {};
  const std::vector<SightRow> rows = sight_rows(*report.model);
  if (std::ranges::none_of(rows, is_step)) return {};
  view::Figure figure;
  figure.kind = view::FigureKind::Sight;
  figure.key = "sight";
  figure.title = "Who acts, and who sees it";
  figure.reading = sight_reading(*report.model, rows);
  figure.method =
      "Read off the model's text. An actor who does not see a step knows it only by what it sees later, and by what "
      "it thinks the others do.";
  figure.note = letters_note(*report.model);
  figure.table = sight_table(*report.model, rows);
  figure.marks = sight_marks(*report.model, rows);
  return {figure};
}

}  // namespace demarche
