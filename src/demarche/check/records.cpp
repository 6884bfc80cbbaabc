#include "demarche/check/records.h"

#include "demarche/check/declare.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

std::string_view word_of(Times times) {
  switch (times) {
    case Times::Ever:
      return "ever";
    case Times::Never:
      return "never";
    case Times::First:
      return "first";
    default:
      return "in round";
  }
}

// What is drawn before the story, or always counts up, is settled once; a scale has a first level from the start.
bool is_settled_often(Work& work, const Cond& cond, VariableId source) {
  const Variable& variable = work.model.variables[source];
  const bool unknown = variable.kind == VariableKind::Chance && variable.has_numbers;
  const bool once = variable.kind == VariableKind::Trait || variable.kind == VariableKind::Counter || unknown;
  const bool first_of_scale = variable.kind == VariableKind::Scale && cond.times == Times::First;
  if (!once && !first_of_scale) return true;
  say_misuse(work,
             first_of_scale ? fmt::format("{} has a level from the start, and that is its first", ticked(variable.name))
                            : fmt::format("{} is settled once: `{}` says nothing of it", ticked(variable.name),
                                          word_of(cond.times)),
             cond.span, "",
             first_of_scale ? "say in which round, or `ever`" : fmt::format("leave out `{}`", word_of(cond.times)));
  work.diagnostics.back().others.push_back({variable.span, "declared here"});
  return false;
}

// The counters of the repeats that the source is settled in: the innermost ones, or all.
std::set<VariableId> counters_around(const Work& work, VariableId source, bool innermost) {
  std::set<VariableId> counters;
  for (const Setting& setting : work.settings[source]) {
    for (const int repeat : setting.where.repeats) {
      const auto counter = work.counters.find(repeat);
      if (innermost && repeat != setting.where.repeats.back()) continue;
      if (counter != work.counters.end()) counters.insert(counter->second);
    }
  }
  return counters;
}

std::optional<VariableId> said_counter(Work& work, const Cond& cond, VariableId source) {
  const std::optional<Declared> symbol = resolve_plain(work, *cond.counter, Wanted::Event);
  if (!symbol) return std::nullopt;
  const std::optional<VariableId> id =
      symbol->kind == DeclaredKind::Variable ? std::optional(VariableId{symbol->row}) : std::nullopt;
  const bool counts = id && work.model.variables[*id].kind == VariableKind::Counter;
  if (counts && counters_around(work, source, false).contains(*id)) return id;
  const std::string& name = work.model.variables[source].name;
  say_misuse(
      work,
      counts ? fmt::format("{} is not settled in the rounds counted as {}", ticked(name), ticked(cond.counter->text))
             : fmt::format("{} is {}, not a count of rounds", ticked(cond.counter->text), kind_words(work, *symbol)),
      cond.counter->span, "", "name the count of a `repeat` around it");
  work.diagnostics.back().others.push_back(
      {counts ? work.model.variables[source].span : symbol->span, "declared here"});
  return std::nullopt;
}

// The count that the round is one of.
std::optional<VariableId> counter_for(Work& work, const Cond& cond, VariableId source) {
  if (cond.counter) return said_counter(work, cond, source);
  const std::set<VariableId> counters = counters_around(work, source, true);
  if (counters.size() == 1) return *counters.begin();
  const Variable& variable = work.model.variables[source];
  std::vector<std::string> names;
  for (const VariableId id : counters) names.push_back(ticked(work.model.variables[id].name));
  say_misuse(
      work,
      counters.empty() ? fmt::format("{} is not settled in rounds: no `repeat` is around it", ticked(variable.name))
                       : fmt::format("{} is settled in the rounds of {}", ticked(variable.name), listed(names)),
      cond.round_span, "",
      counters.empty()
          ? "leave out the round"
          : fmt::format("say of which: `in round {} of {}`", cond.round, work.model.variables[*counters.begin()].name));
  work.diagnostics.back().others.push_back({variable.span, "declared here"});
  return std::nullopt;
}

bool is_a_round(Work& work, const Cond& cond, VariableId counter) {
  const int last = static_cast<int>(work.model.variables[counter].values.size()) - 1;
  if (cond.round >= 1 && cond.round <= last) return true;
  if (!work.tree.whole) return false;
  say(work, {Kind::E019,
             fmt::format("there is no round {} of {}", cond.round, ticked(work.model.variables[counter].name)),
             {cond.round_span, ""},
             {{work.model.variables[counter].span, fmt::format("counts up to {}", last)}},
             last > 1 ? fmt::format("write a round from 1 to {}", last) : "write `in round 1`"});
  return false;
}

// All values that the condition allows at one time.
std::vector<ValueIndex> values_meant(Work& work, const Cond& cond, VariableId source) {
  std::set<ValueIndex> named;
  for (const Name& name : cond.values) {
    if (const auto value = resolve_value(work, source, name)) named.insert(*value);
  }
  const auto is_meant = [&](ValueIndex value) {
    if (cond.op == Cond::Op::Is) return named.contains(value) != cond.negated;
    if (named.empty()) return false;
    const ValueIndex bound = *named.begin();
    switch (cond.order) {
      case Order::AtLeast:
        return value >= bound;
      case Order::AtMost:
        return value <= bound;
      case Order::Above:
        return value > bound;
      default:
        return value < bound;
    }
  };
  std::vector<ValueIndex> meant;
  for (std::size_t row = 0; row < work.model.variables[source].values.size(); ++row) {
    if (is_meant(static_cast<ValueIndex>(row))) meant.push_back(static_cast<ValueIndex>(row));
  }
  return meant;
}

// The name of a record says all that it is: those of one name are one.
VariableId record_called(Work& work, std::string name, Recorded record, std::vector<Value> values) {
  const auto found = work.records.find(name);
  if (found != work.records.end()) return found->second;
  Variable variable;
  variable.kind = VariableKind::Record;
  variable.name = name;
  variable.values = std::move(values);
  variable.span = work.model.variables[record.of].span;
  const ValueIndex start = work.model.variables[record.of].start;
  if (record.what == Recorded::What::Ever)
    variable.start = std::ranges::find(record.values, start) == record.values.end() ? 0 : 1;
  if (record.what == Recorded::What::BeforeBlock) variable.start = start;
  variable.record = std::move(record);
  const VariableId id = work.model.variables.push_back(std::move(variable));
  work.settings.push_back({});
  work.showings.push_back({});
  work.value_names.push_back({});
  work.best.numbers.push_back({});
  return work.records[std::move(name)] = id;
}

std::vector<Value> bare_values(const Variable& source) {
  std::vector<Value> values;
  for (const Value& value : source.values) values.push_back({value.name, "", {}, value.span});
  return values;
}

// "ever A.offer is high or middle", whichever way round it was written.
std::string name_of_ever(const Work& work, const Recorded& record) {
  const Variable& source = work.model.variables[record.of];
  std::string name = "ever " + source.name + " is ";
  for (std::size_t k = 0; k < record.values.size(); ++k)
    name += (k == 0 ? "" : " or ") + source.values[record.values[k]].name;
  return name;
}

}  // namespace

std::optional<VariableId> record_for(Work& work, const Cond& cond, VariableId source) {
  if (!is_settled_often(work, cond, source)) return std::nullopt;
  const std::string name = work.model.variables[source].name;
  Recorded record;
  record.of = source;
  if (cond.times == Times::First) {
    record.what = Recorded::What::First;
    return record_called(work, "first " + name, record, bare_values(work.model.variables[source]));
  }
  if (cond.times == Times::InRound) {
    const std::optional<VariableId> counter = counter_for(work, cond, source);
    if (!counter || !is_a_round(work, cond, *counter)) return std::nullopt;
    record.what = Recorded::What::InRound;
    record.counter = *counter;
    record.round = static_cast<ValueIndex>(cond.round);
    return record_called(work,
                         fmt::format("{} in round {} of {}", name, cond.round, work.model.variables[*counter].name),
                         record, bare_values(work.model.variables[source]));
  }
  record.what = Recorded::What::Ever;
  record.values = values_meant(work, cond, source);
  return record_called(work, name_of_ever(work, record), record,
                       {{"no", "", {}, cond.span}, {"yes", "", {}, cond.span}});
}

VariableId record_before_block(Work& work, VariableId source) {
  Recorded record;
  record.what = Recorded::What::BeforeBlock;
  record.of = source;
  const Variable& variable = work.model.variables[source];
  return record_called(work, variable.name + " before the block", record, bare_values(variable));
}

}  // namespace demarche
