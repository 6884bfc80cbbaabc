#include "demarche/report/certificate.h"
#include "demarche/report/json_parts.h"
#include "demarche/view/words.h"

#include <algorithm>

namespace demarche {
namespace {

Json json_of_judgement(const Report& report, const Judgement& judgement) {
  const Certificate& certificate = *report.certificate;
  Json page = {{"strategy", judgement.file},
               {"accepted", judgement.accepted},
               {"tolerance", judgement.tolerance},
               {"relative_gain", certificate.payoff_range > 0 ? certificate.max_gain / certificate.payoff_range : 0.0},
               {"max_gain", certificate.max_gain},
               {"payoff_range", certificate.payoff_range},
               {"max_gain_on_path", certificate.max_gain_on_path},
               {"worst_infoset", json_of_worst(report)},
               {"values", json_by_actor(*report.game, certificate.values)},
               {"nash_gap", json_by_actor(*report.game, certificate.nash_gaps)},
               {"num_unsettled", judgement.unsettled.size()},
               {"rounding", judgement.rounding}};
  add_out_of_reach(page, certificate);
  return page;
}

void add_belief_state(Json& row, const UnsettledBelief* unsettled) {
  row["settled"] = unsettled == nullptr;
  if (!unsettled) return;
  row["num_ways"] = unsettled->num_ways;
  row["max_consistent_gain"] = unsettled->max_gain;
  row["max_consistent_gain_exact"] = unsettled->exact;
}

}  // namespace

std::string certificate_as_json(const Report& report, const Judgement& judgement) {
  Json page = json_page(report.provenance, "certificate");
  page["game"] = json_of_game(report);
  page["certificate"] = json_of_judgement(report, judgement);
  page["infosets"] = Json::array();
  auto next = judgement.unsettled.begin();  // in the order of the sets
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    const bool unsettled = next != judgement.unsettled.end() && next->infoset == InfosetId{row};
    Json infoset = json_of_infoset(report, InfosetId{row});
    add_belief_state(infoset, unsettled ? &*next++ : nullptr);
    page["infosets"].push_back(std::move(infoset));
  }
  return text_of(page);
}

}  // namespace demarche
