#include "demarche/cli/kept_study.h"

#include "demarche/cli/console.h"
#include "demarche/draw/together.h"
#include "demarche/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace demarche::cli {
namespace {

// Of more numbers than this an evenly spread part is drawn again: the rows have their checksums anyway.
constexpr std::uint64_t most_drawn_again = 1'000'000;
// Other machines' logarithms may differ in the last digits.
constexpr double rounding = 1e-9;

constexpr std::string_view whole_word = ", whole";

// What a study's rows are drawn from.
struct Draws {
  Design design;
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

std::vector<Together> together_of(const StudyCard& card) {
  const Reading reading = read_model(make_source("study", card.model_text));
  std::vector<Together> groups;
  for (const Correlation& correlation : reading.model.correlations) {
    std::vector<std::size_t> columns;
    for (const ParameterId id : correlation.parameters) {
      const auto found = std::ranges::find(card.parameters, reading.model.parameters[id].name, &StoredColumn::name);
      if (found != card.parameters.end()) columns.push_back(static_cast<std::size_t>(found - card.parameters.begin()));
    }
    if (columns.size() > 1) groups.push_back(together(std::move(columns), correlation.rank_correlation));
  }
  return groups;
}

// Nothing where this program may draw in another way: the file is another version's, or does not say how.
std::shared_ptr<const Draws> draws_of(const StudyCard& card) {
  const std::size_t most = card.design == "saltelli" ? most_sobol_columns / 2 : most_sobol_columns;
  if (card.version != version() || (card.design != "lhs" && card.parameters.size() > most)) return nullptr;
  auto draws = std::make_shared<Draws>();
  for (const StoredColumn& column : card.parameters) {
    const auto number = uncertain_of(column);
    if (!number) return nullptr;
    draws->numbers.push_back(*number);
  }
  draws->together = together_of(card);
  draws->design = make_design(design_kind(card.design), card.seed, card.num_rows, card.parameters.size());
  draws->every = 1 + card.num_rows * card.parameters.size() / most_drawn_again;
  return draws;
}

bool same_number(double there, double drawn, const Uncertain& number) {
  const double size = std::max({std::abs(number.low), std::abs(number.high), std::abs(drawn)});
  return std::abs(there - drawn) <= rounding * size;
}

std::string doubt_about(const Draws& draws, const StudyCard& card, const StoredRow& row) {
  if (row.number == central_row) return {};
  const auto place = static_cast<std::uint64_t>(row.number);
  if (place % draws.every != 0) return {};
  std::vector<double> shares(draws.numbers.size());
  draw_row(draws.design, place, shares);
  for (const Together& group : draws.together) draw_together(group, shares);
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const double drawn = quantile(draws.numbers[k], shares[k]);
    if (same_number(row.parameters[k], drawn, draws.numbers[k])) continue;
    return fmt::format("row {} has `{}` = {}, and seed {} draws {}", row.number, card.parameters[k].name,
                       row.parameters[k], card.seed, drawn);
  }
  return {};
}

}  // namespace

DesignKind design_kind(const std::string& design) {
  if (design == "lhs") return DesignKind::LatinHypercube;
  return design == "saltelli" ? DesignKind::Saltelli : DesignKind::Sobol;
}

std::string drawn_words(const Uncertain& number) {
  return word_of(number.kind) + std::string(number.whole ? whole_word : "");
}

Stored<StudyStore> open_kept_study(const std::string& path, OpenMode mode) {
  auto store = open_study(path, mode);
  if (!store) return store;
  if (store->seal.empty()) {
    complain(
        fmt::format("`{}` was made by an earlier version, without checksums: numbers changed since would not be "
                    "noticed\n",
                    path));
  }
  const auto draws = draws_of(store->card);
  if (!draws) return store;
  store->doubt = [draws, card = store->card](const StoredRow& row) { return doubt_about(*draws, card, row); };
  return store;
}

}  // namespace demarche::cli
