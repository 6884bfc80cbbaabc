#include "demarche/solve/exact/best_reply_polytope.h"

#include <bit>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t most_vertices = 4000;      // at any time
constexpr std::size_t most_steps = 100'000'000;  // vertices looked at, and products of limbs

// A ray of the cone {(x, t) : x >= 0, matrix x <= t}, by its distances from all faces: the vertex x / t.
struct ConeRay {
  std::vector<ExactInteger> distances;  // [column], then [row]
  std::uint64_t tight = 0;
};

std::uint64_t bit(std::size_t k) { return std::uint64_t{1} << k; }

// Without what all distances have in common.
void reduce(std::vector<ExactInteger>& distances) {
  ExactInteger common;
  for (const ExactInteger& distance : distances) {
    common = common_divisor(std::move(common), distance);
    if (common == exact(1)) return;
  }
  for (ExactInteger& distance : distances) distance = divide(distance, common).quotient;
}

// The rays of the orthant: x[k] alone, and t alone.
std::vector<ConeRay> first_rays(const ExactMatrix& matrix) {
  std::vector<ConeRay> rays;
  const std::uint64_t all = bit(matrix.num_columns) - 1;
  for (std::size_t k = 0; k <= matrix.num_columns; ++k) {
    ConeRay ray{std::vector<ExactInteger>(matrix.num_columns + matrix.num_rows), all};
    const bool is_t = k == matrix.num_columns;
    if (!is_t) {
      ray.distances[k] = exact(1);
      ray.tight &= ~bit(k);
    }
    for (std::size_t row = 0; row < matrix.num_rows; ++row)
      ray.distances[matrix.num_columns + row] = is_t ? exact(1) : -matrix.at(row, k);
    rays.push_back(std::move(ray));
  }
  return rays;
}

struct DoubleDescription {
  std::vector<ConeRay> rays;
  std::size_t num_columns = 0;
  std::size_t work = 0;
};

// Where the edge between a ray beyond the face and one before it meets it.
ConeRay where_edge_meets(DoubleDescription& cone, const ConeRay& before, const ConeRay& beyond, std::size_t face) {
  ConeRay ray{std::vector<ExactInteger>(before.distances.size()), 0};
  const ExactInteger& ahead = before.distances[face];
  const ExactInteger behind = -beyond.distances[face];
  cone.work += ray.distances.size() * (ahead.limbs.size() + 1) * (behind.limbs.size() + 1);
  for (std::size_t k = 0; k < ray.distances.size(); ++k)
    ray.distances[k] = before.distances[k] * behind + beyond.distances[k] * ahead;
  reduce(ray.distances);
  for (std::size_t k = 0; k <= face; ++k)
    if (ray.distances[k].sign == 0) ray.tight |= bit(k);
  return ray;
}

// Whether two rays have an edge between them: no third one lies on all faces on which both lie.
bool adjacent(DoubleDescription& cone, std::size_t one, std::size_t other) {
  const std::uint64_t common = cone.rays[one].tight & cone.rays[other].tight;
  if (static_cast<std::size_t>(std::popcount(common)) + 1 < cone.num_columns) return false;
  cone.work += cone.rays.size();
  for (std::size_t third = 0; third < cone.rays.size(); ++third)
    if (third != one && third != other && (common & ~cone.rays[third].tight) == 0) return false;
  return true;
}

// The rays that lie before a face, on it, and beyond.
struct Sides {
  std::vector<std::size_t> before;
  std::vector<std::size_t> beyond;
};
Sides sides_of(const DoubleDescription& cone, std::size_t face) {
  Sides sides;
  for (std::size_t ray = 0; ray < cone.rays.size(); ++ray) {
    const int sign = cone.rays[ray].distances[face].sign;
    if (sign > 0) sides.before.push_back(ray);
    if (sign < 0) sides.beyond.push_back(ray);
  }
  return sides;
}

bool too_much(const DoubleDescription& cone, std::size_t num_more) {
  return cone.rays.size() + num_more > most_vertices || cone.work > most_steps;
}

// Cuts the cone at one more face. False where that is too much work.
bool cut(DoubleDescription& cone, std::size_t face) {
  const Sides sides = sides_of(cone, face);
  std::vector<ConeRay> made;
  for (const std::size_t beyond : sides.beyond) {
    for (const std::size_t before : sides.before)
      if (adjacent(cone, before, beyond))
        made.push_back(where_edge_meets(cone, cone.rays[before], cone.rays[beyond], face));
    if (too_much(cone, made.size())) return false;
  }
  for (ConeRay& ray : cone.rays) {
    if (ray.distances[face].sign < 0) continue;
    if (ray.distances[face].sign == 0) ray.tight |= bit(face);
    made.push_back(std::move(ray));
  }
  cone.rays = std::move(made);
  return true;
}

}  // namespace

std::optional<std::vector<PolytopeVertex>> vertices_of(const ExactMatrix& matrix) {
  DoubleDescription cone{first_rays(matrix), matrix.num_columns, 0};
  for (std::size_t row = 0; row < matrix.num_rows; ++row)
    if (!cut(cone, matrix.num_columns + row)) return std::nullopt;
  std::vector<PolytopeVertex> vertices;
  const std::uint64_t at_zero = bit(matrix.num_columns) - 1;
  for (ConeRay& ray : cone.rays) {
    if ((ray.tight & at_zero) == at_zero) continue;
    ray.distances.resize(matrix.num_columns);
    vertices.push_back({std::move(ray.distances), ray.tight});
  }
  return vertices;
}

}  // namespace demarche
