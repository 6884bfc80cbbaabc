#pragma once

#include "demarche/view/data.h"
#include "demarche/view/report.h"

#include <string>
#include <vector>

// How the equilibrium that the model names by what happens in it was found.
namespace demarche {

// Empty where the model names none.
std::vector<std::string> naming_sentences(const Report& report);

view::Data naming_data(const Report& report);

// Whether a row of several does what the model names its equilibrium by.
bool is_named_row(const Report& report, std::size_t row);

// What a strategy from elsewhere does of what the model names its equilibrium by.
std::string claims_sentence(const Model& model, const std::vector<ClaimRead>& reads);

// A claim and what its number is.
view::Data claims_data(const Model& model, const std::vector<ClaimRead>& reads);

}  // namespace demarche
