#include "demarche/survey/findings.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answers_parts.h"
#include "demarche/view/infoset_sections.h"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

std::vector<view::Column> answer_columns() {
  std::vector<view::Column> columns;
  for (const char* key :
       {"question",   "kind",           "label",           "quantity",    "unit",  "value",
        "low",        "high",           "low_at",          "high_at",     "at",    "condition_probability",
        "off_path",   "max_gain",       "payoff_range",    "precision",   "check", "note",
        "difference", "difference_low", "difference_high", "share_passed"})
    columns.push_back({key, ""});
  return columns;
}

void append_row(view::Table& table, const AnswerFields& fields) {
  std::vector<view::Cell>& row = table.rows.emplace_back();
  const auto& f = fields;
  for (const view::Data& field : {view::Data(f.question),
                                  view::Data(f.kind),
                                  view::Data(f.label),
                                  view::Data(f.quantity),
                                  view::Data(f.unit == Unit::Share ? "share" : "number"),
                                  f.value,
                                  f.low,
                                  f.high,
                                  f.low_at,
                                  f.high_at,
                                  f.at,
                                  f.condition_probability,
                                  view::Data(f.off_path),
                                  f.max_gain,
                                  f.payoff_range,
                                  f.precision,
                                  f.check,
                                  view::Data(f.note),
                                  f.difference,
                                  f.difference_low,
                                  f.difference_high,
                                  f.share_passed})
    row.push_back(data_cell(field));
}

// What a row rests on.
AnswerFields fields_of(const Answer& answer, const AnswerRow& row) {
  AnswerFields fields{.question = answer.question,
                      .kind = std::string(traits_of(answer).word),
                      .label = row.label,
                      .quantity = row.quantity};
  fields.unit = row.unit;
  fields.value = row.value;
  fields.off_path = row.off_path;
  fields.max_gain = row.max_gain;
  fields.payoff_range = row.payoff_range;
  fields.precision = row.precision;
  fields.note = row.note;
  return fields;
}

void take_difference(AnswerFields& fields, const Difference& difference) {
  fields.difference = difference.value;
  fields.difference_low = difference.low;
  fields.difference_high = difference.high;
}

AnswerFields fields_of_row(const Answer& answer, std::size_t number) {
  const AnswerRow& row = answer.rows[number];
  AnswerFields fields = fields_of(answer, row);
  if (row.draws) fields.low = row.draws->low, fields.high = row.draws->high;
  fields.condition_probability = row.condition_probability;
  if (const Difference* difference = difference_of(answer, number)) take_difference(fields, *difference);
  face_of(answer).take_fields(fields, answer, number);
  return fields;
}

// The derivative stands as the value, and the values to first order at both ends of the range as low and high.
AnswerFields fields_of_sensitivity(const Answer& answer, const AnswerRow& row, const Sensitivity& sensitivity) {
  const auto at_end = [&](const std::optional<double>& end) -> view::Data {
    if (!end) return {};
    const double there = row.value + sensitivity.derivative * (*end - sensitivity.at);
    return row.unit == Unit::Share && !std::isnan(there) ? std::clamp(there, 0.0, 1.0) : there;
  };
  AnswerFields fields = fields_of(answer, row);
  fields.kind = "sensitivity";
  fields.label = sensitivity.parameter;
  fields.value = sensitivity.derivative;
  fields.low = at_end(sensitivity.low);
  fields.high = at_end(sensitivity.high);
  fields.low_at = sensitivity.low;
  fields.high_at = sensitivity.high;
  fields.at = sensitivity.at;
  fields.note = sensitivity.note;
  return fields;
}

// A measure of a ranking over a study's draws; only Sobol indices have an interval.
AnswerFields fields_of_measure(const StudyRanking& ranking, const std::string& kind, const RankedParameter& parameter,
                               double value, const char* note) {
  AnswerFields fields{
      .question = ranking.question, .kind = kind, .label = parameter.name, .quantity = ranking.quantity};
  fields.value = value;
  fields.note = note;
  return fields;
}

void append_index(view::Table& table, const StudyRanking& ranking, const std::string& kind,
                  const RankedParameter& parameter, const Index& index) {
  const char* note = index.told_from_zero ? "" : "not told from 0";
  AnswerFields fields = fields_of_measure(ranking, kind, parameter, index.value, note);
  fields.low = index.low;
  fields.high = index.high;
  append_row(table, fields);
}

void append_ranking(view::Table& table, const StudyRanking& ranking) {
  for (const RankedParameter& one : ranking.parameters) {
    if (one.indices) {
      append_index(table, ranking, "first_order", one, one.indices->first);
      append_index(table, ranking, "total", one, one.indices->total);
    }
    const char* note = one.pawn.matters ? "" : "not told from chance";
    append_row(table, fields_of_measure(ranking, "largest_shift", one, one.pawn.most, note));
  }
}

}  // namespace

view::Table answers_table(const Report& report) {
  view::Table table{.key = "answers", .columns = answer_columns()};
  if (!report.answers) return table;
  for (const Answer& answer : *report.answers) {
    for (std::size_t k = 0; k < answer.rows.size(); ++k) {
      const AnswerRow& row = answer.rows[k];
      append_row(table, fields_of_row(answer, k));
      for (const Sensitivity& each : row.sensitivities) append_row(table, fields_of_sensitivity(answer, row, each));
    }
    for (const AnswerFields& fields : face_of(answer).further_rows(answer)) append_row(table, fields);
    if (const StudyRanking* ranking = ranking_of(report.findings, answer.question)) append_ranking(table, *ranking);
  }
  return table;
}

}  // namespace demarche
