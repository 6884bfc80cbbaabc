#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace demarche {

// A table of drawn numbers, row by row.
struct Inputs {
  std::size_t num_columns = 0;
  std::vector<double> numbers;  // [row x num_columns + column]
  std::size_t num_rows() const { return num_columns == 0 ? 0 : numbers.size() / num_columns; }
  double operator()(std::size_t row, std::size_t column) const { return numbers[row * num_columns + column]; }
};

// One side of a box: rows whose number in this column is at least (at most) `at` are inside.
struct BoxSide {
  std::size_t column = 0;
  std::optional<double> at_least;
  std::optional<double> at_most;
  double quasi_p = 1;  // how likely rows drawn at random would be this dense, had the side no meaning
};

// Part of the space of uncertain numbers in which something happens more often.
struct Box {
  std::vector<BoxSide> sides;  // restricted columns only, in order of columns
  double coverage = 0;         // of the rows in which it happens, the share that is inside
  double density = 0;          // of the rows inside, the share in which it happens
  double mass = 0;             // of all rows, the share that is inside
};

struct PrimOptions {
  double peel = 0.05;        // share of the rows inside taken off at a time
  double least_mass = 0.05;  // no box holds less
};

// The patient rule induction method of Friedman & Fisher (Statistics and Computing 9, 1999), as scenario discovery uses
// it (Bryant & Lempert 2010): from the whole space, peel off the thin slice whose loss leaves the rest densest, again
// and again. Each step's box, the whole space first. `happens` has an entry a row.
std::vector<Box> peel_boxes(const Inputs& inputs, const std::vector<bool>& happens, const PrimOptions& options = {});

// The box to name: of those as dense as wanted the one that covers most; if there is none, the densest.
Box box_to_name(const std::vector<Box>& boxes, double density);

// The box with only sides that tell something: the one with the largest quasi-p-value is dropped while it is over
// `most_p`, and the rows inside, the shares and the other sides' values are found anew after each (Bryant & Lempert
// 2010).
Box pruned(Box box, const Inputs& inputs, const std::vector<bool>& happens, double most_p = 0.05);

// Which box, once pruned, has density and coverage best balanced: the largest harmonic mean of the two. Dense boxes
// late on the way hold a few sides that tell much beside many that tell nothing.
struct NamedBox {
  std::size_t peeled = 0;  // of the boxes on the way
  Box box;
};
NamedBox balanced_box(const std::vector<Box>& boxes, const Inputs& inputs, const std::vector<bool>& happens);

}  // namespace demarche
