#pragma once

#include "demarche/report/charts_style.h"
#include "demarche/view/report.h"

#include <string>
#include <string_view>
#include <vector>

// What the charts of answers share.
namespace demarche {

// The answers of one kind (Answer::kind) that have rows.
std::vector<const Answer*> answers_of(const Report& report, std::string_view kind);

// `2% to 5%`, over the draws of a study; empty where there is none.
std::string range_text(const AnswerRow& row);

// A scale of answers: probabilities from 0 to the largest; payoffs around what there is.
Json scale_of(Unit unit);

// How the ticks of an axis are written, where the answers lie `width` apart.
std::string format_of(Unit unit, double width);

// From the least to the largest number; 0 where there are none.
double spread(const std::vector<double>& numbers);

}  // namespace demarche
