#include "demarche/check/before_block.h"
#include "demarche/check/build.h"
#include "demarche/check/numbers.h"
#include "demarche/check/thoughts.h"

#include <fmt/format.h>

#include <cstdlib>
#include <utility>

namespace demarche {

namespace {

// The steps are visited in the order in which their places were numbered.
struct Builder {
  Work& work;
  std::size_t next = 0;
};

std::vector<Step> build_steps(Builder& builder, const std::vector<StepSyntax>& steps);

std::optional<VariableId> find_kind(const Work& work, const Name& name, VariableKind kind) {
  const std::optional<VariableId> id = find_variable(work, {name, std::nullopt, name.span});
  return id && work.model.variables[*id].kind == kind ? id : std::nullopt;
}

Formula build_option_condition(Work& work, const OptionSyntax& option, const Where& where, VariableId move) {
  Reads reads;
  Formula formula = build_guard(work, option.condition, reads);
  read_as_block_began(work, where, move, formula, reads);
  check_order(work, reads, where);
  check_sight(work, reads, where, move, option.value.text);
  check_presence(work, option.condition, where, {});
  return formula;
}

// Any of a move's levels, or what the step lists.
std::vector<MoveOption> build_options(Work& work, const MoveStep& syntax, const Where& where, VariableId move) {
  std::vector<MoveOption> options;
  if (syntax.levels) {
    for (std::size_t k = 0; k < work.model.variables[move].values.size(); ++k)
      options.push_back({static_cast<ValueIndex>(k), {}, syntax.levels->span});
  }
  for (const OptionSyntax& option : syntax.options) {
    const std::optional<ValueIndex> value = find_value(work, move, option.value.text);
    Formula condition = build_option_condition(work, option, where, move);
    if (value) options.push_back({*value, std::move(condition), option.value.span});
  }
  return options;
}

std::optional<Step> build_move(Work& work, const MoveStep& syntax, const Where& where) {
  const std::optional<ActorId> actor = resolve_actor(work, syntax.actor);
  if (!actor || syntax.move.text.empty()) return std::nullopt;
  const auto found = work.names.dotted.find(work.model.actors[*actor].name + "." + syntax.move.text);
  if (found == work.names.dotted.end()) return std::nullopt;
  Move move{found->second, *actor, 0, {}, syntax.verb == Verb::Tells || syntax.verb == Verb::Declares};
  for (const Setting& setting : work.settings[move.variable]) {
    if (setting.where.order == where.order) move.seen_by = setting.seen_by;
  }
  move.options = build_options(work, syntax, where, move.variable);
  Step step;
  Reads reads;
  step.condition = build_guard(work, syntax.condition, reads);
  read_as_block_began(work, where, move.variable, step.condition, reads);
  check_order(work, reads, where);
  check_sight(work, reads, where, move.variable, "");
  check_presence(work, syntax.condition, where, {});
  step.what = std::move(move);
  return step;
}

std::optional<Step> build_chance(Work& work, const ChanceStep& syntax, const Where& where) {
  Step step;
  step.condition = build_story_condition(work, syntax.condition, where);
  const std::optional<VariableId> id = find_kind(work, syntax.name, VariableKind::Chance);
  if (!id) return std::nullopt;
  const ActorSet seen_by = syntax.seen_by ? resolve_who(work, *syntax.seen_by) : everyone(work);
  Chance chance{*id, seen_by, build_cases(work, *id, syntax.cases, where)};
  chance.thoughts = build_thoughts(work, chance, where);
  step.what = std::move(chance);
  return step;
}

std::optional<Step> build_raid_step(Work& work, const RaidStep& syntax, const Where& where) {
  Step step;
  step.condition = build_story_condition(work, syntax.condition, where);
  const std::optional<VariableId> id = resolve_scale(work, syntax.name);
  if (!id) return std::nullopt;
  step.what = build_raid(work, *id, syntax, where);
  return step;
}

std::optional<Step> build_vote_step(Work& work, const VoteStep& syntax, const Where& where) {
  Step step;
  step.condition = build_story_condition(work, syntax.condition, where);
  const std::optional<VariableId> id = find_kind(work, syntax.name, VariableKind::Vote);
  if (!id) return std::nullopt;
  step.what = build_vote(work, *id, syntax, where);
  return step;
}

void check_times(Work& work, const RepeatStep& repeat) {
  const int most = static_cast<int>(max_values) - 1;
  if (repeat.times_span.begin == repeat.times_span.end) return;
  if (repeat.times > most) {
    say(work, {Kind::E022,
               fmt::format("{} rounds are too many: at most {} can be repeated", repeat.times, most),
               {repeat.times_span, ""},
               {},
               fmt::format("write {} or less", most),
               {possible_fix(repeat.times_span, std::to_string(most))}});
  }
  if (repeat.times < 1) {
    say(work, {Kind::E019,
               fmt::format("the block is repeated up to {} times, so never", repeat.times),
               {repeat.times_span, ""},
               {},
               "write 1 or more",
               {possible_fix(repeat.times_span, "1")}});
  }
}

std::optional<Step> build_repeat(Builder& builder, const RepeatStep& syntax) {
  check_times(builder.work, syntax);
  Repeat repeat;
  const std::optional<VariableId> id = find_kind(builder.work, syntax.counter, VariableKind::Counter);
  repeat.times = syntax.times;
  repeat.steps = build_steps(builder, syntax.steps);
  if (!id) return std::nullopt;
  repeat.counter = *id;
  Step step;
  step.what = std::move(repeat);
  return step;
}

// What takes time of its own cannot happen at the same time as a move.
std::string_view too_long_for_a_block(const StepSyntax& step) {
  return std::visit(
      Overloaded{
          [](const RepeatStep&) -> std::string_view { return "repeat"; },
          [](const SimultaneousStep&) -> std::string_view { return "simultaneously"; },
          [](const RaidStep&) -> std::string_view { return "raid"; },
          [](const VoteStep&) -> std::string_view { return "vote"; },
          [](const EndStep&) -> std::string_view { return "end"; },
          [](const OneOf<MoveStep, ChanceStep, RevealStep, ScaleStep> auto&) -> std::string_view { return ""; },
      },
      step.what);
}

std::optional<Step> build_simultaneous(Builder& builder, const SimultaneousStep& syntax) {
  for (const StepSyntax& step : syntax.steps) {
    const std::string_view word = too_long_for_a_block(step);
    if (word.empty()) continue;
    say_misuse(builder.work, fmt::format("`{}` cannot stand inside `simultaneously`", word), step.span, "",
               "put it before or after the block");
  }
  Step step;
  step.what = Simultaneous{build_steps(builder, syntax.steps)};
  return step;
}

std::optional<Step> build_reveal(Work& work, const RevealStep& syntax, const Where& where) {
  Step step;
  step.condition = build_story_condition(work, syntax.condition, where);
  const ActorSet to = resolve_who(work, syntax.to);
  const std::optional<VariableId> id = resolve_variable(work, syntax.what);
  if (!id) return std::nullopt;
  check_order(work, {{{*id, syntax.what.span}}, {}}, where);
  step.what = Reveal{*id, to};
  return step;
}

// A scale moves by one level at least, and no further than from one end to the other.
void check_levels_moved(Work& work, VariableId id, const ScaleStep& syntax) {
  const Variable& scale = work.model.variables[id];
  const int most = static_cast<int>(scale.values.size()) - 1;
  const int by = std::abs(*syntax.by);
  if (!work.tree.whole || most < 1 || (by >= 1 && by <= most)) return;
  const std::string verb = *syntax.by < 0 ? "fall" : "rise";
  say(work, {Kind::E019,
             by == 0 ? fmt::format("{} does not move by 0 levels", ticked(scale.name))
                     : fmt::format("{} cannot {} by {}: it has {} levels", ticked(scale.name), verb, by, most + 1),
             {syntax.by_span, ""},
             {{scale.span, "declared here"}},
             most == 1 ? "write 1" : fmt::format("write a number from 1 to {}", most),
             {possible_fix(syntax.by_span, by == 0 ? "1" : std::to_string(most))}});
}

std::optional<Step> build_scale_change(Work& work, const ScaleStep& syntax, const Where& where) {
  Step step;
  step.condition = build_story_condition(work, syntax.condition, where);
  const std::optional<VariableId> id = resolve_scale(work, syntax.scale);
  if (id && syntax.by) {
    check_levels_moved(work, *id, syntax);
    step.what = ScaleChange{*id, ScaleChange::How::MovesBy, 0, *syntax.by};
    return step;
  }
  const std::optional<ValueIndex> value = id ? resolve_value(work, *id, syntax.value) : std::nullopt;
  if (!value) return std::nullopt;
  step.what = ScaleChange{*id, syntax.rises ? ScaleChange::How::RisesTo : ScaleChange::How::Becomes, *value};
  return step;
}

std::optional<Step> build_end(Work& work, const EndStep& syntax, const Where& where) {
  Step step;
  step.condition = build_story_condition(work, syntax.condition, where);
  step.what = End{};
  return step;
}

std::optional<Step> build_step(Builder& builder, const StepSyntax& syntax) {
  Work& work = builder.work;
  const Where where = work.places[builder.next++];
  return std::visit(Overloaded{
                        [&](const MoveStep& step) { return build_move(work, step, where); },
                        [&](const ChanceStep& step) { return build_chance(work, step, where); },
                        [&](const RaidStep& step) { return build_raid_step(work, step, where); },
                        [&](const VoteStep& step) { return build_vote_step(work, step, where); },
                        [&](const RepeatStep& step) { return build_repeat(builder, step); },
                        [&](const SimultaneousStep& step) { return build_simultaneous(builder, step); },
                        [&](const RevealStep& step) { return build_reveal(work, step, where); },
                        [&](const ScaleStep& step) { return build_scale_change(work, step, where); },
                        [&](const EndStep& step) { return build_end(work, step, where); },
                    },
                    syntax.what);
}

std::vector<Step> build_steps(Builder& builder, const std::vector<StepSyntax>& steps) {
  std::vector<Step> built;
  built.reserve(steps.size());
  for (const StepSyntax& syntax : steps) {
    std::optional<Step> step = build_step(builder, syntax);
    if (!step) continue;
    step->span = syntax.span;
    built.push_back(std::move(*step));
  }
  return built;
}

}  // namespace

Formula build_story_condition(Work& work, const std::optional<Cond>& cond, const Where& where) {
  Reads reads;
  Formula formula = build_guard(work, cond, reads);
  check_order(work, reads, where);
  check_presence(work, cond, where, {});
  return formula;
}

Formula build_story_number(Work& work, const Expr& expr, const Where& where) {
  Reads reads;
  Formula formula = build_expression(work, expr, reads);
  check_order(work, reads, where);
  return formula;
}

void build_stages(Work& work) {
  Builder builder{work};
  std::size_t row = 0;
  for_each_statement<StageStatement>(work.tree, [&](const StageStatement& syntax, const Statement& statement) {
    const Where where = work.stages[row++];
    Stage stage;
    stage.title = syntax.title.text;
    stage.condition = build_story_condition(work, syntax.condition, where);
    stage.steps = build_steps(builder, syntax.steps);
    stage.span = statement.span;
    work.model.stages.push_back(std::move(stage));
  });
}

}  // namespace demarche
