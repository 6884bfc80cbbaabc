#include "demarche/view/figure_parts.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr double least_span_of_shares = 0.01;
constexpr double least_span_of_stakes = 0.01;  // of the payoff range, or of the number itself

std::vector<double> finite_ones(std::vector<double> numbers) {
  std::erase_if(numbers, [](double number) { return !std::isfinite(number); });
  if (numbers.empty()) numbers.push_back(0);
  return numbers;
}

double least_span(const AnswerRow& like, double largest) {
  if (like.unit == Unit::Share) return least_span_of_shares;
  const double whole = like.is_payoff && like.payoff_range > 0 ? like.payoff_range : largest;
  return whole > 0 ? least_span_of_stakes * whole : 1;
}

}  // namespace

std::string most_drawn_note(std::size_t num_all) {
  if (num_all <= most_rows_drawn) return {};
  return fmt::format("Drawn: the {} that matter most of {}; the table has all.", most_rows_drawn, num_all);
}

std::string range_text(const AnswerRow& row) {
  if (!row.draws) return {};
  const bool outside = is_outside_its_draws(row);
  if (row.draws->fixed && !outside) return "does not vary";
  const char* mark = outside ? " (leaves the best guess out)" : "";
  return value_text(row, row.draws->low) + " to " + value_text(row, row.draws->high) + mark;
}

std::string range_text(const AnswerRow& row, const RankedRange& range) {
  return range.fixed ? "does not vary" : value_text(row, range.at_low) + " to " + value_text(row, range.at_high);
}

view::Column words_column(std::string title) { return {"", std::move(title), view::ColumnKind::Words}; }
view::Column numbers_column(std::string title) { return {"", std::move(title), view::ColumnKind::Numbers}; }

view::Data scale_over(const AnswerRow& like, const std::vector<double>& numbers, Beginning beginning) {
  const std::vector<double> known = finite_ones(numbers);
  const bool is_share = like.unit == Unit::Share;
  double low = std::ranges::min(known);
  double high = std::ranges::max(known);
  const double least = least_span(like, std::max(std::abs(low), std::abs(high)));
  if (is_share && beginning == Beginning::AtZero) low = 0;
  if (high - low < least) {
    const double middle = (low + high) / 2;
    low = middle - least / 2;
    high = middle + least / 2;
    if (is_share && low < 0) high -= low, low = 0;
    if (is_share && high > 1) low -= high - 1, high = 1;
  }
  return {{"unit", is_share ? "share" : "number"}, {"low", low}, {"high", high}};
}

view::Data range_of_number(const StudiedParameter& parameter, const std::string& words) {
  return {{"name", parameter.name},
          {"words", words},
          {"low", parameter.low},
          {"high", parameter.high},
          {"best", parameter.best},
          {"low_text", short_number(parameter.low)},
          {"high_text", short_number(parameter.high)},
          {"best_text", short_number(parameter.best)},
          {"held", view::Data::list()},
          {"points", view::Data::list()}};
}

}  // namespace demarche
