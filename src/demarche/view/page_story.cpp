#include "demarche/model/forceable.h"
#include "demarche/model/steps.h"
#include "demarche/view/answer_short.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/options_told.h"
#include "demarche/view/page_parts.h"
#include "demarche/view/play.h"
#include "demarche/view/story_lines.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <map>

namespace demarche {
namespace {

// How often a step comes up in one round, and each of its values: of all histories.
struct RoundShares {
  std::string round;  // `round 2`; empty outside of repeats
  double comes_up = 0;
  std::map<std::string, double> values;
};
using StepShares = std::map<VariableId, std::vector<RoundShares>>;

struct StoryTeller {
  const Report& report;
  const Model& model;
  StepShares shares;  // empty where no histories were unfolded
  Point point;
};

RoundShares& shares_of_round(std::vector<RoundShares>& rounds, const std::string& round) {
  for (RoundShares& one : rounds) {
    if (one.round == round) return one;
  }
  return rounds.emplace_back(RoundShares{round, 0, {}});
}

StepShares step_shares(const Report& report) {
  StepShares shares;
  if (!report.solved) return shares;
  for (const PlayColumn& column : play_of(report).columns) {
    const VariableId variable = report.solved->compiled.story.sites[column.site].variable;
    const std::string round = column.rounds.empty() ? "" : fmt::format("round {}", fmt::join(column.rounds, "."));
    RoundShares& one = shares_of_round(shares[variable], round);
    one.comes_up += 1 - column.probabilities.back();
    for (std::size_t v = 0; v < column.values.size(); ++v) one.values[column.values[v]] += column.probabilities[v];
  }
  return shares;
}

view::Words condition_words(const StoryTeller& teller, const Formula& condition) {
  return condition.code.empty() ? view::Words() : view::faint(" if " + text_of(teller.model, condition));
}

view::Words audience_words(const StoryTeller& teller, ActorSet seers) {
  const std::string who = audience_text(teller.model, seers);
  return view::Words(" ") +
         (who == "seen by everyone" ? view::faint(who) : view::Words(view::Run{who, view::Style::Tag}));
}

constexpr double always = 1 - 5e-4;
constexpr std::size_t most_values_named = 250;  // of a trait; more stand for a continuum

// `52.7%`, or where the step does not always come up `55.0% (15.9% of all)`.
view::Words share_words(const RoundShares& round, const std::string& value) {
  const auto found = round.values.find(value);
  const double of_all = found == round.values.end() ? 0 : found->second;
  const double when_it_comes = round.comes_up > 0 ? of_all / round.comes_up : 0;
  view::Words words = round.round.empty() ? view::Words(" ") : view::Words(" " + round.round + " ");
  words += view::strong(share_text(std::min(1.0, when_it_comes)));
  if (round.comes_up < always) words += view::faint(" (" + share_text(of_all) + " of all)");
  return words;
}

// A value that a reader may ask about as if it had come up.
view::Words value_words(const StoryTeller& teller, VariableId variable, ValueIndex index) {
  const Variable& what = teller.model.variables[variable];
  view::Run run{what.values[index].name, view::Style::Code};
  run.supposed = what.name + " is " + run.text;
  if (can_be_forced(what)) run.forced = what.name + " to " + run.text;
  return run;
}

// A value with what it stands for, its number where it has one, and how often it comes up, round by round.
view::Words option_words(const StoryTeller& teller, VariableId variable, ValueIndex index) {
  const Value& value = teller.model.variables[variable].values[index];
  view::Words words = value_words(teller, variable, index);
  if (!value.note.empty()) words += " “" + value.note + "”";
  const bool has_number = teller.model.variables[variable].has_numbers;
  if (has_number) words += view::faint(" = " + plain_number(teller.point.numbers[variable][index]));
  const auto shares = teller.shares.find(variable);
  if (shares == teller.shares.end()) return words;
  if (has_number) words += view::faint(":");
  bool is_first = true;
  for (const RoundShares& round : shares->second) {
    if (!is_first) words += view::Words(",");
    words += share_words(round, value.name);
    is_first = false;
  }
  return words;
}

view::Words choice_words(const StoryTeller& teller, const Move& move, const MoveOption& option) {
  return option_words(teller, move.variable, option.value) + condition_words(teller, option.condition);
}

// How often each value comes up, over all rounds.
std::vector<double> shares_of(const StoryTeller& teller, VariableId variable) {
  std::vector<double> sums(teller.model.variables[variable].values.size(), 0.0);
  const auto found = teller.shares.find(variable);
  if (found == teller.shares.end()) return sums;
  for (const RoundShares& round : found->second) {
    for (std::size_t v = 0; v < sums.size(); ++v) {
      const auto share = round.values.find(teller.model.variables[variable].values[v].name);
      if (share != round.values.end()) sums[v] += share->second;
    }
  }
  return sums;
}

// ` comes up in 29.0% of all histories`, where it does not always.
view::Words reach_words(const StoryTeller& teller, VariableId variable) {
  const auto shares = teller.shares.find(variable);
  if (shares == teller.shares.end()) return {};
  std::vector<std::string> parts;
  bool is_always = true;
  for (const RoundShares& round : shares->second) {
    is_always = is_always && round.comes_up >= always;
    parts.push_back(share_text(std::min(1.0, round.comes_up)) + (round.round.empty() ? "" : " in " + round.round));
  }
  return is_always ? view::Words()
                   : view::faint(fmt::format(" · comes up in {} of all histories", fmt::join(parts, ", ")));
}

// The number first; in brackets the words of the model, where it is not written there.
view::Words odds_words(const StoryTeller& teller, const Formula& odds) {
  const std::string text = text_of(teller.model, odds);
  if (!variables_of(odds).empty()) return view::Words(text);
  const view::Words number = view::strong(share_text(evaluate(odds, teller.point, {})));
  return odds.code.size() == 1 && odds.code.front().op == OpCode::Number ? number : number + view::faint(" " + text);
}

double number_of_odds(const StoryTeller& teller, const Formula& odds) { return evaluate(odds, teller.point, {}); }

// What is left for the value without odds of its own, where all others are numbers.
view::Words rest_words(const StoryTeller& teller, const DrawCase& draw_case) {
  double rest = 1;
  for (const DrawCase::Draw& draw : draw_case.draws) {
    if (!draw.odds) continue;
    if (!variables_of(*draw.odds).empty()) return "the rest";
    rest -= number_of_odds(teller, *draw.odds);
  }
  return view::strong(share_text(std::max(0.0, rest)));
}

view::Words draw_words(const StoryTeller& teller, const DrawCase& draw_case, VariableId variable) {
  view::Words words;
  for (const DrawCase::Draw& draw : draw_case.draws) {
    if (!words.empty()) words += ", ";
    words += value_words(teller, variable, draw.value) + view::Words(" ");
    words += draw.odds ? odds_words(teller, *draw.odds) : rest_words(teller, draw_case);
  }
  return words + (draw_case.otherwise ? view::faint(" otherwise") : condition_words(teller, draw_case.guard));
}

// The model's odds of a draw, then those of each actor who thinks otherwise.
void add_odds(view::Outline::Item& item, const StoryTeller& teller, const Chance& chance) {
  for (const DrawCase& draw_case : chance.cases) item.options.push_back(draw_words(teller, draw_case, chance.variable));
  for (const Thought& thought : chance.thoughts) {
    const view::Words who = view::strong(teller.model.actors[thought.actor].name) + view::Words(" thinks: ");
    for (const DrawCase& draw_case : thought.cases)
      item.options.push_back(who + draw_words(teller, draw_case, chance.variable));
  }
}

std::vector<view::Outline::Item> story_items(const StoryTeller& teller, const std::vector<Step>& steps);

const std::string& name_of_variable(const StoryTeller& teller, VariableId variable) {
  return teller.model.variables[variable].name;
}

// A step with what can happen at it and the steps inside.
struct StepTelling {
  const StoryTeller& teller;

  view::Outline::Item operator()(const Move& move) const {
    view::Outline::Item item;
    item.words = view::strong(teller.model.actors[move.actor].name) +
                 view::Words(move.is_message ? " says " : " decides ") +
                 view::code(name_of_variable(teller, move.variable)) + audience_words(teller, move.seen_by);
    const Variable& variable = teller.model.variables[move.variable];
    const std::vector<MoveOption> told = options_told(variable, move, shares_of(teller, move.variable));
    if (variable.levels) {
      item.words += view::faint(", one of " + levels_text(teller.model, variable) +
                                (told.size() < move.options.size() && !told.empty() ? "; below, the likeliest" : ""));
    }
    for (const MoveOption& option : told) item.options.push_back(choice_words(teller, move, option));
    return item;
  }
  view::Outline::Item operator()(const Simultaneous& block) const {
    return {"At the same time:", {}, story_items(teller, block.steps)};
  }
  view::Outline::Item operator()(const Repeat& repeat) const {
    return {fmt::format("Up to {} times, round by round:", repeat.times), {}, story_items(teller, repeat.steps)};
  }
  view::Outline::Item operator()(const Chance& chance) const {
    view::Outline::Item item;
    item.words = view::Words("Chance draws ") + view::code(name_of_variable(teller, chance.variable)) +
                 audience_words(teller, chance.seen_by);
    add_odds(item, teller, chance);
    return item;
  }
  view::Outline::Item operator()(const Raid& raid) const {
    view::Outline::Item item;
    std::vector<std::string> names;
    for (const std::string& name : layer_names(raid)) names.push_back("“" + name + "”");
    item.words = view::Words("A raid sets ") + view::code(name_of_variable(teller, raid.variable)) +
                 view::Words(names.empty() ? "" : " against the layers " + joined_names(names)) +
                 audience_words(teller, raid.seen_by);
    for (const Raid::Level& level : raid.levels)
      item.options.push_back(option_words(teller, raid.variable, level.value));
    return item;
  }
  view::Outline::Item operator()(const Vote& vote) const {
    view::Outline::Item item;
    std::vector<std::string> voters;
    for (const Move& ballot : vote.ballots) voters.push_back(teller.model.actors[ballot.actor].name);
    const std::string by_odds = vote.num_others > 0 ? ", the others by odds" : "";
    const std::string who = voters.empty() ? "" : "; by choice: " + joined_names(voters) + by_odds;
    item.words = view::Words("A vote, ") + view::code(name_of_variable(teller, vote.variable)) +
                 view::Words(fmt::format(", passes with {} of {}{}{}", vote.passes_with, vote.num_members, who,
                                         vote_terms(teller.model, vote))) +
                 audience_words(teller, vote.seen_by);
    item.options = {option_words(teller, vote.variable, 0), option_words(teller, vote.variable, 1)};
    return item;
  }
  view::Outline::Item operator()(const Reveal& reveal) const {
    return {view::code(name_of_variable(teller, reveal.variable)) + view::Words(" is shown") +
            audience_words(teller, reveal.to)};
  }
  view::Outline::Item operator()(const ScaleChange& change) const {
    const Variable& variable = teller.model.variables[change.variable];
    if (change.how == ScaleChange::How::MovesBy)
      return {view::code(variable.name) + view::Words(text_of(teller.model, change).substr(variable.name.size()))};
    return {view::code(variable.name) +
            view::Words(change.how == ScaleChange::How::RisesTo ? " rises to " : " becomes ") +
            view::code(variable.values[change.value].name)};
  }
  view::Outline::Item operator()(const End&) const { return {"The story ends"}; }
};

// The variable that a branching step is told by: of a vote its result, which is settled last.
std::optional<VariableId> settled_by(const Step& step) {
  std::optional<VariableId> last;
  for_each_settled(step, [&](const auto& what) { last = what.variable; });
  return last;
}

// Leads to the tables of a move: which option is taken where, and what each is worth.
view::Words tables_of_move(const StoryTeller& teller, const Move& move, std::string words) {
  return view::Run{
      .text = std::move(words), .target = strategies_key, .sought = "^" + name_of_variable(teller, move.variable)};
}

view::Words table_words(const StoryTeller& teller, const Step& step) {
  view::Words words;
  if (!teller.report.certificate) return words;
  if (const Move* move = only<Move>(step))
    return view::Words("; ") + tables_of_move(teller, *move, "what is chosen where");
  if (const Vote* vote = only<Vote>(step)) {
    for (const Move& ballot : vote->ballots) {
      words += view::Words(words.empty() ? "; what is chosen where: " : ", ") +
               tables_of_move(teller, ballot, teller.model.actors[ballot.actor].name);
    }
  }
  return words;
}

// Leads to the reasons of the choices at a step, those that were asked for.
view::Words reason_words(const StoryTeller& teller, const Step& step) {
  view::Words words;
  std::size_t number = 0;
  for (const auto& [answer, why] : answers_of<OfWhy>(teller.report)) {
    ++number;
    bool is_of_step = false;
    for_each_settled(step, [&](const auto& what) {
      is_of_step = is_of_step || teller.model.variables[what.variable].name == why.move;
    });
    if (!is_of_step) continue;
    words += view::Words("; ") +
             led_to(fmt::format("why {} over {}?", why.chosen, why.other), fmt::format("why_{}", number));
  }
  return words;
}

std::vector<view::Outline::Item> story_items(const StoryTeller& teller, const std::vector<Step>& steps) {
  std::vector<view::Outline::Item> items;
  for (const Step& step : steps) {
    items.push_back(std::visit(StepTelling{teller}, step.what));
    items.back().words += condition_words(teller, step.condition);
    if (const auto variable = settled_by(step)) items.back().words += reach_words(teller, *variable);
    items.back().words += table_words(teller, step) + reason_words(teller, step);
  }
  return items;
}

void add_traits(Blocks& blocks, const StoryTeller& teller) {
  view::Outline outline;
  for (const Step& step : teller.model.traits) {
    const Chance* chance = only<Chance>(step);
    if (!chance) continue;
    view::Outline::Item& item = outline.items.emplace_back();
    item.words = view::code(name_of_variable(teller, chance->variable)) + audience_words(teller, chance->seen_by);
    const Variable& variable = teller.model.variables[chance->variable];
    if (variable.values.size() > most_values_named) {
      item.options = {view::code(variable.values.front().name) + view::Words(" to ") +
                      view::code(variable.values.back().name) + view::Words(", each as likely as any")};
      continue;
    }
    add_odds(item, teller, *chance);
  }
  if (outline.items.empty()) return;
  blocks.push_back({view::Heading{"What each side knows about itself", view::Level::Part}});
  blocks.push_back({std::move(outline)});
}

void add_definitions(Blocks& blocks, const Model& model) {
  if (model.definitions.empty()) return;
  view::Outline outline;
  for (const Definition& one : model.definitions)
    outline.items.push_back({view::code(one.name) + view::Words(one.is_event ? ": " : " = ") + view::Words(one.text)});
  blocks.push_back({view::Heading{"What goes by a name", view::Level::Part}});
  blocks.push_back({std::move(outline)});
}

void add_number_thoughts(Blocks& blocks, const Model& model) {
  if (model.number_thoughts.empty()) return;
  view::List thoughts;
  for (const NumberThought& one : model.number_thoughts) thoughts.items.emplace_back(text_of(model, one));
  blocks.push_back({view::Heading{"What actors think otherwise of numbers, where odds read them", view::Level::Part}});
  blocks.push_back({std::move(thoughts)});
}

Point point_at(const Report& report) {
  return point_of(*report.model, report.solved ? report.solved->parameters : best_guesses(*report.model));
}

}  // namespace

Blocks story_part(const Report& report) {
  if (!report.model) return {};
  const StoryTeller teller{report, *report.model, step_shares(report), point_at(report)};
  Blocks blocks;
  blocks.push_back({view::Paragraph{
      report.solved
          ? "The steps in order, and who sees each; framed: private to those named. In bold how often each value comes "
            "up when it comes to the step; in brackets, where that is not always, of all histories."
          : "The steps in order, and who sees each; framed: private to those named."}});
  add_definitions(blocks, teller.model);
  add_traits(blocks, teller);
  add_number_thoughts(blocks, *report.model);
  std::size_t number = 0;
  for (const Stage& stage : report.model->stages) {
    blocks.push_back({view::Heading{
        view::Words(fmt::format("{}. {}", ++number, stage.title)) + condition_words(teller, stage.condition),
        view::Level::Part}});
    blocks.push_back({view::Outline{story_items(teller, stage.steps)}});
  }
  return blocks;
}

}  // namespace demarche
