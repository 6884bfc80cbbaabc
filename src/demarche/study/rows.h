#pragma once

#include "demarche/study/points.h"

namespace demarche {

// A condition met less often than this counts as off the path of play: it reads 0.0%.
inline constexpr double off_path_probability = 0.0005;

// The question's quantities read from a position under the outlook's strategy, with the certificate of the position's
// equilibrium.
std::vector<AnswerRow> rows_of(const Position& position, const Outlook& outlook, const Question& question);

// The same at a point with the question's own `forcing`, if it has one; the labels are the quantities.
std::vector<AnswerRow> rows_at(const Position& position, const Question& question);

// The same at a point solved in the course of a study, with the point's own note; no numbers where the equilibrium asked
// about is not known there.
std::vector<AnswerRow> rows_at(const Ruleset& ruleset, const SolvedPoint& point, const Question& question);

// The certificate of a position, written into a row.
void certify_row(AnswerRow& row, const Position& position);

// How likely the condition of a question is, written into a row.
void note_condition(AnswerRow& row, double log_condition);

// What must be remarked of the rows of an answer to a question with `given`: R301, at most once.
Diagnostics remarks_on(const Question& question, const std::vector<AnswerRow>& rows);

void append_note(std::string& note, const std::string& more);

// One function a kind of question. nullopt: an error (kept in the study) or an interruption.
std::optional<Answer> answer_ask(Study& study, const Question& question);
std::optional<Answer> answer_belief(Study& study, const Question& question);
std::optional<Answer> answer_compare(Study& study, const Question& question);
std::optional<Answer> answer_sweep(Study& study, const Question& question);
std::optional<Answer> answer_rank(Study& study, const Question& question);
std::optional<Answer> answer_check(Study& study, const Question& question);

// Whichever its kind is.
std::optional<Answer> answer_one(Study& study, const Question& question);

}  // namespace demarche
