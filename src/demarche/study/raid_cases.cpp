#include "demarche/study/raid_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace demarche {
namespace {

constexpr double most_courses = 10'000;

std::vector<VariableId> read_by_raid(const Raid& raid) {
  std::set<VariableId> found;
  for_each_formula(raid, [&](const Formula& formula) {
    for (const VariableId id : variables_of(formula)) found.insert(id);
  });
  return {found.begin(), found.end()};
}

// Combinations of values that come to the same numbers.
struct Group {
  RaidNumbers numbers;
  std::vector<std::vector<ValueIndex>> states;
};

// "a is x or y and b is z": what the states of a group have in common. Variables of which all values occur are left
// out.
std::string common_words(const Model& model, const std::vector<VariableId>& read, const Group& group) {
  std::string words;
  for (const VariableId id : read) {
    std::set<ValueIndex> values;
    for (const auto& state : group.states) values.insert(state[id.value]);
    if (values.size() == model.variables[id].values.size()) continue;
    std::string names;
    for (const ValueIndex value : values)
      names += (names.empty() ? "" : " or ") + model.variables[id].values[value].name;
    words += fmt::format("{}{} is {}", words.empty() ? "" : " and ", model.variables[id].name, names);
  }
  return words;
}

// Whether the words for a group name its states and no others.
bool is_product(const std::vector<VariableId>& read, const Group& group) {
  std::size_t product = 1;
  for (const VariableId id : read) {
    std::set<ValueIndex> values;
    for (const auto& state : group.states) values.insert(state[id.value]);
    product *= values.size();
  }
  return product == group.states.size();
}

bool launches_something(const RaidNumbers& numbers) {
  return std::ranges::any_of(numbers.defence.threats, [](const ThreatClass& one) { return one.num_launched > 0; });
}

void put_into_group(std::vector<Group>& groups, RaidNumbers numbers, const std::vector<ValueIndex>& state) {
  for (Group& group : groups) {
    const bool same = group.numbers.defence == numbers.defence && group.numbers.layers == numbers.layers &&
                      group.numbers.owners == numbers.owners;
    if (!same) continue;
    group.states.push_back(state);
    return;
  }
  groups.push_back({std::move(numbers), {state}});
}

// The next combination, the first variable slowest; false after the last.
bool next_state(const Model& model, const std::vector<VariableId>& read, std::vector<ValueIndex>& state) {
  for (std::size_t k = read.size(); k-- > 0;) {
    ValueIndex& value = state[read[k].value];
    if (++value < model.variables[read[k]].values.size()) return true;
    value = 0;
  }
  return false;
}

std::vector<ValueIndex> first_state(const Model& model, const std::vector<VariableId>& read) {
  std::vector<ValueIndex> state;
  for (const Variable& variable : model.variables) state.push_back(variable.start);
  for (const VariableId id : read) state[id.value] = 0;
  return state;
}

double num_combinations(const Model& model, const std::vector<VariableId>& read) {
  double number = 1;
  for (const VariableId id : read) number *= static_cast<double>(model.variables[id].values.size());
  return number;
}

}  // namespace

std::vector<RaidCourse> raid_courses(const RaidReading& reading) {
  const Model& model = reading.model;
  const std::vector<VariableId> read = read_by_raid(reading.raid);
  if (num_combinations(model, read) > most_courses) {
    reading.diagnostics.push_back({Kind::E026,
                                   "the raid reads so much of the story that its cases cannot be listed",
                                   {reading.span, ""},
                                   {},
                                   "let its layers and salvos depend on fewer moves"});
    return {};
  }
  std::vector<Group> groups;
  std::vector<Group> of_nothing;
  std::vector<ValueIndex> state = first_state(model, read);
  do {
    RaidReading here{model, reading.raid, reading.span, reading.point, state, "", reading.diagnostics};
    RaidNumbers numbers = raid_numbers(here);
    if (!numbers.sound) continue;
    std::vector<Group>& among = launches_something(numbers) ? groups : of_nothing;
    put_into_group(among, std::move(numbers), state);
  } while (next_state(model, read, state));
  if (groups.empty()) groups = std::move(of_nothing);
  std::vector<RaidCourse> courses;
  for (const Group& group : groups) {
    if (is_product(read, group)) {
      courses.push_back({common_words(model, read, group), group.states.front(), group.numbers});
      continue;
    }
    for (const auto& one : group.states) {
      courses.push_back({common_words(model, read, {group.numbers, {one}}), one, group.numbers});
    }
  }
  return courses;
}

RaidNumbers without_owners(const RaidNumbers& numbers, const std::vector<std::string>& owners) {
  RaidNumbers left = numbers;
  left.layers.clear();
  left.defence.layers.clear();
  for (Regime& regime : left.defence.regimes) regime.multiplier.clear();
  for (std::size_t layer = 0; layer < numbers.layers.size(); ++layer) {
    const DefenceLayer& one = numbers.defence.layers[layer];
    if (std::ranges::find(owners, numbers.owners[one.owner]) != owners.end()) continue;
    left.layers.push_back(numbers.layers[layer]);
    left.defence.layers.push_back(one);
    for (std::size_t k = 0; k < left.defence.regimes.size(); ++k) {
      left.defence.regimes[k].multiplier.push_back(numbers.defence.regimes[k].multiplier[layer]);
    }
  }
  return left;
}

bool same_defence(const RaidNumbers& a, const RaidNumbers& b) {
  Defence first = a.defence;
  Defence second = b.defence;
  for (Defence* one : {&first, &second}) {
    number_draws(*one);
    one->num_owners = 1;
    for (DefenceLayer& layer : one->layers) layer.owner = 0;
  }
  return first == second && a.layers == b.layers;
}

}  // namespace demarche
