#include "demarche/study/raids.h"

#include "demarche/model/steps.h"
#include "demarche/study/raid_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace demarche {
namespace {

constexpr std::size_t most_listed_owners = 5;

// A step of the story that is a raid.
struct RaidPlace {
  const Raid* raid = nullptr;
  Span span;
};

std::vector<RaidPlace> raids_of(const Model& model) {
  std::vector<RaidPlace> found;
  for (const Stage& stage : model.stages) {
    for_each_step(stage.steps, [&](const Step& step) {
      if (const Raid* raid = only<Raid>(step)) found.push_back({raid, step.span});
    });
  }
  return found;
}

// The owners by name; layers of nobody cannot be withdrawn.
std::vector<std::string> named_owners(const RaidNumbers& numbers) {
  std::vector<std::string> owners = numbers.owners;
  std::erase(owners, "");
  return owners;
}

std::vector<std::string> members(const std::vector<std::string>& owners, OwnerSet set) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < owners.size(); ++k) {
    if (is_there(set, k)) names.push_back(owners[k]);
  }
  return names;
}

// Everybody; then, if nobody is asked for, everybody but one, but two, ..., or else but those asked for.
std::vector<std::vector<std::string>> withdrawals(const RaidNumbers& numbers, const RaidQuery& query) {
  const std::vector<std::string> owners = named_owners(numbers);
  std::vector<std::vector<std::string>> sets{{}};
  if (!query.withdrawn.empty()) {
    std::vector<std::string> gone;
    for (const std::string& owner : owners) {
      if (std::ranges::find(query.withdrawn, owner) != query.withdrawn.end()) gone.push_back(owner);
    }
    if (!gone.empty()) sets.push_back(std::move(gone));
    return sets;
  }
  for (std::size_t num_gone = 1; num_gone <= owners.size(); ++num_gone) {
    for (OwnerSet set = 1; set < OwnerSet{1} << owners.size(); ++set) {
      if (static_cast<std::size_t>(std::popcount(set)) == num_gone) sets.push_back(members(owners, set));
    }
  }
  return sets;
}

OwnerSet present_without(const RaidNumbers& numbers, const std::vector<std::string>& gone) {
  OwnerSet present = all_owners(numbers.defence);
  for (std::size_t k = 0; k < numbers.owners.size(); ++k) {
    if (std::ranges::find(gone, numbers.owners[k]) != gone.end()) present &= ~(OwnerSet{1} << k);
  }
  return present;
}

RaidCase study_course(const RaidReading& reading, const RaidCourse& course, const RaidQuery& query) {
  RaidCase one{course.where, course.numbers, {}, {}};
  for (std::vector<std::string>& gone : withdrawals(course.numbers, query)) {
    if (!one.coalitions.empty() && query.monitor && !query.monitor({"working raids out"})) break;
    const OwnerSet present = present_without(course.numbers, gone);
    Coalition coalition{std::move(gone), raid_outcome(course.numbers.defence, present), {}, {}};
    coalition.levels = cut_into_levels(reading, coalition.outcome.leakers);
    if (query.sampling.num_raids > 0) {
      const RaidSample sample = sample_raids(course.numbers.defence, present, query.sampling, query.monitor);
      if (sample.num_raids > 0) coalition.agreement = compare(coalition.outcome, sample);
    }
    one.coalitions.push_back(std::move(coalition));
  }
  return one;
}

// Whether the course comes to the same as a case with owners withdrawn; it is then noted there.
bool is_alias(std::vector<RaidCase>& cases, const RaidCourse& course) {
  for (RaidCase& one : cases) {
    for (const std::vector<std::string>& gone : withdrawals(one.numbers, {})) {
      if (gone.empty() || !same_defence(without_owners(one.numbers, gone), course.numbers)) continue;
      one.aliases.push_back({course.where, gone});
      return true;
    }
  }
  return false;
}

// A course can only be an alias of one with more layers.
std::vector<RaidCourse> most_layers_first(const std::vector<RaidCourse>& courses) {
  std::size_t most = 0;
  for (const RaidCourse& one : courses) most = std::max(most, one.numbers.layers.size());
  std::vector<RaidCourse> ordered;
  for (std::size_t num_layers = most + 1; num_layers-- > 0;) {
    for (const RaidCourse& one : courses) {
      if (one.numbers.layers.size() == num_layers) ordered.push_back(one);
    }
  }
  return ordered;
}

RaidStudy study_raid(const RaidReading& reading, const RaidQuery& query) {
  const Variable& scale = reading.model.variables[reading.raid.variable];
  RaidStudy study{scale.name, reading.raid.weapons, {}, {}};
  for (const Raid::Level& level : reading.raid.levels) study.levels.push_back(scale.values[level.value].name);
  for (const RaidCourse& course : most_layers_first(raid_courses(reading))) {
    const RaidReading here{reading.model, reading.raid, reading.span,       reading.point,
                           course.state,  "",           reading.diagnostics};
    if (named_owners(course.numbers).size() > most_listed_owners && query.withdrawn.empty()) {
      reading.diagnostics.push_back(
          {Kind::E026,
           fmt::format("{} owners of layers make too many coalitions to list", named_owners(course.numbers).size()),
           {reading.span, ""},
           {},
           "name those to take away with --withdraw"});
      return study;
    }
    if (!is_alias(study.cases, course)) study.cases.push_back(study_course(here, course, query));
  }
  return study;
}

}  // namespace

std::vector<std::string> layer_owners(const Model& model) {
  std::vector<std::string> owners;
  for (const RaidPlace& step : raids_of(model)) {
    for (const Raid::Layer& layer : step.raid->layers) {
      const bool is_new = std::ranges::find(owners, layer.owner) == owners.end();
      if (!layer.owner.empty() && is_new) owners.push_back(layer.owner);
    }
  }
  return owners;
}

std::expected<std::vector<RaidStudy>, Diagnostics> study_raids(const Model& model, const Parameters& parameters,
                                                               const RaidQuery& query) {
  const Point point = point_of(model, parameters);
  Diagnostics diagnostics;
  std::vector<RaidStudy> studies;
  for (const RaidPlace& step : raids_of(model)) {
    studies.push_back(study_raid({model, *step.raid, step.span, point, {}, "", diagnostics}, query));
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return studies;
}

}  // namespace demarche
