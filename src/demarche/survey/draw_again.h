#pragma once

#include "demarche/draw/design.h"
#include "demarche/draw/distribution.h"
#include "demarche/model/model.h"
#include "demarche/survey/kept.h"

#include <functional>

namespace demarche {

// What is wrong with a row that was kept; empty where nothing is.
using RowDoubt = std::function<std::string(const StoredRow&)>;

// Holds the drawn numbers of rows against what the study's seed draws again, for rows of this version of the program.
// Empty where the card does not say how they were drawn. `model` is that of the card's text.
RowDoubt doubt_about_draws(const StudyCard& card, const Model& model);

// How a number is drawn, as the card says it: `normal`, `uniform, whole`.
std::string drawn_words(const Uncertain& number);

// So many numbers can be drawn by a design.
std::size_t most_columns(DesignKind design);

}  // namespace demarche
