#include "demarche/report/json_parts.h"
#include "demarche/report/studies.h"

namespace demarche {
namespace {

Json json_of(const StudiedAnswer& answer) {
  return {{"question", answer.question},
          {"label", answer.label},
          {"unit", answer.unit == Unit::Share ? "share" : "number"},
          {"best_guess", answer.central},
          {"low", answer.spread.low},
          {"median", answer.spread.median},
          {"high", answer.spread.high},
          {"mean", answer.spread.mean},
          {"least", answer.spread.least},
          {"most", answer.spread.most},
          {"rows", answer.spread.num},
          {"varies", !answer.fixed},
          {"best_guess_outside", is_outside(answer)}};
}

Json json_of(const StudiedParameter& parameter) {
  return {{"name", parameter.name}, {"best", parameter.best}, {"low", parameter.low}, {"high", parameter.high}};
}

}  // namespace

std::string study_as_json(const StudySummary& study) {
  Json page = json_page(study.provenance, "study");
  page["design"] = study.design;
  page["draws"] = study.num_rows;
  page["rows"] = study.num_done;
  page["not_certified"] = study.num_not_certified;
  page["without_answer"] = study.num_without_answer;
  page["jump_suspected"] = study.num_jumps;
  page["left_branch"] = study.num_left_branch;
  page["folded"] = study.num_folded;
  page["max_gain_share"] = study.worst_gain;
  page["parameters"] = Json::array();
  for (const StudiedParameter& parameter : study.parameters) page["parameters"].push_back(json_of(parameter));
  page["answers"] = Json::array();
  for (const StudiedAnswer& answer : study.answers) page["answers"].push_back(json_of(answer));
  return text_of(page);
}

}  // namespace demarche
