#pragma once

#include "demarche/study/answers.h"
#include "demarche/view/page.h"

#include <string>
#include <vector>

// How reasons are told in words.
namespace demarche {

// `+0.45`, `-0.45`, `0`: a payoff that is added to others.
std::string signed_text(double payoff, double payoff_range);

// The same for what an answer changes by, in its own unit: `+3.65 points`.
std::string signed_change_text(const AnswerRow& row, double change);

// `rises above 2.4`, `falls below 2.4`, as seen from where the number stands; `jumps`, where another equilibrium
// begins.
std::string turning_text(const TurningValue& turn);

// `3 of 8 numbers were moved through their range`, where the search for what turns a choice was stopped; else nothing.
std::string left_unturned_text(const OfWhy& why);

// "Iran.mood is bold is held at 30%: the preference is +0.5 if so, -0.2 if not; ...".
std::string belief_text(const HeldBelief& held, double payoff_range);

// Whether a little more or less of some decision changes the answer, as it does not in the limit of sharp play.
bool is_carried(const MoveReason& move, const AnswerRow& like);
bool is_carried(const Answer& answer, const OfWhyProbability& why);

// `94%: US.backing is firm, ...`, a line a history.
std::vector<view::Words> history_lines(const OfWhyProbability& why);

// A paragraph for a memo: which option is preferred, by how much, what adds most to that and what takes most away, and
// which number would turn it. Where the preference is no larger than what the certificate leaves open it says so.
std::string memo_of(const Answer& answer, const OfWhy& why);

}  // namespace demarche
