#pragma once

#include "demarche/check/formulas.h"

// Events and numbers that go by a name: declared in the order of the text, built once, and written out wherever the
// name stands.
namespace demarche {

void declare_definitions(Work& work);
void build_definitions(Work& work);

// Writes what the name at `use` stands for into the formula, and what it reads to the reads; false, and it was told,
// where it stands for nothing yet, or for too much.
bool write_out(Work& work, std::size_t definition, Span use, Formula& formula, Reads& reads);

// Where a name that stands in another's definition is read: the other end of whatever is said of that name.
void label_definition(Work& work, const std::optional<Span>& defined);

}  // namespace demarche
