#include "demarche/view/data_head.h"
#include "demarche/view/raid_cost.h"
#include "demarche/view/raid_words.h"
#include "demarche/view/raids_page.h"

namespace demarche {
namespace {

// {"drones": 1.5, "cruise": 0}: names with what belongs to each.
template <class Known>
view::Data by_name(const std::vector<std::string>& names, const std::vector<Known>& known) {
  view::Data data = view::Data::record();
  for (std::size_t k = 0; k < names.size(); ++k) data[names[k]] = known[k];
  return data;
}

view::Data mean_gap_data(const MeanGap& gap) {
  return {{"exact", gap.exact}, {"simulated", gap.sampled}, {"z", gap.z}};
}

view::Data agreement_data(const RaidStudy& study, const Agreement& agreement) {
  view::Data data = {
      {"leakers", mean_gap_data(agreement.leakers)}, {"by_class", view::Data::record()}, {"shots", view::Data::list()}};
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    data["by_class"][study.weapons[k]] = mean_gap_data(agreement.by_class[k]);
  }
  for (const MeanGap& gap : agreement.shots) data["shots"].push_back(mean_gap_data(gap));
  data["ks"] = agreement.ks;
  data["ks_bound"] = agreement.ks_bound;
  data["agrees"] = verdict_on(agreement).agrees;
  return data;
}

view::Data owner_share_data(const RaidStudy& study, const OwnerShare& share) {
  return {{"owner", share.owner},
          {"shots", share.shots},
          {"kept_out", share.kept_out},
          {"kept_out_by_class", by_name(study.weapons, share.kept_out_by_class)},
          {"shots_for_each", share.shots_for_each}};
}

view::Data coalition_data(const RaidStudy& study, const RaidCase& one, const Coalition& coalition) {
  const RaidOutcome& outcome = coalition.outcome;
  view::Data data = {{"withdrawn", coalition.withdrawn},
                     {"mean", mean_of(outcome.leakers)},
                     {"deviation", deviation_of(outcome.leakers)},
                     {"levels", by_name(study.levels, coalition.levels)},
                     {"leakers", outcome.leakers},
                     {"by_class", by_name(study.weapons, outcome.by_class)},
                     {"shots", view::Data::list()}};
  for (std::size_t layer = 0; layer < one.numbers.layers.size(); ++layer) {
    data["shots"].push_back(by_name(study.weapons, outcome.shots[layer]));
  }
  data["shots_for_each_stopped"] = by_name(study.weapons, shots_for_each_stopped(one, coalition));
  if (coalition.agreement) data["simulation"] = agreement_data(study, *coalition.agreement);
  return data;
}

view::Data launched_data(const RaidStudy& study, const RaidCase& one) {
  view::Data data = view::Data::record();
  for (std::size_t k = 0; k < study.weapons.size(); ++k) {
    const ThreatClass& threat = one.numbers.defence.threats[k];
    data[study.weapons[k]] = {{"number", threat.num_launched}, {"arrive", threat.reliability}};
  }
  return data;
}

view::Data layers_data(const RaidNumbers& numbers) {
  view::Data data = view::Data::list();
  for (std::size_t layer = 0; layer < numbers.layers.size(); ++layer) {
    const std::string& owner = numbers.owners[numbers.defence.layers[layer].owner];
    data.push_back({{"name", numbers.layers[layer]}, {"owner", owner.empty() ? view::Data() : view::Data(owner)}});
  }
  return data;
}

view::Data raid_case_data(const RaidStudy& study, const RaidCase& one) {
  view::Data data = {{"where", one.where},
                     {"launched", launched_data(study, one)},
                     {"layers", layers_data(one.numbers)},
                     {"coalitions", view::Data::list()},
                     {"owners", view::Data::list()},
                     {"same_as", view::Data::list()}};
  for (const Coalition& coalition : one.coalitions) {
    data["coalitions"].push_back(coalition_data(study, one, coalition));
  }
  for (const OwnerShare& share : owner_shares(one)) data["owners"].push_back(owner_share_data(study, share));
  for (const RaidCase::Alias& alias : one.aliases) {
    data["same_as"].push_back({{"where", alias.where}, {"withdrawn", alias.withdrawn}});
  }
  return data;
}

}  // namespace

view::Data raids_data(const RaidReport& report) {
  view::Data data = data_head(report.provenance, "raid");
  data["title"] = report.model->title;
  data["raids"] = view::Data::list();
  for (const RaidStudy& study : *report.raids) {
    view::Data cases = view::Data::list();
    for (const RaidCase& one : study.cases) cases.push_back(raid_case_data(study, one));
    data["raids"].push_back({{"scale", study.scale}, {"cases", std::move(cases)}});
  }
  return data;
}

}  // namespace demarche
