#include "demarche/report/certificate.h"
#include "demarche/report/csv_parts.h"
#include "demarche/report/findings.h"
#include "demarche/view/equilibrium_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// One line a move, each with `before` and `more` fields at its ends.
std::string lines_of_infoset(const Report& report, InfosetId id, const std::vector<std::string>& more = {},
                             const std::vector<std::string>& before = {}) {
  const Infoset& infoset = report.game->infosets[id];
  std::string lines;
  for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
    const ActionId action{std::size_t{infoset.first_action.value} + k};
    std::vector<std::string> fields = {csv_field(actor_name(*report.game, infoset.actor)),
                                       csv_field(infoset_label(*report.game, id)),
                                       csv_field(std::exp(report.certificate->log_reaches[id])),
                                       csv_field(report.certificate->gains[id]),
                                       csv_field(action_name(*report.game, infoset, k)),
                                       csv_field(std::exp(report.solution->strategy.log_probability[action])),
                                       csv_field(report.certificate->action_values[action])};
    fields.insert(fields.begin(), before.begin(), before.end());
    fields.insert(fields.end(), more.begin(), more.end());
    lines += csv_line(fields);
  }
  return lines;
}

std::string word_of(const std::optional<bool>& passed) {
  if (!passed) return {};
  return *passed ? "passed" : "failed";
}

std::optional<double> part_of(const std::optional<Difference>& difference, double Difference::* part) {
  return difference ? std::optional((*difference).*part) : std::nullopt;
}

std::string line_of_row(const Answer& answer, const AnswerRow& row) {
  return csv_line({csv_field(answer.question),
                   csv_field(answer.kind),
                   csv_field(row.label),
                   csv_field(row.quantity),
                   row.unit == Unit::Share ? "share" : "number",
                   csv_field(row.value),
                   csv_field(row.low),
                   csv_field(row.high),
                   csv_field(row.low_at),
                   csv_field(row.high_at),
                   csv_field(row.at),
                   csv_field(row.condition_probability),
                   row.off_path ? "yes" : "no",
                   csv_field(row.max_gain),
                   csv_field(row.payoff_range),
                   csv_field(row.precision),
                   word_of(answer.passed),
                   csv_field(row.note),
                   csv_field(part_of(row.difference, &Difference::value)),
                   csv_field(part_of(row.difference, &Difference::low)),
                   csv_field(part_of(row.difference, &Difference::high)),
                   csv_field(answer.share_passed)});
}

// Where a belief was asked: a line a value of the trait, with how likely the place is.
std::string lines_of_places(const Answer& answer) {
  std::string lines;
  for (const AskedAt& place : answer.asked_at) {
    for (std::size_t k = 0; k < place.beliefs.size(); ++k) {
      std::vector<std::string> fields(22);
      fields[0] = csv_field(answer.question);
      fields[1] = "asked_at";
      fields[2] = csv_field(place.infoset);
      fields[3] = csv_field(answer.rows[k].label);
      fields[4] = "share";
      fields[5] = csv_field(place.beliefs[k]);
      fields[11] = csv_field(place.weight);
      fields[12] = "no";
      lines += csv_line(fields);
    }
  }
  return lines;
}

// A measure of a ranking over a study's draws; only Sobol indices have an interval.
std::string line_of_measure(const StudyRanking& ranking, const std::string& kind, const std::string& parameter,
                            const std::optional<Index>& index, double value, const std::string& note) {
  return csv_line({csv_field(ranking.question),
                   kind,
                   csv_field(parameter),
                   csv_field(ranking.quantity),
                   "share",
                   csv_field(value),
                   index ? csv_field(index->low) : "",
                   index ? csv_field(index->high) : "",
                   "",
                   "",
                   "",
                   "",
                   "no",
                   "",
                   "",
                   "",
                   "",
                   note,
                   "",
                   "",
                   "",
                   ""});
}

std::string lines_of_ranking(const StudyRanking& ranking) {
  std::string lines;
  const auto told = [](const Index& index) { return index.told_from_zero ? "" : "not told from 0"; };
  for (const RankedParameter& one : ranking.parameters) {
    if (one.indices) {
      const auto& [first, total] = *one.indices;
      lines += line_of_measure(ranking, "first_order", one.name, first, first.value, told(first));
      lines += line_of_measure(ranking, "total", one.name, total, total.value, told(total));
    }
    const char* note = one.pawn.matters ? "" : "not told from chance";
    lines += line_of_measure(ranking, "largest_shift", one.name, {}, one.pawn.most, note);
  }
  return lines;
}

// The derivative stands as the value, and the values to first order at both ends of the range as low and high.
std::string line_of_sensitivity(const Answer& answer, const AnswerRow& row, const Sensitivity& sensitivity) {
  const auto at_end = [&](const std::optional<double>& end) {
    const bool share = row.unit == Unit::Share;
    if (!end) return std::optional<double>();
    const double there = row.value + sensitivity.derivative * (*end - sensitivity.at);
    return std::optional(share && !std::isnan(there) ? std::clamp(there, 0.0, 1.0) : there);
  };
  return csv_line({csv_field(answer.question),
                   "sensitivity",
                   csv_field(sensitivity.parameter),
                   csv_field(row.quantity),
                   row.unit == Unit::Share ? "share" : "number",
                   csv_field(sensitivity.derivative),
                   csv_field(at_end(sensitivity.low)),
                   csv_field(at_end(sensitivity.high)),
                   csv_field(sensitivity.low),
                   csv_field(sensitivity.high),
                   csv_field(sensitivity.at),
                   "",
                   row.off_path ? "yes" : "no",
                   csv_field(row.max_gain),
                   csv_field(row.payoff_range),
                   csv_field(row.precision),
                   "",
                   csv_field(sensitivity.note),
                   "",
                   "",
                   "",
                   ""});
}

std::string equilibria_as_csv(const Report& report) {
  std::string text = csv_line({"equilibrium", "actor", "infoset", "reach", "gain", "action", "probability", "value"});
  for (std::size_t number = 1; number <= report.equilibria->rows.size(); ++number) {
    const Report one = report_on_row(report, number - 1);
    for (std::size_t row = 0; row < report.game->infosets.size(); ++row)
      text += lines_of_infoset(one, InfosetId{row}, {}, {fmt::format("{}", number)});
  }
  return text;
}

}  // namespace

std::string solution_as_csv(const Report& report) {
  if (report.equilibria) return equilibria_as_csv(report);
  std::string text = csv_line({"actor", "infoset", "reach", "gain", "action", "probability", "value"});
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) text += lines_of_infoset(report, InfosetId{row});
  return text;
}

std::string answers_as_csv(const Report& report) {
  std::string text =
      csv_line({"question",   "kind",           "label",           "quantity",    "unit",  "value",
                "low",        "high",           "low_at",          "high_at",     "at",    "condition_probability",
                "off_path",   "max_gain",       "payoff_range",    "precision",   "check", "note",
                "difference", "difference_low", "difference_high", "share_passed"});
  if (!report.answers) return text;
  for (const Answer& answer : *report.answers) {
    for (const AnswerRow& row : answer.rows) {
      text += line_of_row(answer, row);
      for (const Sensitivity& each : row.sensitivities) text += line_of_sensitivity(answer, row, each);
    }
    text += lines_of_places(answer);
    if (const StudyRanking* ranking = ranking_of(report.findings, answer.question)) text += lines_of_ranking(*ranking);
  }
  return text;
}

std::string certificate_as_csv(const Report& report, const Judgement& judgement) {
  std::string text = csv_line(
      {"actor", "infoset", "reach", "gain", "action", "probability", "value", "settled", "max_consistent_gain"});
  auto next = judgement.unsettled.begin();
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    std::vector<std::string> more = {"yes", ""};
    if (next != judgement.unsettled.end() && next->infoset == InfosetId{row}) {
      more = {"no", csv_field(next++->max_gain)};
    }
    text += lines_of_infoset(report, InfosetId{row}, more);
  }
  return text;
}

}  // namespace demarche
