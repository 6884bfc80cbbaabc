#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <string>
#include <vector>

// What is told to people of an answer on a terminal, and what kinds share there.
namespace demarche {

// How far what is said of a question stands below it on a terminal.
inline constexpr std::size_t answer_indent = 4;

// The question as a heading, its rows as its kind tells them, and what they rest on.
std::vector<view::Block> answer_blocks(const Report& report, const Answer& answer);

// How a row's number changes with the parameters, most important first; nothing where that was not asked for.
std::vector<view::Block> sensitivity_blocks(const AnswerRow& row);

// A sentence below a question. What stands between backticks is to be typed.
view::Block answer_line(const std::string& sentence);

// A share of 1, drawn; nothing of other numbers.
view::Cell bar_cell(const AnswerRow& row);

// ` (90% of the draws: 26% to 31%)`, where a study of the model says how far its draws spread; and the same in tables,
// which say above or below what stands in brackets.
std::string spread_text(const AnswerRow& row);
std::string short_spread_text(const AnswerRow& row);

}  // namespace demarche
