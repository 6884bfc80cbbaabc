#pragma once

#include <vector>

namespace demarche {

double norm_of(const std::vector<double>& v);
void add_times(std::vector<double>& target, double factor, const std::vector<double>& v);

// A plane rotation that clears the second of two numbers.
struct Rotation {
  double cosine = 1;
  double sine = 0;
};

// One cycle of flexible GMRES from x = `answer.unknowns`; right-preconditioned, so it sees true residuals.
struct KrylovCycle {
  std::vector<std::vector<double>> basis;
  std::vector<std::vector<double>> directions;
  std::vector<std::vector<double>> columns;  // of the triangular factor
  std::vector<Rotation> rotations;
  std::vector<double> right;
};

// From the rest of the right side, of size `left`.
KrylovCycle start_cycle(const std::vector<double>& rest, double left);

// Takes in the product of the matrix with the direction that was added last, which becomes the next of the basis.
void orthogonalise(KrylovCycle& cycle, std::vector<double>& product);

void add_combination(const KrylovCycle& cycle, std::vector<double>& unknowns);

}  // namespace demarche
