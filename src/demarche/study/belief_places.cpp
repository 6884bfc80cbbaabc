#include "demarche/study/belief_places.h"

#include "demarche/compile/bypass.h"
#include "demarche/compile/names.h"
#include "demarche/model/steps.h"
#include "demarche/study/foresight.h"

#include <algorithm>
#include <map>

namespace demarche {
namespace {

// What the believer has seen at a step, or at the end where there is none.
using PlaceKey = std::pair<SiteId, ObservationId>;

struct Survey {
  const Compiled& compiled;
  ActorId believer;
  std::vector<BeliefPlace> places{};  // in the order in which they are found
  std::map<PlaceKey, std::size_t> rows{};

  const Story& story() const { return compiled.story; }
  const Node& node(NodeId id) const { return compiled.game.nodes[id]; }
  ObservationId seen_at(NodeId id) const {
    return story().seen[std::size_t{id.value} * compiled.game.num_actors + believer.value];
  }
};

bool draws_trait(const Story& story, NodeId node) {
  const SiteId site = story.site_of[node];
  return site != none<SiteTag> && story.sites[site].stage < 0;
}

bool moves_at(const Survey& survey, NodeId id) {
  const Node& node = survey.node(id);
  return node.kind == NodeKind::Decision && survey.compiled.game.infosets[node.infoset()].actor == survey.believer;
}

BeliefPlace& place_with(Survey& survey, const PlaceKey& key, BeliefPlace::At at) {
  const auto [row, is_new] = survey.rows.try_emplace(key, survey.places.size());
  if (is_new) survey.places.push_back({at, key.first, key.second, false, {}, {}});
  return survey.places[row->second];
}

// What the believer had seen when the last trait was drawn and the story had not begun.
ObservationId seen_at_start(const Survey& survey, NodeId first) {
  if (first.value == 0) return {};
  const NodeId draw = survey.node(first).parent;
  const auto& trait = *only<Chance>(survey.story().sites[survey.story().site_of[draw]].step);
  const ObservationId before = survey.seen_at(draw);
  if (!contains(trait.seen_by, survey.believer)) return before;
  ObservationId seen = survey.seen_at(first);
  while (survey.story().observations[seen].before != before) seen = survey.story().observations[seen].before;
  return seen;
}

std::vector<BeliefPlace> start_of(const Compiled& compiled, ActorId believer) {
  Survey survey{compiled, believer};
  for (std::size_t row = 0; row < compiled.game.nodes.size(); ++row) {
    const NodeId node{row};
    const bool is_drawn = !draws_trait(compiled.story, node);
    if (is_drawn && row > 0 && !draws_trait(compiled.story, survey.node(node).parent)) break;  // and all that follow
    if (!is_drawn) continue;
    BeliefPlace& place = place_with(survey, {none<SiteTag>, seen_at_start(survey, node)}, BeliefPlace::At::Start);
    place.asked.push_back(node);
    place.alike.push_back(node);
  }
  return std::move(survey.places);
}

// Marks where the condition comes true first, and lists the ends of histories on which it never does.
std::vector<NodeId> mark_first_true(Survey& survey, const Model& model, const Formula& given, const Point& point) {
  const Foresight foresight = look_for(model, given, survey.compiled);
  std::vector<NodeId> unmet;
  Table<NodeId, std::uint8_t> passed(survey.compiled.game.nodes.size(), 0);
  for (std::size_t row = 0; row < passed.size(); ++row) {
    const NodeId node{row};
    passed[node] = row > 0 && passed[survey.node(node).parent];
    if (passed[node] || draws_trait(survey.story(), node)) continue;
    const bool is_end = survey.node(node).kind == NodeKind::Terminal;
    if (!is_certain(given, point, survey.compiled, foresight, node)) {
      if (is_end) unmet.push_back(node);
      continue;
    }
    passed[node] = 1;
    const PlaceKey key{survey.story().site_of[node], survey.seen_at(node)};
    BeliefPlace& place = place_with(survey, key, is_end ? BeliefPlace::At::End : BeliefPlace::At::Step);
    place.is_own = moves_at(survey, node);
    place.asked.push_back(node);
  }
  return unmet;
}

void add_standing(Survey& survey) {
  for (std::size_t row = 0; row < survey.compiled.game.nodes.size(); ++row) {
    const NodeId node{row};
    const auto place = survey.rows.find({survey.story().site_of[node], survey.seen_at(node)});
    if (place != survey.rows.end()) survey.places[place->second].alike.push_back(node);
  }
}

// Where the believer moves it knows that the step takes place.
std::vector<SiteId> steps_of_others(const Survey& survey) {
  std::vector<SiteId> sites;
  for (const BeliefPlace& place : survey.places) {
    const bool counts = place.at == BeliefPlace::At::Step && !place.is_own;
    if (counts && std::ranges::find(sites, place.site) == sites.end()) sites.push_back(place.site);
  }
  return sites;
}

void add_passing(Survey& survey, const Model& model) {
  const std::vector<SiteId> sites = steps_of_others(survey);
  const auto bypasses = bypasses_of(model, survey.compiled, survey.believer, sites);
  for (std::size_t row = 0; row < sites.size(); ++row) {
    for (const Bypass& bypass : bypasses[row]) {
      const auto place = survey.rows.find({sites[row], bypass.seen});
      if (place != survey.rows.end()) survey.places[place->second].alike.push_back(bypass.next);
    }
  }
}

std::string step_name(const Model& model, const Story& story, const BeliefPlace& place) {
  if (place.at == BeliefPlace::At::Start) return "the start";
  if (place.at == BeliefPlace::At::End) return "the end";
  return model.variables[story.sites[place.site].variable].name;
}

}  // namespace

BeliefPlaces belief_places(const Model& model, const Compiled& compiled, const Point& point, ActorId believer,
                           const Formula* given) {
  BeliefPlaces found;
  found.start = start_of(compiled, believer);
  if (!given) return found;
  Survey survey{compiled, believer};
  found.unmet = mark_first_true(survey, model, *given, point);
  if (found.unmet.empty()) return found;
  add_standing(survey);
  add_passing(survey, model);
  found.met = std::move(survey.places);
  return found;
}

std::string label_of(const Model& model, const Compiled& compiled, const BeliefPlace& place) {
  if (place.is_own) return compiled.game.names.infosets[compiled.game.nodes[place.asked.front()].owner];
  return place_label(model, compiled.story, step_name(model, compiled.story, place), place.seen);
}

}  // namespace demarche
