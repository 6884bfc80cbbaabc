#include "demarche/view/answer_kinds.h"
#include "demarche/view/answers_parts.h"
#include "demarche/view/answers_under_each.h"
#include "demarche/view/data_head.h"
#include "demarche/view/diagnostics_data.h"
#include "demarche/view/equilibria.h"
#include "demarche/view/equilibrium_section.h"
#include "demarche/view/findings_blocks.h"
#include "demarche/view/frame.h"
#include "demarche/view/naming_words.h"
#include "demarche/view/others_words.h"

namespace demarche {
namespace {

void put(view::Data& data, const char* key, const std::optional<double>& number) {
  if (number) data[key] = *number;
}

view::Data sensitivity_data(const AnswerRow& row, const Sensitivity& sensitivity) {
  view::Data data = {
      {"parameter", sensitivity.parameter}, {"at", sensitivity.at}, {"derivative", sensitivity.derivative}};
  put(data, "low", sensitivity.low);
  put(data, "high", sensitivity.high);
  if (const auto over = over_range(row, sensitivity)) {
    data["over_range"] = over->change;
    data["over_range_cut"] = over->cut;
  }
  data["error"] = sensitivity.error;
  data["note"] = sensitivity.note;
  return data;
}

void put_draws(view::Data& data, const AnswerRow& row) {
  if (!row.draws) return;
  data["low"] = row.draws->low;
  data["high"] = row.draws->high;
  data["varies"] = !row.draws->fixed;
  data["best_guess_outside"] = is_outside_its_draws(row);
  if (row.draws->num_without_number > 0) data["draws_without_number"] = row.draws->num_without_number;
}

view::Data answer_row_data(const Answer& answer, std::size_t number) {
  const AnswerRow& row = answer.rows[number];
  view::Data data = {{"label", row.label},
                     {"quantity", row.quantity},
                     {"unit", row.unit == Unit::Share ? "share" : "number"},
                     {"value", row.value}};
  put_draws(data, row);
  face_of(answer).put_in_row(data, answer, number);
  put(data, "condition_probability", row.condition_probability);
  put(data, "log_condition", row.log_condition);
  if (const Difference* difference = difference_of(answer, number))
    data["difference"] = {{"value", difference->value}, {"low", difference->low}, {"high", difference->high}};
  data["off_path"] = row.off_path;
  data["max_gain"] = row.max_gain;
  data["payoff_range"] = row.payoff_range;
  data["precision"] = row.precision;
  data["note"] = row.note;
  for (const Sensitivity& each : row.sensitivities) data["sensitivity"].push_back(sensitivity_data(row, each));
  return data;
}

view::Data answer_data(const Report& report, std::size_t number) {
  const Answer& answer = (*report.answers)[number];
  const AnswerFace& face = face_of(answer);
  view::Data data = {{"question", answer.question}, {"kind", traits_of(answer).word}};
  data["odds_of"] = answer.odds_of.empty() ? view::Data() : view::Data(answer.odds_of);
  face.put_before_rows(data, answer);
  data["rows"] = view::Data::list();
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    data["rows"].push_back(answer_row_data(answer, k));
    if (report.under_each) data["rows"].back()["by_equilibrium"] = by_equilibrium_data(report, number, k);
  }
  if (report.under_each && !answer.rows.empty()) data["by_equilibrium"] = by_equilibrium_data(report, number, 0);
  face.put_behind_rows(data, answer);
  data["remarks"] = view::Data::list();
  for (const Diagnostic& remark : answer.remarks) {
    data["remarks"].push_back({{"code", info(remark.kind).code}, {"message", remark.message}});
  }
  return data;
}

}  // namespace

view::Data answers_data(const Report& report) {
  view::Data data = data_head(report.provenance, "answers");
  if (report.game) data["game"] = game_data(report);
  if (report.game && report.solution && report.certificate) data["solution"] = solution_summary_data(report);
  if (report.naming) data["naming"] = naming_data(report);
  if (report.equilibria) data["equilibrium"] = chosen_equilibrium_data(report);
  if (report.under_each) {
    data["search"] = search_data(report);
    data["equilibria"] = answered_equilibria_data(report);
  }
  if (report.others) data["other_equilibria"] = others_data(*report.others);
  data["interrupted"] = report.interrupted;
  data["answers"] = view::Data::list();
  if (report.answers) {
    for (std::size_t k = 0; k < report.answers->size(); ++k) data["answers"].push_back(answer_data(report, k));
  }
  if (report.findings) add_findings(data, *report.findings);
  data["diagnostics"] = view::Data::list();
  if (report.diagnostics) data["diagnostics"] = diagnostics_list(*report.source, *report.diagnostics);
  return data;
}

}  // namespace demarche
