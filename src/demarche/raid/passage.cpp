#include "demarche/raid/passage.h"

#include "demarche/raid/shared_magazine.h"

#include <algorithm>

namespace demarche {
namespace {

// The law of how many of one class are left. What passed layers without limits and without spread is kept as one
// probability of getting through, so that large raids that meet nothing else stay a binomial.
struct Course {
  Law law;
  double pending = 1;
};

bool is_plain(const Thinning& thinning, const Course& course) {
  return thinning.stopping.kind == Stopping::Kind::Certain && never_binds(thinning.limits, course.law.end() - 1);
}

void work_out(Course& course) {
  if (course.pending == 1) return;
  Thinning thinning;
  thinning.stopping.certain = 1 - course.pending;
  const bool one_number = course.law.mass.size() == 1;
  course.law = one_number ? binomial(course.law.first, course.pending) : pass(thinning, course.law).through;
  course.pending = 1;
}

// Returns the expected shots.
double advance(Course& course, const Thinning& thinning) {
  if (is_plain(thinning, course)) {
    const double misses = 1 - thinning.stopping.certain;
    const double looks = thinning.limits.num_looks > 1 ? 1 + misses : 1;
    const double shots = mean_of(course.law) * course.pending * looks * thinning.limits.shots;
    course.pending *= thinning.limits.num_looks > 1 ? misses * misses : misses;
    return shots;
  }
  work_out(course);
  Passage passage = pass(thinning, course.law);
  course.law = std::move(passage.through);
  return passage.shots;
}

// The classes of a group on their way. The joint law stands where the last shared magazine left it; `since` are the
// layers that each axis has met from there on, which `courses` have already passed.
struct Walk {
  const Situation& situation;
  const std::vector<std::size_t>& classes;
  std::vector<Course> courses{};
  Joint joint{};
  std::vector<std::vector<Thinning>> since{};
  GroupOutcome outcome{};
};

std::size_t row_of(const Walk& walk, std::size_t one) {
  return static_cast<std::size_t>(std::ranges::find(walk.classes, one) - walk.classes.begin());
}

Kernel kernel_at(const Walk& walk, std::size_t axis) {
  const std::vector<Thinning>& thinnings = walk.since[row_of(walk, walk.joint.classes[axis])];
  return thinnings.empty() ? Kernel{} : kernel_of(thinnings, walk.joint.extents[axis] - 1);
}

// The joint law just before a layer, with the classes that share its magazine first.
void bring_together(Walk& walk, const std::vector<std::size_t>& shared) {
  std::vector<std::size_t> order = shared;
  for (std::size_t one : walk.classes) {
    if (std::ranges::find(shared, one) == shared.end()) order.push_back(one);
  }
  if (walk.joint.cells.empty()) {
    std::vector<Law> laws;
    for (std::size_t one : order) {
      work_out(walk.courses[row_of(walk, one)]);
      laws.push_back(walk.courses[row_of(walk, one)].law);
    }
    walk.joint = joint_of(order, laws);
    return;
  }
  for (std::size_t axis = 0; axis < walk.classes.size(); ++axis) {
    const Kernel kernel = kernel_at(walk, axis);
    if (!kernel.empty()) thin_axis(walk.joint, axis, kernel);
  }
  walk.joint = reordered(walk.joint, order);
}

void share_layer(Walk& walk, std::size_t layer, const std::vector<std::size_t>& shared) {
  bring_together(walk, shared);
  const DefenceLayer& where = walk.situation.defence.layers[layer];
  SharedLayer thinning{where.shared.shots, where.num_looks, {}};
  for (std::size_t one : shared) thinning.classes.push_back(thinning_of(walk.situation, layer, one));
  const std::vector<double> shots = thin_shared(walk.joint, thinning);
  for (std::size_t k = 0; k < shared.size(); ++k) walk.outcome.shots[layer][row_of(walk, shared[k])] = shots[k];
  for (std::size_t axis = 0; axis < walk.joint.classes.size(); ++axis) {
    walk.courses[row_of(walk, walk.joint.classes[axis])] = {marginal(walk.joint, axis), 1};
  }
  walk.since.assign(walk.classes.size(), {});
}

void meet_layer(Walk& walk, std::size_t layer) {
  const std::vector<std::size_t> shared = sharers(walk.situation, layer);
  const bool is_shared = !shared.empty() && std::ranges::find(walk.classes, shared.front()) != walk.classes.end();
  if (is_shared) share_layer(walk, layer, shared);
  for (std::size_t row = 0; row < walk.classes.size(); ++row) {
    const std::size_t one = walk.classes[row];
    const bool is_done = is_shared && std::ranges::find(shared, one) != shared.end();
    if (is_done || !engages(walk.situation, layer, one)) continue;
    Thinning thinning = thinning_of(walk.situation, layer, one);
    walk.outcome.shots[layer][row] = advance(walk.courses[row], thinning);
    if (!walk.joint.cells.empty()) walk.since[row].push_back(std::move(thinning));
  }
}

}  // namespace

GroupOutcome pass_layers(const Situation& situation, const std::vector<std::size_t>& classes) {
  Walk walk{.situation = situation, .classes = classes};
  for (std::size_t one : classes) {
    const ThreatClass& threat = situation.defence.threats[one];
    walk.courses.push_back({{static_cast<std::size_t>(threat.num_launched), {1.0}}, threat.reliability});
  }
  const std::size_t num_layers = situation.defence.layers.size();
  walk.outcome.shots.assign(num_layers, std::vector<double>(classes.size(), 0.0));
  for (std::size_t layer = 0; layer < num_layers; ++layer) meet_layer(walk, layer);
  for (Course& course : walk.courses) {
    work_out(course);
    walk.outcome.by_class.push_back(course.law);
  }
  if (walk.joint.cells.empty()) {
    walk.outcome.total = walk.outcome.by_class.front();
    return std::move(walk.outcome);
  }
  std::vector<Kernel> kernels;
  for (std::size_t axis = 0; axis < classes.size(); ++axis) kernels.push_back(kernel_at(walk, axis));
  walk.outcome.total = total_through(walk.joint, kernels);
  return std::move(walk.outcome);
}

}  // namespace demarche
