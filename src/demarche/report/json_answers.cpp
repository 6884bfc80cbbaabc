#include "demarche/report/findings_json.h"
#include "demarche/view/words.h"

namespace demarche {
namespace {

void put(Json& page, const char* key, const std::optional<double>& number) {
  if (number) page[key] = *number;
}

Json json_of_sensitivity(const AnswerRow& row, const Sensitivity& sensitivity) {
  Json page = {{"parameter", sensitivity.parameter}, {"at", sensitivity.at}, {"derivative", sensitivity.derivative}};
  put(page, "low", sensitivity.low);
  put(page, "high", sensitivity.high);
  if (const auto over = over_range(row, sensitivity)) {
    page["over_range"] = over->change;
    page["over_range_cut"] = over->cut;
  }
  page["error"] = sensitivity.error;
  page["note"] = sensitivity.note;
  return page;
}

Json json_of_row(const AnswerRow& row) {
  Json page = {{"label", row.label},
               {"quantity", row.quantity},
               {"unit", row.unit == Unit::Share ? "share" : "number"},
               {"value", row.value}};
  put(page, "low", row.low);
  put(page, "high", row.high);
  put(page, "low_at", row.low_at);
  put(page, "high_at", row.high_at);
  if (row.low && row.high) page["varies"] = !row.fixed;
  if (row.low && row.high && !row.low_at) page["best_guess_outside"] = is_outside_its_draws(row);
  for (const InsidePoint& point : row.inside) page["inside"].push_back({{"at", point.at}, {"value", point.value}});
  put(page, "at", row.at);
  put(page, "condition_probability", row.condition_probability);
  put(page, "log_condition", row.log_condition);
  if (row.difference) {
    page["difference"] = {
        {"value", row.difference->value}, {"low", row.difference->low}, {"high", row.difference->high}};
  }
  page["off_path"] = row.off_path;
  page["max_gain"] = row.max_gain;
  page["payoff_range"] = row.payoff_range;
  page["precision"] = row.precision;
  page["note"] = row.note;
  if (row.sensitivities.empty()) return page;
  page["sensitivity"] = Json::array();
  for (const Sensitivity& each : row.sensitivities) page["sensitivity"].push_back(json_of_sensitivity(row, each));
  return page;
}

void add_places(Json& page, const Answer& answer) {
  page["asked_at"] = Json::array();
  for (const AskedAt& one : answer.asked_at) {
    Json place = {{"infoset", one.infoset}, {"weight", one.weight}, {"belief", Json::object()}};
    for (std::size_t k = 0; k < answer.rows.size(); ++k) place["belief"][answer.rows[k].label] = one.beliefs[k];
    page["asked_at"].push_back(std::move(place));
  }
  page["num_asked_at"] = answer.num_asked_at;
}

Json json_of_answer(const Answer& answer) {
  Json page = {{"question", answer.question}, {"kind", answer.kind}};
  if (answer.passed) page["passed"] = *answer.passed;
  put(page, "from", answer.from);
  put(page, "to", answer.to);
  put(page, "share_passed", answer.share_passed);
  put(page, "baseline", answer.baseline);
  page["rows"] = Json::array();
  for (const AnswerRow& row : answer.rows) page["rows"].push_back(json_of_row(row));
  if (answer.kind == "belief") add_places(page, answer);
  page["remarks"] = Json::array();
  for (const Diagnostic& remark : answer.remarks) {
    page["remarks"].push_back({{"code", info(remark.kind).code}, {"message", remark.message}});
  }
  return page;
}

}  // namespace

std::string answers_as_json(const Report& report) {
  Json page = json_page(report.provenance, "answers");
  if (report.game) page["game"] = json_of_game(report);
  if (report.game && report.solution && report.certificate) page["solution"] = json_of_solution(report);
  if (report.equilibria) page["equilibrium"] = json_of_choice(report);
  page["interrupted"] = report.interrupted;
  page["answers"] = Json::array();
  if (report.answers) {
    for (const Answer& answer : *report.answers) page["answers"].push_back(json_of_answer(answer));
  }
  if (report.findings) add_findings(page, *report.findings);
  page["diagnostics"] = Json::array();
  if (report.diagnostics) page["diagnostics"] = json_of_diagnostics(*report.source, *report.diagnostics);
  return text_of(page);
}

}  // namespace demarche
