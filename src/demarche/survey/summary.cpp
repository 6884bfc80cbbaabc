#include "demarche/survey/summary.h"

#include "demarche/survey/read_study.h"

#include <cmath>

namespace demarche {
namespace {

void count_row(StudySummary& study, const StoredRow& row) {
  ++study.num_done;
  study.num_not_certified += (row.flags & not_certified) ? 1U : 0U;
  study.num_without_answer += (row.flags & without_answer) ? 1U : 0U;
  study.num_not_found += (row.flags & not_found) ? 1U : 0U;
  study.num_jumps += (row.flags & jump_suspected) ? 1U : 0U;
  study.num_left_branch += (row.flags & left_branch) ? 1U : 0U;
  study.num_folded += (row.flags & folded) ? 1U : 0U;
}

StudiedAnswer answer_of(const ReadStudy& study, std::size_t position) {
  const StoredColumn& column = study.card.answers[position];
  StudiedAnswer answer{
      column.name, column.label, column.unit == "share" ? Unit::Share : Unit::Number, std::nan(""), {}};
  for (const StoredRow& row : study.rows) {
    if (row.number == central_row) answer.central = row.answers[position];
  }
  answer.slack = slack_of(study, position);
  const std::vector<double> numbers = settled_answers(study, counting_rows(study), position);
  answer.fixed = does_not_vary(numbers, answer.slack);
  answer.spread = spread_of(numbers);
  answer.num_without_number = numbers.size() - answer.spread.num;
  return answer;
}

// Numbers whose best guess itself lies outside 90% of what is drawn for them.
void note_leaning(const ReadStudy& read, StudySummary& study) {
  const std::vector<const StoredRow*> rows = counting_rows(read);
  for (std::size_t k = 0; k < read.card.parameters.size() && !rows.empty(); ++k) {
    std::vector<double> drawn;
    for (const StoredRow* row : rows) drawn.push_back(row->parameters[k]);
    const Spread spread = spread_of(std::move(drawn));
    const double best = *read.card.parameters[k].best;
    if (best < spread.low || best > spread.high) study.leaning.push_back(read.card.parameters[k].name);
  }
}

}  // namespace

StudySummary summary_of(const ReadStudy& read) {
  const StudyCard& card = read.card;
  StudySummary study;
  study.provenance = provenance_of(read);
  study.design = card.design;
  study.num_rows = card.num_rows;
  for (const StoredRow& row : read.rows) {
    if (row.number != central_row) count_row(study, row);
  }
  study.worst_gain = worst_gain_share(read);
  for (const StoredColumn& column : card.parameters) {
    study.parameters.push_back({column.name, *column.best, *column.low, *column.high, false});
  }
  for (std::size_t k = 0; k < card.answers.size(); ++k) study.answers.push_back(answer_of(read, k));
  note_leaning(read, study);
  return study;
}

bool is_outside(const StudiedAnswer& answer) {
  if (answer.spread.num == 0 || std::isnan(answer.central)) return false;
  const double slack = answer.slack.varying;
  return answer.central < answer.spread.low - slack || answer.central > answer.spread.high + slack;
}

}  // namespace demarche
