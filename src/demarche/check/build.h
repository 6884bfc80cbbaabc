#pragma once

#include "demarche/check/formulas.h"
#include "demarche/check/order.h"

// The later passes: statements become rows of the model, once all names are declared.
namespace demarche {

void build_traits(Work& work);
void build_stages(Work& work);
void build_payoffs(Work& work);
void build_variants(Work& work);
void build_questions(Work& work);

// A condition of the story with all that is to be said about it: E005, E007, E018, W103.
Formula build_story_condition(Work& work, const std::optional<Cond>& cond, const Where& where);

// A number read in the story, E005 and E007.
Formula build_story_number(Work& work, const Expr& expr, const Where& where);

std::vector<DrawCase> build_cases(Work& work, VariableId variable, const std::vector<Case>& cases, const Where& where);

// The same of cases that declare no values: none can be a misspelling of another.
std::vector<DrawCase> build_known_cases(Work& work, VariableId variable, const std::vector<Case>& cases,
                                        const Where& where);

// E023 where a line that always applies has others after it.
void say_never_applies(Work& work, Span always, Span next);

// E023 where the last line has neither condition nor `otherwise`, though the one before it has a condition.
void check_last_guard(Work& work, const std::optional<Cond>& before, Span last);

Raid build_raid(Work& work, VariableId scale, const RaidStep& raid, const Where& where);
Vote build_vote(Work& work, VariableId variable, const VoteStep& vote, const Where& where);

}  // namespace demarche
