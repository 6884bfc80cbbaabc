#include "demarche/view/ranking_words.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// Estimates can pass 100%, which no share does.
std::string index_text(const Index& index) {
  const auto word = [](double share) { return share_text(std::min(share, 1.0)); };
  if (!index.told_from_zero) return fmt::format("not told from 0 (up to {})", word(index.high));
  return fmt::format("{} ({} to {})", word(index.value), word(index.low), word(index.high));
}

std::string pawn_text(const Pawn& pawn) {
  if (std::isnan(pawn.most)) return "too few rows";
  return pawn.matters ? fmt::format("{:.2f}", pawn.most) : fmt::format("not told from chance ({:.2f})", pawn.most);
}

bool has_indices(const StudyRanking& ranking) {
  return !ranking.parameters.empty() && ranking.parameters.front().indices.has_value();
}

namespace {

constexpr std::size_t blocks_a_number = 10;  // fewer of Saltelli's blocks tell little

std::string index_key() {
  return "alone: the share of the answer's variance that would go if this number were known (first-order Sobol index), "
         "and with others: that would stay if all but it were (total index). In brackets: 95% bootstrap intervals.";
}

}  // namespace

std::string few_blocks_warning(const StudyRanking& ranking) {
  const std::size_t num_blocks = ranking.num_blocks;
  const std::size_t enough = blocks_a_number * ranking.parameters.size();
  if (!has_indices(ranking) || num_blocks >= enough) return {};
  return fmt::format("These shares rest on {} only: more draws are needed to trust them, some {} ({} blocks a number).",
                     counted(num_blocks, "block"),
                     count_text(static_cast<double>(enough * (ranking.parameters.size() + 2))), blocks_a_number);
}

std::string shift_key(const StudyRanking& ranking) {
  std::string key =
      "largest shift: how far the answer's whole distribution moves, 0 to 1, when the number is held in one tenth of "
      "its draws (PAWN).";
  if (ranking.num_independent < ranking.num_rows) {
    key += fmt::format(" Measured on the {} that {} drawn apart from each other.",
                       counted(ranking.num_independent, "row"), agreeing(ranking.num_independent, "is", "are"));
  }
  return key;
}

std::vector<std::string> ranking_keys(const StudyRanking& ranking) {
  std::vector<std::string> keys;
  if (has_indices(ranking)) keys.push_back(index_key());
  const std::string warning = few_blocks_warning(ranking);
  if (!warning.empty()) keys.push_back(warning);
  keys.push_back(shift_key(ranking));
  if (ranking.num_without_number > 0) keys.push_back(rows_without_number(ranking));
  for (const std::string& correlation : ranking.correlations) {
    keys.push_back(
        fmt::format("Drawn together, {}: a number shares in what those correlated with it do.", correlation));
  }
  return keys;
}

std::string rows_without_number(const StudyRanking& ranking) {
  return fmt::format(
      "{} of {} {} no number, as the condition cannot be met there (or nothing is there to divide by): "
      "left out{}.",
      count_text(static_cast<double>(ranking.num_without_number)), counted(ranking.num_rows, "row"),
      agreeing(ranking.num_without_number, "has", "have"),
      has_indices(ranking) ? ", with the whole of each of Saltelli's blocks that holds one" : "");
}

std::string always_text(const StudyRanking& ranking, const char* thing) {
  if (!ranking.always) return {};
  return fmt::format("{} is {} in all {}: it does not vary, so it depends on none of the numbers drawn.",
                     ranking.quantity,
                     ranking.unit == Unit::Share ? share_text(*ranking.always) : short_number(*ranking.always),
                     counted(ranking.num_rows, thing));
}

}  // namespace demarche
