#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <string>
#include <vector>

// Words that kinds of answers share in the summary of a page.
namespace demarche {

// `3.2%`, with a star where it is off the path of play.
view::Words value_words(const AnswerRow& row);

// ` (2% to 5%)`: over the draws of a study, as the summary says above.
std::string bracketed_draws(const AnswerRow& row);

// ` (the condition holds with 12.5%)`, where there is one.
std::string condition_in_short(const AnswerRow& row);

// "P(war): join 3%, restrain 1%", a line for each quantity; without its name where there is only one. A single row is
// its value, with its condition.
std::vector<view::Words> listed_in_short(const Answer& answer);

// Words that lead to a figure.
view::Words led_to(std::string words, std::string key);

}  // namespace demarche
