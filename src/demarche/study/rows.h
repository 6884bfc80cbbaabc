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

// The same at a point solved in the course of a study, with the point's own note; no numbers where the equilibrium
// asked about is not known there.
std::vector<AnswerRow> rows_at(const Ruleset& ruleset, const SolvedPoint& point, const Question& question);

// The same where the equilibrium asked about is not known.
std::vector<AnswerRow> rows_lost(const SolvedPoint& point, const Question& question);

// False where in a history that can happen an event or a condition of the question compares numbers that are not
// finite: E019, kept in the study.
bool is_defined_at(Study& study, const Position& position, const Question& question, const Task& task);

// The formula's number at the point of a position; nothing where it is not finite: E019, kept in the study.
std::optional<double> finite_number(Study& study, const Position& position, const Formula& formula,
                                    const std::string& what, const Task& task);

// The certificate of a position, written into a row; what it is known to follows from it.
void certify_row(AnswerRow& row, const Position& position);

// How likely the condition of a question is, written into a row.
void note_condition(AnswerRow& row, double log_condition);
// In the limit of sharp play an answer is known to the gain that its certificate leaves, as a share of the range of
// payoffs, and no finer than this.
inline constexpr double limit_known_to = 1e-6;

// What must be remarked of the rows of an answer to a question with `given`: R301, at most once.
Diagnostics remarks_on(const Question& question, const std::vector<AnswerRow>& rows);

void append_note(std::string& note, const std::string& more);

// Whichever its kind is. nullopt: an error (kept in the study) or an interruption.
std::optional<Answer> answer_one(Study& study, const Question& question);

}  // namespace demarche
