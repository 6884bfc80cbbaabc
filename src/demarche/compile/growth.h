#pragma once

#include "demarche/compile/compile.h"

namespace demarche {

// The most histories that one can become by these steps, if no condition stood in the way and nothing ended.
double growth_bound(const std::vector<Step>& steps);

// How the bound comes about: "5 rounds of 2 x 2", "3 x 2 x 2"; empty where at most one step branches.
std::string growth_text(const std::vector<Step>& steps);

// A count as people say it: "8,124", "41 million", "10^37".
std::string readable_count(double count);

// "reached with Israel.response = limited, US.help = shield, ..., without Iran.reply": all of the variables named
// first, whether they have happened or not, and others that have happened up to a handful in all.
std::string reached_with(const Model& model, StateView state, const std::vector<VariableId>& first);

// E019 where a condition compares numbers that are not finite.
Diagnostic undefined_condition(const Model& model, const Formula& condition, StateView state);

// E020, pointing at the stage that multiplies the histories most.
Diagnostic too_large(const Model& model, const Census& census, double max_histories);

// E020 where histories are few enough and have too much to remember.
Diagnostic too_heavy(const Model& model, const Census& census);

// The most nodes of a tree that is unfolded: a limit on histories is one on memory, too.
double most_nodes_in_memory(const Model& model, const CompileOptions& options);

// E020 where repeats go on without anybody moving or anything being drawn.
Diagnostic too_long(const Model& model);

// The same line fails in many histories; one of them is enough to tell.
void keep_first_of_each_place(Diagnostics& diagnostics);

}  // namespace demarche
