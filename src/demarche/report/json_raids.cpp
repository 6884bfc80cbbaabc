#include "demarche/report/json_parts.h"
#include "demarche/report/raids.h"
#include "demarche/view/raid_cost.h"

namespace demarche {
namespace {

Json json_of_gap(const MeanGap& gap) { return {{"exact", gap.exact}, {"simulated", gap.sampled}, {"z", gap.z}}; }

Json json_of_agreement(const RaidStudy& study, const RaidCase& one, const Agreement& agreement) {
  Json page = {{"leakers", json_of_gap(agreement.leakers)}};
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    page["by_class"][study.weapons[k]] = json_of_gap(agreement.by_class[k]);
  }
  page["shots"] = Json::array();
  for (std::size_t layer = 0; layer < one.numbers.layers.size(); ++layer) {
    page["shots"].push_back(json_of_gap(agreement.shots[layer]));
  }
  page["ks"] = agreement.ks;
  page["ks_bound"] = agreement.ks_bound;
  page["agrees"] = verdict_on(agreement).agrees;
  return page;
}

Json json_of_ratio(const std::optional<double>& ratio) { return ratio ? Json(*ratio) : Json(); }

Json json_of_share(const RaidStudy& study, const OwnerShare& share) {
  Json page = {{"owner", share.owner}, {"shots", share.shots}, {"kept_out", share.kept_out}};
  page["kept_out_by_class"] = Json::object();
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    page["kept_out_by_class"][study.weapons[k]] = share.kept_out_by_class[k];
  }
  page["shots_for_each"] = json_of_ratio(share.shots_for_each);
  return page;
}

Json json_of_coalition(const RaidStudy& study, const RaidCase& one, const Coalition& coalition) {
  const RaidOutcome& outcome = coalition.outcome;
  Json page = {{"withdrawn", coalition.withdrawn},
               {"mean", mean_of(outcome.leakers)},
               {"deviation", deviation_of(outcome.leakers)}};
  for (std::size_t k = 0; k < study.levels.size(); ++k) page["levels"][study.levels[k]] = coalition.levels[k];
  page["leakers"] = outcome.leakers;
  for (std::size_t k = 0; k < study.weapons.size(); ++k) page["by_class"][study.weapons[k]] = outcome.by_class[k];
  page["shots"] = Json::array();
  for (std::size_t layer = 0; layer < one.numbers.layers.size(); ++layer) {
    Json shots = Json::object();
    for (std::size_t k = 0; k < study.weapons.size(); ++k) shots[study.weapons[k]] = outcome.shots[layer][k];
    page["shots"].push_back(std::move(shots));
  }
  const std::vector<std::optional<double>> ratios = shots_for_each_stopped(one, coalition);
  page["shots_for_each_stopped"] = Json::object();
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    page["shots_for_each_stopped"][study.weapons[k]] = json_of_ratio(ratios[k]);
  }
  if (coalition.agreement) page["simulation"] = json_of_agreement(study, one, *coalition.agreement);
  return page;
}

Json json_of_case(const RaidStudy& study, const RaidCase& one) {
  Json page = {{"where", one.where}, {"launched", Json::object()}, {"layers", Json::array()}};
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    const ThreatClass& threat = one.numbers.defence.threats[k];
    page["launched"][study.weapons[k]] = {{"number", threat.num_launched}, {"arrive", threat.reliability}};
  }
  for (std::size_t layer = 0; layer < one.numbers.layers.size(); ++layer) {
    const std::string& owner = one.numbers.owners[one.numbers.defence.layers[layer].owner];
    page["layers"].push_back({{"name", one.numbers.layers[layer]}, {"owner", owner.empty() ? Json() : Json(owner)}});
  }
  page["coalitions"] = Json::array();
  for (const Coalition& coalition : one.coalitions)
    page["coalitions"].push_back(json_of_coalition(study, one, coalition));
  page["owners"] = Json::array();
  for (const OwnerShare& share : owner_shares(one)) page["owners"].push_back(json_of_share(study, share));
  page["same_as"] = Json::array();
  for (const RaidCase::Alias& alias : one.aliases) {
    page["same_as"].push_back({{"where", alias.where}, {"withdrawn", alias.withdrawn}});
  }
  return page;
}

}  // namespace

std::string raids_as_json(const RaidReport& report) {
  Json page = json_page(report.provenance, "raid");
  page["title"] = report.model->title;
  page["raids"] = Json::array();
  for (const RaidStudy& study : *report.raids) {
    Json cases = Json::array();
    for (const RaidCase& one : study.cases) cases.push_back(json_of_case(study, one));
    page["raids"].push_back({{"scale", study.scale}, {"cases", std::move(cases)}});
  }
  return text_of(page);
}

}  // namespace demarche
