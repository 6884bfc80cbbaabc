#include "demarche/base/one_number.h"
#include "demarche/study/columns.h"
#include "demarche/study/counts.h"
#include "demarche/study/refinement_note.h"
#include "demarche/study/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>

namespace demarche {
namespace {

constexpr std::size_t num_looks = 5;  // at both ends and three places between

// A parameter's range as it stands where questions start from.
struct RangeOf {
  ParameterId id;
  std::string name;
  double low = 0;
  double high = 0;
  bool whole = false;
};

// One value of a parameter, solved again.
struct Look {
  double at = 0;
  AnswerRow row;
  std::string fails = {};  // at the ends: which refinement the equilibrium fails, and how
};

struct LookTask {
  std::string where;       // `low`, `inside`
  std::size_t number = 0;  // from 1
  std::size_t num_all = 0;
};

std::optional<Look> look_at(Study& study, const Question& question, const RangeOf& range, double at,
                            const LookTask& task_of_look) {
  Ruleset& ruleset = study.rulesets.front();
  Parameters parameters = ruleset.parameters;
  parameters[range.id] = at;
  const auto& [where, number, num_all] = task_of_look;
  const std::string place = where == "inside" ? fmt::format("with `{}` at {:.6g}", range.name, at)
                                              : fmt::format("at the {} end of `{}`, {:.6g}", where, range.name, at);
  const Task task{fmt::format("rank: {} {}, {} of {}", range.name, where, number, num_all),
                  static_cast<double>(number - 1) / static_cast<double>(num_all), place, question.span};
  const SolvedPoint* point = solve_at(study, ruleset, parameters, task);
  if (!point) return std::nullopt;
  if (point->lost.empty() && !is_defined_at(study, position_of(ruleset, *point), question, task)) return std::nullopt;
  Look look{at, rows_at(ruleset, *point, question).front()};
  if (where != "inside") look.fails = failed_refinement(study, ruleset, *point);
  return look;
}

// How unlikely the condition of a question gets, if it has one.
void keep_least(std::optional<double>& least, const AnswerRow& row) {
  if (row.log_condition) least = std::min(least.value_or(*row.log_condition), *row.log_condition);
}

void note_least(AnswerRow& row, const std::optional<double>& least) {
  if (!least) return;
  row.log_condition = least;
  row.condition_probability = std::exp(*least);
}

// Between the ends; where the model has no answer there, the others have theirs all the same.
std::optional<InsidePoint> look_inside(Study& study, const Question& question, const RangeOf& range, double at,
                                       const LookTask& look, std::optional<double>& least) {
  const std::size_t told = study.diagnostics.size();
  const auto found = look_at(study, question, range, at, look);
  if (study.interrupted) return std::nullopt;
  study.diagnostics.resize(told);
  if (found) keep_least(least, found->row);
  return InsidePoint{at, found ? found->row.value : NAN};
}

std::vector<double> places_between(const RangeOf& range) {
  std::vector<double> places;
  for (const double share : {0.25, 0.5, 0.75}) {
    const double at = std::lerp(range.low, range.high, share);
    places.push_back(range.whole ? std::round(at) : at);
  }
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::erase_if(places, [&](double at) { return at <= range.low || at >= range.high; });
  return places;
}

double relative_gain(const AnswerRow& row) { return row.payoff_range > 0 ? row.max_gain / row.payoff_range : 0; }

std::vector<double> values_seen(const RankedRange& ranked, double best) {
  std::vector<double> values{ranked.at_low, ranked.at_high, best};
  for (const InsidePoint& point : ranked.inside) values.push_back(point.value);
  return values;
}

double swing_of(const RankedRange& ranked, double best) {
  if (std::isnan(ranked.at_low) || std::isnan(ranked.at_high)) return NAN;
  std::vector<double> values = values_seen(ranked, best);
  std::erase_if(values, [](double value) { return std::isnan(value); });
  const auto [least, most] = std::ranges::minmax(values);
  return most - least;
}

// A row of the answer, and what it was found from.
struct RankedRow {
  AnswerRow row;
  RankedRange range;
};

// What moves by less than it is known to does not move.
void settle_row(RankedRow& ranked, double best) {
  auto& [row, range] = ranked;
  range.fixed = !std::isnan(row.value) && does_not_vary(values_seen(range, best), row.slack);
  if (!range.fixed) return;
  row.value = 0;
  range.at_low = range.at_high = best;
  for (InsidePoint& point : range.inside) point.value = std::isnan(point.value) ? NAN : best;
}

// Which end fails a refinement, by which message of which type.
std::string note_on_ends(const RankedRange& range) {
  const auto& [low, high] = std::tie(range.fails_at_low, range.fails_at_high);
  if (low.empty() && high.empty()) return {};
  constexpr std::string_view equilibrium = "the equilibrium that this is read from";
  if (low == high) return fmt::format("at both ends {} {}", equilibrium, low);
  if (high.empty()) return fmt::format("at the low end {} {}", equilibrium, low);
  if (low.empty()) return fmt::format("at the high end {} {}", equilibrium, high);
  return fmt::format("at the low end {} {}; at the high end it {}", equilibrium, low, high);
}

// The row of a parameter: how far the answer swings over all that was looked at, on the certificate of the worse end.
RankedRow joined(const RangeOf& range, const AnswerRow& baseline, const Look& low, const Look& high,
                 std::vector<InsidePoint> inside) {
  RankedRow ranked{relative_gain(low.row) > relative_gain(high.row) ? low.row : high.row,
                   {low.at, high.at, low.row.value, high.row.value, std::move(inside), false, low.fails, high.fails}};
  AnswerRow& row = ranked.row;
  row.label = range.name;
  row.slack.varying = std::max({baseline.slack.varying, low.row.slack.varying, high.row.slack.varying});
  row.slack.touching = std::max({baseline.slack.touching, low.row.slack.touching, high.row.slack.touching});
  row.value = swing_of(ranked.range, baseline.value);
  settle_row(ranked, baseline.value);
  row.off_path = low.row.off_path || high.row.off_path;
  row.note = low.row.note;
  if (high.row.note != low.row.note) append_note(row.note, high.row.note);
  append_note(row.note, note_on_ends(ranked.range));
  return ranked;
}

// Largest swing first, rows without a number last; alike ones by name.
bool comes_before(const RankedRow& a, const RankedRow& b) {
  const double swing_a = std::isnan(a.row.value) ? -1 : a.row.value;
  const double swing_b = std::isnan(b.row.value) ? -1 : b.row.value;
  return swing_a != swing_b ? swing_a > swing_b : a.row.label < b.row.label;
}

// Those with a width: nothing where an end is not finite here.
std::optional<std::vector<RangeOf>> ranges_of(Study& study, const Question& question) {
  const Ruleset& ruleset = study.rulesets.front();
  const Model& model = *ruleset.model;
  const Position here = position_of(*study.baseline);
  const std::vector<bool> counting = counting_parameters(model);
  const Task task{"", -1, "", question.span};
  std::vector<RangeOf> ranges;
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const Parameter& parameter = model.parameters[ParameterId{row}];
    if (!parameter.low || !parameter.high) continue;
    const std::string range = fmt::format("end of the range of `{}`", parameter.name);
    const auto low = finite_number(study, here, *parameter.low, "the low " + range, task);
    const auto high = finite_number(study, here, *parameter.high, "the high " + range, task);
    if (!low || !high) return std::nullopt;
    if (!is_one_number(*low, *high)) ranges.push_back({ParameterId{row}, parameter.name, *low, *high, counting[row]});
  }
  return ranges;
}

// Both ends first, which are then what they would be without a look between.
std::optional<RankedRow> rank_one(Study& study, const Question& question, const RangeOf& range,
                                  const AnswerRow& baseline, LookTask look) {
  const auto low = look_at(study, question, range, range.low, {"low", look.number + 1, look.num_all});
  if (!low) return std::nullopt;
  const auto high = look_at(study, question, range, range.high, {"high", look.number + 2, look.num_all});
  if (!high) return std::nullopt;
  look.number += 2;
  std::vector<InsidePoint> inside;
  std::optional<double> least;
  for (const Look& end : {*low, *high}) keep_least(least, end.row);
  for (const double at : places_between(range)) {
    const auto point = look_inside(study, question, range, at, {"inside", ++look.number, look.num_all}, least);
    if (!point) return std::nullopt;
    inside.push_back(*point);
  }
  RankedRow ranked = joined(range, baseline, *low, *high, std::move(inside));
  note_least(ranked.row, least);
  return ranked;
}

}  // namespace

FoundRows find_rows(Study& study, const Question& question, OfRank& ranking) {
  const auto ranges = ranges_of(study, question);
  if (!ranges) return std::nullopt;
  const Position here = position_of(*study.baseline);
  if (!is_defined_at(study, here, question, {"", -1, "", question.span})) return std::nullopt;
  const AnswerRow baseline = rows_at(here, question).front();
  std::vector<RankedRow> ranked;
  std::size_t num_looked = 0;
  for (const RangeOf& range : *ranges) {
    auto row = rank_one(study, question, range, baseline, {"", num_looked, num_looks * ranges->size()});
    if (!row) return std::nullopt;
    num_looked += num_looks;
    ranked.push_back(std::move(*row));
  }
  std::ranges::sort(ranked, comes_before);
  ranking = {target_of(question), baseline.value, {}, baseline.log_condition};
  std::vector<AnswerRow> rows;
  for (RankedRow& one : ranked) {
    rows.push_back(std::move(one.row));
    ranking.ranges.push_back(std::move(one.range));
  }
  return rows;
}

}  // namespace demarche
