#include "demarche/view/story_lines.h"

#include "demarche/model/steps.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

struct Telling {
  const Model& model;
  std::vector<StoryLine> lines;
};

// `raid` of `Iran.raid`.
std::string_view short_name(const Variable& variable) {
  const std::string_view name = variable.name;
  return variable.owner ? name.substr(name.find('.') + 1) : name;
}

std::string with_condition(const std::string& text, const Model& model, const Formula& condition) {
  return condition.code.empty() ? text : text + " if " + text_of(model, condition);
}

ActorSet everyone(const Model& model) {
  ActorSet set = 0;
  for (std::size_t row = 0; row < model.actors.size(); ++row) set |= ActorSet{1} << row;
  return set;
}

std::string names_in(const Model& model, ActorSet set, std::optional<ActorId> but) {
  std::string names;
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    if (!contains(set, ActorId{row}) || but == ActorId{row}) continue;
    names += (names.empty() ? "" : " and ") + model.actors[ActorId{row}].name;
  }
  return names;
}

std::string verb_of(const Model& model, const Move& move) {
  const bool public_move = (move.seen_by & everyone(model)) == everyone(model);
  const std::string hearers = names_in(model, move.seen_by, move.actor);
  if (move.is_message) return public_move || hearers.empty() ? "declares" : "tells " + hearers;
  return hearers.empty() && !public_move ? "secretly chooses" : "chooses";
}

std::string option_text(const Model& model, const Variable& variable, const MoveOption& option) {
  const Value& value = variable.values[option.value];
  const std::string number = variable.has_numbers ? " " + text_of(model, value.number) : "";
  return with_condition(value.name + number, model, option.condition);
}

std::string options_text(const Model& model, const Move& move) {
  const Variable& variable = model.variables[move.variable];
  if (variable.levels) return levels_text(model, variable);
  std::string text;
  for (const MoveOption& option : move.options)
    text += (text.empty() ? "" : ", ") + option_text(model, variable, option);
  return text;
}

// Odds as an author writes them: a share where it is a plain number, else the formula.
std::string odds_text(const Model& model, const std::optional<Formula>& odds) {
  if (!odds) return "rest";
  if (odds->code.size() != 1 || odds->code.front().op != OpCode::Number) return text_of(model, *odds);
  return fmt::format("{:.4g}%", 100 * odds->code.front().number);
}

std::string case_text(const Model& model, const Variable& variable, const DrawCase& one) {
  std::string text;
  for (const DrawCase::Draw& draw : one.draws) {
    text +=
        fmt::format("{}{} {}", text.empty() ? "" : ", ", variable.values[draw.value].name, odds_text(model, draw.odds));
  }
  return one.otherwise ? text + " otherwise" : with_condition(text, model, one.guard);
}

std::string cases_text(const Model& model, VariableId variable, const std::vector<DrawCase>& cases) {
  std::string text;
  for (const DrawCase& one : cases) {
    text += (text.empty() ? "" : "; ") + case_text(model, model.variables[variable], one);
  }
  return text;
}

// `. US thinks: nuclear 2%, conventional rest`, of all who think otherwise of a draw.
std::string thoughts_text(const Model& model, const Chance& chance) {
  std::string text;
  for (const Thought& thought : chance.thoughts)
    text += fmt::format(". {} thinks: {}", model.actors[thought.actor].name,
                        cases_text(model, chance.variable, thought.cases));
  return text;
}

std::string levels_text(const Model& model, const Raid& raid) {
  std::string text;
  for (const Raid::Level& level : raid.levels) {
    text += (text.empty() ? "" : ", ") + model.variables[raid.variable].values[level.value].name;
  }
  return text;
}

std::string layers_text(const Raid& raid) {
  const std::vector<std::string> names = layer_names(raid);
  if (names.empty()) return "no layer of defence";
  return fmt::format("{} of defence ({})", counted(names.size(), "layer"), fmt::join(names, "; "));
}

// How members vote who are no actors; nothing where there are none.
std::string others_text(const Model& model, const Vote& vote) {
  std::string text;
  for (const Vote::Others& row : vote.others) {
    const std::string yes = (text.empty() ? "; others yes " : "; ") + odds_text(model, row.yes);
    const bool otherwise = !text.empty() && row.guard.code.empty();
    text += otherwise ? yes + " otherwise" : with_condition(yes, model, row.guard);
  }
  return text;
}

StoryLine line_of(const Model& model, const Move& move) {
  const Variable& variable = model.variables[move.variable];
  return {.kind = "move",
          .text = fmt::format("{} {} {}: {}", model.actors[move.actor].name, verb_of(model, move), short_name(variable),
                              options_text(model, move)),
          .variable = move.variable,
          .actor = move.actor,
          .seen_by = move.seen_by};
}

StoryLine line_of(const Model& model, const Chance& chance) {
  const Variable& variable = model.variables[chance.variable];
  const bool trait = variable.kind == VariableKind::Trait;
  return {.kind = trait ? "trait" : "chance",
          .text = fmt::format("{}{}: {}{}", trait ? "" : "chance ", variable.name,
                              variable.levels ? levels_text(model, variable) + ", each as likely as any"
                                              : cases_text(model, chance.variable, chance.cases),
                              thoughts_text(model, chance)),
          .variable = chance.variable,
          .actor = variable.owner,
          .seen_by = chance.seen_by};
}

StoryLine line_of(const Model& model, const Raid& raid) {
  return {.kind = "raid",
          .text = fmt::format("a raid meets {} and decides {}: {}", layers_text(raid),
                              model.variables[raid.variable].name, levels_text(model, raid)),
          .variable = raid.variable,
          .seen_by = raid.seen_by};
}

StoryLine line_of(const Model& model, const Vote& vote) {
  ActorSet voters = 0;
  for (const Move& ballot : vote.ballots) voters |= ActorSet{1} << ballot.actor.value;
  const std::string names = names_in(model, voters, std::nullopt);
  return {.kind = "vote",
          .text = fmt::format("a vote on {} passes with {} of {}{}{}{}", model.variables[vote.variable].name,
                              vote.passes_with, vote.num_members, names.empty() ? "" : "; by choice of " + names,
                              vote_terms(model, vote), others_text(model, vote)),
          .variable = vote.variable,
          .seen_by = vote.seen_by};
}

StoryLine line_of(const Model& model, const Reveal& reveal) {
  return {.kind = "reveal",
          .text = model.variables[reveal.variable].name + " is revealed",
          .variable = reveal.variable,
          .seen_by = reveal.to};
}

StoryLine line_of(const Model& model, const ScaleChange& change) {
  return {.kind = "scale", .text = text_of(model, change), .variable = change.variable};
}

StoryLine line_of(const Model&, const End&) { return {.kind = "end", .text = "the story ends"}; }

StoryLine line_of(const Model&, const Simultaneous&) {
  return {.kind = "simultaneously", .text = "at the same time, seen afterwards:"};
}

StoryLine line_of(const Model& model, const Repeat& repeat) {
  return {.kind = "repeat",
          .text = fmt::format("up to {} times, counted as {}:", repeat.times, model.variables[repeat.counter].name),
          .variable = repeat.counter};
}

// Nesting is bounded by the parser.
void tell(Telling& telling, const std::vector<Step>& steps, std::size_t depth) {
  for (const Step& step : steps) {
    StoryLine line = std::visit([&](const auto& what) { return line_of(telling.model, what); }, step.what);
    line.depth = depth;
    if (!step.condition.code.empty()) line.condition = text_of(telling.model, step.condition);
    telling.lines.push_back(std::move(line));
    if (const std::vector<Step>* inner = steps_within(step)) tell(telling, *inner, depth + 1);
  }
}

}  // namespace

std::string vote_terms(const Model& model, const Vote& vote) {
  std::string text = vote.veto == 0 ? "" : fmt::format("; veto of {}", names_in(model, vote.veto, std::nullopt));
  ActorSet abstain = 0;
  bool secret = false;
  for (std::size_t row = 0; row < vote.ballots.size(); ++row) {
    const Move& ballot = vote.ballots[row];
    const ActorSet voter = ActorSet{1} << ballot.actor.value;
    if (vote.votes[row] != 1)
      text += fmt::format("; {} has {} votes", model.actors[ballot.actor].name, vote.votes[row]);
    if (ballot.options.size() > 2) abstain |= voter;
    secret = secret || (vote.seen_by & ~ballot.seen_by) != 0;
  }
  if (abstain != 0) text += fmt::format("; {} may abstain", names_in(model, abstain, std::nullopt));
  return secret ? text + "; the ballots are secret" : text;
}

std::vector<StoryLine> trait_lines(const Model& model) {
  Telling telling{model, {}};
  tell(telling, model.traits, 0);
  return std::move(telling.lines);
}

std::vector<StoryLine> story_lines(const Model& model, const Stage& stage) {
  Telling telling{model, {}};
  tell(telling, stage.steps, 0);
  return std::move(telling.lines);
}

std::vector<std::string> layer_names(const Raid& raid) {
  std::vector<std::string> names;
  for (const Raid::Layer& layer : raid.layers) {
    if (std::ranges::find(names, layer.name) == names.end()) names.push_back(layer.name);
  }
  return names;
}

}  // namespace demarche
