#include "demarche/survey/draw_again.h"

#include "demarche/draw/together.h"
#include "demarche/survey/plan_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace demarche {
namespace {

// Of more numbers than this an evenly spread part is drawn again: the rows have their checksums anyway.
constexpr std::uint64_t most_drawn_again = 1'000'000;
// Other machines' logarithms may differ in the last digits.
constexpr double rounding_of_draws = 1e-9;

constexpr std::string_view whole_word = ", whole";

// What a study's rows are drawn from.
struct Draws {
  Design design;
  std::vector<StoredColumn> columns;
  std::vector<Uncertain> numbers;
  std::vector<Together> together;
  std::uint64_t every = 1;  // so many-th row is drawn again
};

std::optional<Uncertain> uncertain_of(const StoredColumn& column) {
  Uncertain number = with_natural_bounds(*column.best, *column.low, *column.high);
  std::string_view word = column.drawn;
  number.whole = word.ends_with(whole_word);
  if (number.whole) word.remove_suffix(whole_word.size());
  const auto kind = std::ranges::find(distribution_words, word);
  if (kind == distribution_words.end()) return std::nullopt;
  number.kind = static_cast<DistributionKind>(kind - distribution_words.begin());
  return number;
}

std::vector<Together> together_in(const StudyCard& card, const Model& model) {
  std::vector<Together> groups;
  for (const Correlation& correlation : model.correlations) {
    std::vector<std::size_t> columns;
    for (const ParameterId id : correlation.parameters) {
      const auto found = std::ranges::find(card.parameters, model.parameters[id].name, &StoredColumn::name);
      if (found != card.parameters.end()) columns.push_back(static_cast<std::size_t>(found - card.parameters.begin()));
    }
    if (columns.size() > 1) groups.push_back(together(std::move(columns), correlation.rank_correlation));
  }
  return groups;
}

std::shared_ptr<const Draws> draws_of(const StudyCard& card, const Model& model) {
  const DesignKind kind = design_kind(card.design);
  if (card.parameters.size() > most_columns(kind)) return nullptr;
  auto draws = std::make_shared<Draws>();
  draws->columns = card.parameters;
  for (const StoredColumn& column : card.parameters) {
    const auto number = uncertain_of(column);
    if (!number) return nullptr;
    draws->numbers.push_back(*number);
  }
  draws->together = together_in(card, model);
  draws->design = make_design(kind, card.seed, card.num_rows, card.parameters.size());
  draws->every = 1 + card.num_rows * card.parameters.size() / most_drawn_again;
  return draws;
}

bool is_drawn_number(double there, double drawn, const Uncertain& number) {
  const double size = std::max({std::abs(number.low), std::abs(number.high), std::abs(drawn)});
  return std::abs(there - drawn) <= rounding_of_draws * size;
}

std::string fault_in_draws(const Draws& draws, const StoredRow& row) {
  if (row.number == central_row) return {};
  const auto place = static_cast<std::uint64_t>(row.number);
  if (place % draws.every != 0) return {};
  std::vector<double> shares(draws.numbers.size());
  draw_row(draws.design, place, shares);
  for (const Together& group : draws.together) draw_together(group, shares);
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const double drawn = quantile(draws.numbers[k], shares[k]);
    if (is_drawn_number(row.parameters[k], drawn, draws.numbers[k])) continue;
    return fmt::format("row {} has `{}` = {}, and seed {} draws {}", row.number, draws.columns[k].name,
                       row.parameters[k], draws.design.seed, drawn);
  }
  return {};
}

}  // namespace

RowDoubt doubt_about_draws(const StudyCard& card, const Model& model) {
  const auto draws = draws_of(card, model);
  if (!draws) return {};
  return [draws](const StoredRow& row) { return fault_in_draws(*draws, row); };
}

std::string drawn_words(const Uncertain& number) {
  return word_of(number.kind) + std::string(number.whole ? whole_word : "");
}

std::size_t most_columns(DesignKind design) {
  if (design == DesignKind::LatinHypercube) return std::numeric_limits<std::size_t>::max();
  return design == DesignKind::Saltelli ? most_sobol_columns / 2 : most_sobol_columns;
}

}  // namespace demarche
