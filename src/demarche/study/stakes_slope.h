#pragma once

#include "demarche/study/points.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace demarche {

// All numbers that an answer may depend on besides the strategy, or their derivatives by a parameter: payoffs, odds,
// the numbers of scales' levels [variable by variable], what stands for the strategy's own changes, one a row of an
// answer (weighted_values; only in public), the means of formulas over histories that stay as likely as they are, one a
// row that asks for one, the precision, or where actors differ in it that of each. Payoffs are empty where no row needs
// them.
struct Numbers {
  std::vector<double> payoffs;
  std::vector<double> odds;
  std::vector<double> thoughts;  // of odds, actor by actor; empty where all go by these
  std::vector<double> readings;
  std::vector<double> responses;
  std::vector<double> formulas;
  double precision = 0;
  std::vector<double> own_precisions{};
};

// The derivatives of all numbers by one parameter.
struct Slope {
  Numbers best;
  Numbers coarser;   // one step of extrapolation less: their difference estimates the error
  std::string note;  // how they were taken, where not by small steps to both sides
};

// The numbers at other parameters; nullopt where the model has none there.
using ReadNumbers = std::function<std::optional<Numbers>(const Parameters&)>;

// Fills in the numbers of levels, and the precision.
void read_levels(const Model& model, const StudyOptions& options, const Parameters& parameters, Numbers& numbers);

// All numbers of the flat game.
std::optional<Numbers> numbers_of(const Position& position, const StudyOptions& options, const Parameters& parameters);

// The same from the derivatives of formulas, at a point of which all numbers have these slopes; nullopt where something
// has no derivative. Odds are taken to stay.
using ReadSlopes = std::function<std::optional<Numbers>(const Point& point, const Point& slopes)>;

// The slopes of levels and of the precision.
void read_level_slopes(const Model& model, const StudyOptions& options, const Point& slopes, Numbers& numbers);

// Of all numbers of the flat game.
std::optional<Numbers> slopes_of(const Position& position, const StudyOptions& options, const Point& point,
                                 const Point& slopes);

// By formulas where no odds depend on the parameter; otherwise, and where formulas have no derivative, by differences.
// nullopt where the model has no numbers at either side of the parameter's value.
std::optional<Slope> slope_by(const ReadSlopes& read_slopes, const ReadNumbers& read, const Position& position,
                              ParameterId parameter);

}  // namespace demarche
