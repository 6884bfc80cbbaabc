#include "demarche/check/build.h"
#include "demarche/check/definitions.h"
#include "demarche/check/fixes.h"
#include "demarche/check/numbers.h"
#include "demarche/check/quantities.h"
#include "demarche/model/forceable.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

constexpr int max_sweep_steps = 10'000;

std::optional<Forcing> build_forcing(Work& work, const ForcingSyntax& syntax) {
  const std::optional<VariableId> id = resolve_variable(work, syntax.move);
  if (!id) return std::nullopt;
  const Variable& variable = work.model.variables[*id];
  if (!can_be_forced(variable)) {
    say_misuse(work,
               fmt::format("only moves, draws of chance and the levels of raids can be forced; {} is {}",
                           ticked(variable.name), kind_words(variable.kind)),
               syntax.move.span, "", "write `given` for what happens by itself, or force a move");
    work.diagnostics.back().others.push_back({variable.span, "declared here"});
    return std::nullopt;
  }
  Forcing forcing{*id, {}};
  for (const Name& name : syntax.values) {
    if (const std::optional<ValueIndex> value = resolve_value(work, *id, name)) forcing.values.push_back(*value);
  }
  return forcing;
}

// What is forced twice is forced to nothing; and who would play otherwise if chance did is not asked.
void check_forced(Work& work, const QuestionStatement& syntax, const Question& question) {
  if (!question.forcing) return;
  const Variable& first = work.model.variables[question.forcing->move];
  if (question.kind == QuestionKind::WhyDifference && first.kind != VariableKind::Move) {
    say_misuse(work, fmt::format("nobody plays otherwise as {} is forced", ticked(first.name)),
               syntax.forcing->move.span, "", "force a move, or `compare ... forcing` both results");
  }
  std::vector<std::pair<VariableId, Span>> forced{{question.forcing->move, syntax.forcing->move.span}};
  for (std::size_t k = 0; k < question.also_forced.size(); ++k) {
    const VariableId move = question.also_forced[k].move;
    const auto before = std::ranges::find(forced, move, &std::pair<VariableId, Span>::first);
    const Span span = syntax.also_forced[k].move.span;
    if (before != forced.end()) {
      say_misuse(work, fmt::format("{} is forced twice", ticked(work.model.variables[move].name)), span, "",
                 "force it to one value");
      work.diagnostics.back().others.push_back({before->second, "forced here"});
    }
    forced.emplace_back(move, span);
  }
}

void build_forcings(Work& work, const QuestionStatement& syntax, Question& question) {
  if (syntax.forcing) question.forcing = build_forcing(work, *syntax.forcing);
  for (const ForcingSyntax& also : syntax.also_forced) {
    auto forcing = build_forcing(work, also);
    if (!forcing || forcing->values.empty()) return;  // said already
    question.also_forced.push_back(std::move(*forcing));
  }
  check_forced(work, syntax, question);
}

void build_across(Work& work, const std::vector<Name>& names, Question& question) {
  for (const Name& name : names) {
    if (name.text == "baseline") {
      question.across.push_back(std::nullopt);
    } else if (const std::optional<VariantId> variant = resolve_variant(work, name)) {
      question.across.push_back(variant);
    }
  }
}

void build_belief(Work& work, const BeliefSyntax& syntax, Question& question) {
  if (const std::optional<ActorId> believer = resolve_actor(work, syntax.believer)) question.believer = *believer;
  const std::optional<VariableId> trait = resolve_variable(work, syntax.trait);
  if (!trait) return;
  question.trait = *trait;
  if (syntax.value) {
    question.believed = resolve_value(work, *trait, *syntax.value);
    question.belief_text = one_line(work.source, syntax.span);
  }
  const Variable& variable = work.model.variables[*trait];
  if (variable.kind != VariableKind::Counter && variable.kind != VariableKind::Scale) return;
  say_misuse(work,
             fmt::format("beliefs are about traits, moves, draws and votes; {} is {}", ticked(variable.name),
                         kind_words(variable.kind)),
             syntax.trait.span, "", fmt::format("ask `P({} ...)`, or name one of these", variable.name));
  work.diagnostics.back().others.push_back({variable.span, "declared here"});
}

SweptNumber build_swept(Work& work, const SweepSyntax& syntax, const Question& question) {
  SweptNumber swept;
  if (const std::optional<ParameterId> parameter = resolve_parameter(work, syntax.parameter))
    swept.parameter = *parameter;
  swept.from = build_constant(work, syntax.from, "the start of a sweep");
  swept.to = build_constant(work, syntax.to, "the end of a sweep");
  check_finite(work, swept.from, "the start of the sweep");
  check_finite(work, swept.to, "the end of the sweep");
  swept.num_steps = syntax.num_steps;
  if (work.tree.whole && syntax.num_steps < 2) {  // 0, too, where the number could not be read
    say(work, {Kind::E019,
               fmt::format("a sweep in {} steps has no two ends", syntax.num_steps),
               {question.span, ""},
               {},
               "write `in 2 steps` or more; `ask` reads one point"});
  }
  return swept;
}

// Of one number, or of two that are moved apart.
void check_sweep(Work& work, const QuestionStatement& syntax, const Question& question) {
  const double num_steps = static_cast<double>(question.num_steps) *
                           (question.also_swept ? static_cast<double>(question.also_swept->num_steps) : 1);
  if (num_steps > max_sweep_steps) {
    say(work, {Kind::E022,
               fmt::format("{:.0f} steps are too many: at most {} can be swept", num_steps, max_sweep_steps),
               {question.span, ""},
               {},
               "use fewer steps"});
  }
  if (!syntax.second_sweep || syntax.second_sweep->parameter.text != syntax.sweep->parameter.text) return;
  say_misuse(work, fmt::format("a map moves two numbers; both are {}", ticked(syntax.sweep->parameter.text)),
             syntax.second_sweep->parameter.span, "", "name another number behind `and`");
  work.diagnostics.back().others.push_back({syntax.sweep->parameter.span, "the same as here"});
}

void build_sweep(Work& work, const QuestionStatement& syntax, Question& question) {
  SweptNumber swept = build_swept(work, *syntax.sweep, question);
  question.parameter = swept.parameter;
  question.from = std::move(swept.from);
  question.to = std::move(swept.to);
  question.num_steps = swept.num_steps;
  if (syntax.second_sweep) question.also_swept = build_swept(work, *syntax.second_sweep, question);
  check_sweep(work, syntax, question);
}

void build_bounds(Work& work, const BoundsSyntax& syntax, Question& question) {
  question.from = build_constant(work, syntax.from, "the lower bound of a check");
  question.to = build_constant(work, syntax.to, "the upper bound of a check");
  check_finite(work, question.from, "the lower bound of the check");
  check_finite(work, question.to, "the upper bound of the check");
  question.from_text = one_line(work.source, syntax.from.span);
  question.to_text = one_line(work.source, syntax.to.span);
  const std::optional<double> low = best_value(work, question.from);
  const std::optional<double> high = best_value(work, question.to);
  if (!low || !high || *low <= *high) return;
  const std::string& from = question.from_text;
  const std::string& to = question.to_text;
  say(work, {Kind::E016,
             fmt::format("the range {} to {} runs backwards", from, to),
             {joined(syntax.from.span, syntax.to.span), ""},
             {},
             fmt::format("write `between {} and {}`", to, from),
             in_right_order(work, syntax.from.span, syntax.to.span)});
}

// Where a check is made, if not at the model as it is.
void build_place(Work& work, const QuestionStatement& syntax, Question& question) {
  if (syntax.in_variant) {
    if (syntax.in_variant->text != "baseline") question.in_variant = resolve_variant(work, *syntax.in_variant);
    question.place_text = " in " + syntax.in_variant->text;
  }
  for (const PlacedSyntax& placed : syntax.placed) {
    const std::optional<ParameterId> parameter = resolve_parameter(work, placed.parameter);
    Formula value = build_constant(work, placed.value, "where a number stands");
    check_finite(work, value, "where a number stands");
    question.place_text += fmt::format("{} {} = {}", question.placed.empty() ? " at" : " and", placed.parameter.text,
                                       one_line(work.source, placed.value.span));
    if (parameter) question.placed.push_back({*parameter, std::move(value)});
  }
  for (std::size_t k = 1; k < syntax.placed.size(); ++k) {
    const Name& name = syntax.placed[k].parameter;
    const auto before =
        std::ranges::find_if(syntax.placed, [&](const PlacedSyntax& one) { return one.parameter.text == name.text; });
    if (name.text.empty() || &*before == &syntax.placed[k]) continue;
    say_misuse(work, ticked(name.text) + " stands at two values", name.span, "", "name it once");
    work.diagnostics.back().others.push_back({before->parameter.span, "the same as here"});
  }
}

// Two things that are held against each other.
void check_apart(Work& work, const Name& one, const Name& other) {
  if (one.text.empty() || one.text != other.text) return;
  say_misuse(work, ticked(one.text) + " is held against itself", other.span, "",
             "name something else behind `over` or `rather than`");
  work.diagnostics.back().others.push_back({one.span, "the same as here"});
}

void build_choice(Work& work, const ChoiceSyntax& syntax, Question& question) {
  const std::optional<VariableId> move = resolve_variable(work, syntax.move);
  if (!move) return;
  const Variable& variable = work.model.variables[*move];
  if (variable.kind != VariableKind::Move) {
    say_misuse(work, fmt::format("only moves have reasons; {} is {}", ticked(variable.name), kind_words(variable.kind)),
               syntax.move.span, "", fmt::format("ask `why P({} is ...)`, or name a move", variable.name));
    work.diagnostics.back().others.push_back({variable.span, "declared here"});
    return;
  }
  const std::optional<ValueIndex> value = resolve_value(work, *move, syntax.value);
  const std::optional<ValueIndex> over = syntax.over ? resolve_value(work, *move, *syntax.over) : std::nullopt;
  if (syntax.over) check_apart(work, syntax.value, *syntax.over);
  if (value) question.choice = ChoiceAsked{*move, *value, over};
}

void build_setting(Work& work, const SettingSyntax& syntax, Question& question) {
  if (const std::optional<ParameterId> parameter = resolve_parameter(work, syntax.parameter))
    question.parameter = *parameter;
  question.from = build_constant(work, syntax.value, "the first value");
  question.to = build_constant(work, syntax.over, "the second value");
  check_finite(work, question.from, "the first value");
  check_finite(work, question.to, "the second value");
}

// Of a difference: what is held against the other is not the same.
void check_difference(Work& work, const QuestionStatement& syntax) {
  if (syntax.kind != QuestionKind::WhyDifference) return;
  if (syntax.across.size() == 2) check_apart(work, syntax.across[0], syntax.across[1]);
  if (syntax.forcing && syntax.forcing->values.size() == 2)
    check_apart(work, syntax.forcing->values[0], syntax.forcing->values[1]);
}

// What is believed or chosen rests on the odds of whoever believes or chooses, and can be seen by nobody else's.
void build_seer(Work& work, const Name& name, Question& question) {
  const bool is_belief = question.kind == QuestionKind::Belief || question.believed;
  if (is_belief || question.kind == QuestionKind::Why) {
    say_misuse(work, is_belief ? "a belief rests on the believer's own odds" : "a choice rests on its actor's own odds",
               name.span, "", fmt::format("leave out `as {} sees it`", name.text));
    return;
  }
  question.seen_by = resolve_actor(work, name);
  if (question.seen_by) question.seer_text = fmt::format(" as {} sees it", name.text);
}

Question build_question(Work& work, const QuestionStatement& syntax) {
  Question question;
  question.kind = syntax.kind;
  question.text = one_line(work.source, syntax.span);
  question.span = syntax.span;
  for (const QuantitySyntax& quantity : syntax.quantities)
    question.quantities.push_back(build_quantity(work, quantity));
  if (syntax.belief) build_belief(work, *syntax.belief, question);
  if (syntax.given) {
    question.given = build_event(work, *syntax.given);
    question.given_text = one_line(work.source, syntax.given->span);
  }
  build_forcings(work, syntax, question);
  build_across(work, syntax.across, question);
  if (syntax.sweep) build_sweep(work, syntax, question);
  if (syntax.bounds) build_bounds(work, *syntax.bounds, question);
  build_place(work, syntax, question);
  if (syntax.choice) build_choice(work, *syntax.choice, question);
  if (syntax.setting) build_setting(work, *syntax.setting, question);
  check_difference(work, syntax);
  if (syntax.seen_by) build_seer(work, *syntax.seen_by, question);
  return question;
}

}  // namespace

void build_questions(Work& work) {
  for_each_statement<QuestionStatement>(work.tree, [&](const QuestionStatement& syntax, const Statement&) {
    work.model.questions.push_back(build_question(work, syntax));
  });
}

}  // namespace demarche
