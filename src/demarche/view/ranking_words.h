#pragma once

#include "demarche/survey/ranking.h"

#include <string>
#include <vector>

// How it is told what an answer depends on over the rows of a study.
namespace demarche {

// `52.1% (47.0% to 57.2%)` or `not told from 0 (up to 0.3%)`; `0.43` or `not told from chance (0.04)`.
std::string index_text(const Index& index);
std::string pawn_text(const Pawn& pawn);

// Whether it has Sobol indices.
bool has_indices(const StudyRanking& ranking);

// What the columns of its table mean, a sentence or two each.
std::vector<std::string> ranking_keys(const StudyRanking& ranking);
std::string shift_key(const StudyRanking& ranking);  // of them, that of the last column
std::string rows_without_number(const StudyRanking& ranking);
std::string few_blocks_warning(const StudyRanking& ranking);  // empty where there are enough for Sobol indices

// `P(war) is 40.0% in all 2,000 rows: it does not vary.`; empty where it does.
std::string always_text(const StudyRanking& ranking, const char* thing);

}  // namespace demarche
