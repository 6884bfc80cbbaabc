#pragma once

#include "demarche/survey/kept.h"
#include "demarche/view/page.h"

#include <vector>

namespace demarche {

// Rows of a study as they stand in a table: number, parameters, answers, certificate, flags in words. And the heads
// above them.
std::vector<view::Data> row_heads(const StudyCard& card);
std::vector<view::Data> row_values(const StoredRow& row);

// A few rows of a study that is kept nowhere.
struct SomeRows {
  Provenance provenance;
  StudyCard card;
  StoredRow central;
  std::vector<StoredRow> rows;
};
view::Page rows_page(const SomeRows& some);

}  // namespace demarche
