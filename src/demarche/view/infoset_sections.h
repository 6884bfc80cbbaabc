#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <vector>

// What actors do and believe where they move.
namespace demarche {

// An actor's information sets, those reached most often first, no more than `most` of each: reach, gain, beliefs,
// moves.
std::vector<view::Section> infoset_sections(const Report& report, std::size_t most);

// Of these only those at which choices differ from another strategy's.
std::vector<view::Section> difference_sections(const Report& report, const Strategy& other, std::size_t most);

// A row of the schema's "infosets": reach, gain, moves, beliefs.
view::Data infoset_data(const Report& report, InfosetId id);
view::Data infosets_data(const Report& report);

// A row a move, for spreadsheets: the keys of its columns, and what it says of an information set.
std::vector<view::Column> move_columns();
std::vector<std::vector<view::Cell>> move_rows(const Report& report, InfosetId id);

// What stands in a table for programs only.
view::Cell data_cell(view::Data data);

}  // namespace demarche
