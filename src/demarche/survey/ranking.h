#pragma once

#include "demarche/draw/pawn.h"
#include "demarche/draw/sobol_indices.h"
#include "demarche/survey/summary.h"

#include <optional>

namespace demarche {

// `demarche results --rank`: which drawn numbers an answer depends on.
struct RankedParameter {
  std::string name;
  std::optional<SobolIndices> indices;  // of Saltelli's blocks
  Pawn pawn;
};
struct StudyRanking {
  Provenance provenance;
  std::string quantity;
  std::size_t num_rows = 0;         // that count
  std::size_t num_independent = 0;  // of them, drawn apart from each other: what shifts are measured on
  std::vector<RankedParameter> parameters;
  std::vector<std::string> correlations;  // groups of numbers that were drawn together, in words
  std::string question;                   // the `rank` that it belongs to, of `demarche ask`
  Unit unit = Unit::Share;
  std::optional<double> always = std::nullopt;  // the answer in all rows, where it does not vary
  std::size_t num_without_number = 0;           // of the rows that count
  std::size_t num_blocks = 0;                   // of Saltelli's, with a number in every row
};
struct ReadStudy;
StudyRanking rank_parameters(const ReadStudy& study, std::size_t column);
// The most important first: by total index where there are indices, else by PAWN's largest distance.
void sort_ranking(StudyRanking& ranking);

}  // namespace demarche
