#pragma once

#include "demarche/check/say.h"

// When things happen and who sees them: what a step may read where it stands.
namespace demarche {

// E007 for what has not happened yet where it is read. Inside `repeat` a later step may be read: an earlier round may
// have settled it.
void check_order(Work& work, const Reads& reads, const Where& where);

// The step of the same `simultaneously` block that settles what is read, if any.
const Setting* same_time(const Work& work, VariableId id, const Where& where);

// E014 for moves made at the same time, and E009 for options that would tell the actor something it has not seen.
void check_sight(Work& work, const Reads& reads, const Where& where, VariableId move, std::string_view option);

// W103 for `is not` on what may never happen, as far as the gates of the place and the rest of the condition leave
// open. What is in `settled` is known to have happened.
void check_presence(Work& work, const std::optional<Cond>& cond, const Where& where,
                    const std::vector<VariableId>& settled);

}  // namespace demarche
