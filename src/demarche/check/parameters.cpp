#include "demarche/check/parameters.h"
#include "demarche/check/declare.h"
#include "demarche/check/fixes.h"
#include "demarche/check/formulas.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

enum class Mark : std::uint8_t { Waiting, Open, Placed };

// The statements sorted so that each comes after those it reads. Kept by hand as a stack of visits: a text may chain
// thousands of parameters.
struct Sorting {
  std::vector<const ParameterStatement*> statements;
  Named<std::size_t> rows;
  std::vector<std::vector<std::size_t>> needs;
  std::vector<Mark> marks;
  std::vector<std::size_t> order;
};

void collect_names(const Expr& expr, std::vector<std::string>& names) {
  if (expr.op == Expr::Op::Ref && !expr.ref.second) names.push_back(expr.ref.first.text);
  for (const Expr& part : expr.args) collect_names(part, names);
}

void say_circle(Work& work, const Sorting& sorting, const std::vector<std::size_t>& path, std::size_t back) {
  const auto from = std::ranges::find(path, back);
  std::string text;
  for (auto at = from; at != path.end(); ++at) text += sorting.statements[*at]->name.text + " reads ";
  const Name& first = sorting.statements[back]->name;
  say(work, {Kind::E023,
             fmt::format("{} is computed from itself: {}{}", ticked(first.text), text, first.text),
             {first.span, ""},
             {},
             "give one of them a number"});
  const Name& last = sorting.statements[path.back()]->name;
  if (last.span != first.span) work.diagnostics.back().others.push_back({last.span, "reads " + ticked(first.text)});
}

void place(Work& work, Sorting& sorting, std::size_t start) {
  std::vector<std::size_t> path{start};
  std::vector<std::size_t> next{0};
  sorting.marks[start] = Mark::Open;
  while (!path.empty()) {
    const std::size_t row = path.back();
    if (next.back() == sorting.needs[row].size()) {
      sorting.marks[row] = Mark::Placed;
      sorting.order.push_back(row);
      path.pop_back();
      next.pop_back();
      continue;
    }
    const std::size_t needed = sorting.needs[row][next.back()++];
    if (sorting.marks[needed] == Mark::Open) say_circle(work, sorting, path, needed);
    if (sorting.marks[needed] != Mark::Waiting) continue;
    sorting.marks[needed] = Mark::Open;
    path.push_back(needed);
    next.push_back(0);
  }
}

Sorting sort_parameters(Work& work) {
  Sorting sorting;
  for_each_statement<ParameterStatement>(work.tree, [&](const ParameterStatement& parameter, const Statement&) {
    if (parameter.name.text.empty()) return;
    sorting.rows.emplace(parameter.name.text, sorting.statements.size());
    sorting.statements.push_back(&parameter);
  });
  for (const ParameterStatement* parameter : sorting.statements) {
    std::vector<std::string> names;
    collect_names(parameter->best, names);
    std::vector<std::size_t>& needs = sorting.needs.emplace_back();
    for (const std::string& name : names) {
      if (const auto found = sorting.rows.find(name); found != sorting.rows.end()) needs.push_back(found->second);
    }
  }
  sorting.marks.resize(sorting.statements.size(), Mark::Waiting);
  for (std::size_t row = 0; row < sorting.statements.size(); ++row) {
    if (sorting.marks[row] == Mark::Waiting) place(work, sorting, row);
  }
  return sorting;
}

void build_parameter(Work& work, const ParameterStatement& statement) {
  const auto found = work.names.plain.find(statement.name.text);
  if (found == work.names.plain.end() || found->second.span != statement.name.span) return;
  const ParameterId id{found->second.row};
  const std::string name = ticked(statement.name.text);
  Parameter built = work.model.parameters[id];
  built.best = build_constant(work, statement.best, "the best guess of " + name);
  if (statement.low) built.low = build_constant(work, *statement.low, "the range of " + name);
  if (statement.high) built.high = build_constant(work, *statement.high, "the range of " + name);
  if (statement.source) built.source = resolve_citation(work, *statement.source);
  work.model.parameters[id] = std::move(built);
}

void build_level(Work& work, VariableId id, const ScaleStatement::Level& level) {
  const std::optional<ValueIndex> value = find_value(work, id, level.value.text);
  if (!value || !level.number) return;
  Value& built = work.model.variables[id].values[*value];
  built.number = build_constant(work, *level.number, "the number of level " + ticked(level.value.text));
}

void check_numbers(Work& work, const ScaleStatement& scale, VariableId id) {
  const auto bare = std::ranges::find_if(scale.levels, [](const auto& level) { return !level.number; });
  const auto numbered = std::ranges::find_if(scale.levels, [](const auto& level) { return level.number.has_value(); });
  work.model.variables[id].has_numbers = numbered != scale.levels.end();
  if (bare == scale.levels.end() || numbered == scale.levels.end() || bare->value.text.empty()) return;
  say(work,
      {Kind::E023,
       fmt::format("level {} of {} has no number, others have one", ticked(bare->value.text), ticked(scale.name.text)),
       {bare->value.span, ""},
       {{joined(numbered->value.span, numbered->number->span), "has a number"}},
       "give every level a number, or none"});
  for (Value& value : work.model.variables[id].values) {
    if (value.number.code.empty()) value.number = not_a_number(value.span);
  }
}

void build_scale(Work& work, const ScaleStatement& scale) {
  const auto found = work.names.plain.find(scale.name.text);
  if (found == work.names.plain.end() || found->second.span != scale.name.span) return;
  const VariableId id{found->second.row};
  for (const ScaleStatement::Level& level : scale.levels) build_level(work, id, level);
  check_numbers(work, scale, id);
  const std::optional<ValueIndex> start = scale.starts ? resolve_value(work, id, *scale.starts) : std::nullopt;
  work.model.variables[id].start = start.value_or(0);
}

// The parameter takes the name that the actor has, however it was spelt.
void keep_own_precision(Work& work, ParameterId id, const Name& name) {
  const std::optional<ActorId> actor = resolve_actor(work, name);
  if (!actor) return;
  work.model.own_precisions.resize(work.model.actors.size());
  work.model.own_precisions[*actor] = id;
  work.model.parameters[id].precision_of = actor;
}

// What one actor's precision is beside that of the others must be known.
void check_own_precisions(Work& work) {
  if (work.model.precision || work.names.silenced.contains("precision")) return;
  for (const Parameter& parameter : work.model.parameters) {
    if (!parameter.precision_of) continue;
    say_misuse(work, ticked(parameter.name) + " stands beside no precision of the others", parameter.span, "",
               "state the others' before it: `precision = 1`", with_line_before(work, parameter.span, "precision = 1"));
    return;
  }
}

}  // namespace

void declare_parameters(Work& work) {
  const Sorting sorting = sort_parameters(work);
  // Names are taken in the order of the text, so that of two with one name the later is the one too many.
  std::vector<bool> taken(sorting.statements.size(), false);
  for (std::size_t row = 0; row < sorting.statements.size(); ++row) {
    const Name& name = sorting.statements[row]->name;
    taken[row] = declare_plain(work, name, {DeclaredKind::Parameter, 0, name.span});
  }
  for (const std::size_t row : sorting.order) {
    if (!taken[row]) continue;
    const ParameterStatement& statement = *sorting.statements[row];
    Parameter parameter;
    parameter.name = statement.name.text;
    parameter.note = statement.note ? statement.note->text : "";
    parameter.distribution = statement.distribution;
    parameter.is_precision = statement.is_precision;
    parameter.span = statement.name.span;
    const ParameterId id = work.model.parameters.push_back(std::move(parameter));
    work.names.plain.find(statement.name.text)->second.row = id.value;
    if (statement.precision_of) keep_own_precision(work, id, *statement.precision_of);
    else if (statement.is_precision) work.model.precision = id;
  }
  check_own_precisions(work);
}

void build_parameters(Work& work) {
  for_each_statement<ParameterStatement>(
      work.tree, [&](const ParameterStatement& parameter, const Statement&) { build_parameter(work, parameter); });
}

void build_scales(Work& work) {
  for_each_statement<ScaleStatement>(work.tree,
                                     [&](const ScaleStatement& scale, const Statement&) { build_scale(work, scale); });
}

}  // namespace demarche
