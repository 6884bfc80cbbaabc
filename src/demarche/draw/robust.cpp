#include "demarche/draw/robust.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

// The values of all choices in one row; empty where one is missing.
std::vector<double> values_in(const std::vector<std::vector<double>>& values, std::size_t row) {
  std::vector<double> all;
  for (const std::vector<double>& choice : values) {
    if (std::isnan(choice[row])) return {};
    all.push_back(choice[row]);
  }
  return all;
}

void add_row(RobustChoice& found, const std::vector<double>& in_row, const AnswerSlack& slack) {
  const double best = std::ranges::max(in_row);
  for (std::size_t choice = 0; choice < in_row.size(); ++choice) {
    ChoiceRecord& record = found.choices[choice];
    const double less = best - in_row[choice];
    const double regret = less <= slack.varying ? 0 : less;
    found.differ = found.differ || regret > 0;
    record.expected += in_row[choice];
    record.worst = std::min(record.worst, in_row[choice]);
    record.most_regret = std::max(record.most_regret, regret);
    record.expected_regret += regret;
    record.share_best += regret == 0 ? 1 : 0;
  }
  ++found.num_rows;
}

// Marks all that are as good as the best.
template <class Measure>
void mark_best(RobustChoice& found, const AnswerSlack& slack, Measure measure, bool ChoiceRecord::* mark) {
  const double best = measure(*std::ranges::max_element(found.choices, {}, measure));
  for (ChoiceRecord& record : found.choices) record.*mark = best - measure(record) <= slack.varying;
}

}  // namespace

RobustChoice robust_choice(const std::vector<std::vector<double>>& values, const AnswerSlack& slack) {
  RobustChoice found;
  if (values.empty()) return found;
  found.choices.resize(values.size());
  for (ChoiceRecord& record : found.choices) record.worst = std::numeric_limits<double>::infinity();
  for (std::size_t row = 0; row < values.front().size(); ++row) {
    const std::vector<double> in_row = values_in(values, row);
    if (!in_row.empty()) add_row(found, in_row, slack);
  }
  const auto num = static_cast<double>(found.num_rows);
  for (ChoiceRecord& record : found.choices) {
    record.expected /= num;
    record.expected_regret /= num;
    record.share_best /= num;
  }
  const auto expected = [](const ChoiceRecord& record) { return record.expected; };
  const auto worst = [](const ChoiceRecord& record) { return record.worst; };
  const auto little_regret = [](const ChoiceRecord& record) { return -record.most_regret; };
  mark_best(found, slack, expected, &ChoiceRecord::best_expected);
  mark_best(found, slack, worst, &ChoiceRecord::best_worst);
  mark_best(found, slack, little_regret, &ChoiceRecord::least_regret);
  return found;
}

}  // namespace demarche
