#include "demarche/solve/equations/doubt.h"

#include "demarche/solve/equations/exponential.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

constexpr double rounding_of_pace = 1e-7;  // of the fastest: what solving for tangents leaves undecided
constexpr double least_growth = 1.02;      // of the precision, to see from one point to the next how a movement goes on
constexpr double slowest_decay = 0.05;     // as a power of the precision; what dies away more slowly goes on
constexpr double nearest_turn = 1e-3;      // the first precision looked ahead to, as a multiple less 1
constexpr double farthest = 1e12;          // and the last one: beyond, rounding is all there is
constexpr double stride = 2;

// How the log-odds of one history against another move as the precision grows from what it is to `times` as much.
struct Drift {
  double pace = 0;
  double decay = 0;  // the power of the precision with which the pace falls; 0: it grows in proportion
};

double moved_by(const Drift& drift, double times) {
  return drift.decay > 0 ? drift.pace / drift.decay * (1 - std::pow(times, -drift.decay)) : drift.pace * (times - 1);
}

Drift drift_of(double now, double before, double growth) {
  if (!(growth > least_growth) || now * before <= 0) return {now, 0};
  const double decay = std::log(before / now) / std::log(growth);
  return {now, decay > slowest_decay ? std::min(decay, 1.0) : 0};
}

double gain_in(const Doubt& doubt, std::size_t row) {
  const double* values = doubt.values.data() + row * doubt.num_actions;
  const double best = *std::max_element(values, values + doubt.num_actions);
  double gain = 0;
  for (std::size_t a = 0; a < doubt.num_actions; ++a) gain += doubt.choice[a] * (best - values[a]);
  return gain;
}

double gain_under(const Doubt& doubt, const std::vector<double>& logs) {
  const double high = *std::max_element(logs.begin(), logs.end());
  double sum = 0;
  std::vector<double> means(doubt.num_actions, 0.0);
  for (std::size_t row = 0; row < logs.size(); ++row) {
    const double weight = share_of(logs[row] - high);
    sum += weight;
    for (std::size_t a = 0; a < means.size(); ++a) means[a] += weight * doubt.values[row * means.size() + a];
  }
  const double best = *std::max_element(means.begin(), means.end());
  double gain = 0;
  for (std::size_t a = 0; a < means.size(); ++a) gain += doubt.choice[a] * (best - means[a]);
  return gain / sum;
}

std::size_t largest_of(const std::vector<double>& numbers) {
  return static_cast<std::size_t>(std::max_element(numbers.begin(), numbers.end()) - numbers.begin());
}

std::vector<Drift> drifts_of(const Doubt& doubt, double growth) {
  const std::size_t top = largest_of(doubt.logs);
  double fastest = 0;
  for (const double pace : doubt.now) fastest = std::max(fastest, std::abs(pace));
  std::vector<Drift> drifts(doubt.logs.size());
  for (std::size_t row = 0; row < drifts.size(); ++row) {
    const double now = doubt.now[row] - doubt.now[top];
    if (std::abs(now) <= rounding_of_pace * fastest) continue;
    const double before = doubt.before.empty() ? 0 : doubt.before[row] - doubt.before[top];
    drifts[row] = drift_of(now, before, growth);
  }
  return drifts;
}

// The case that gains most on the way, against the likeliest of the others.
Turn turn_at(const Doubt& doubt, const std::vector<double>& logs, double times) {
  std::vector<double> gained(logs.size());
  for (std::size_t row = 0; row < logs.size(); ++row) gained[row] = logs[row] - doubt.logs[row];
  Turn turn{times, 0, largest_of(gained), 0};
  std::vector<double> others = doubt.logs;
  others[turn.to] = -std::numeric_limits<double>::infinity();
  turn.from = largest_of(others);
  const double top = doubt.logs[largest_of(doubt.logs)];
  double sum = 0;
  for (const double log : doubt.logs) sum += share_of(log - top);
  turn.share = share_of(doubt.logs[turn.to] - top) / sum;
  return turn;
}

}  // namespace

std::optional<Turn> look_ahead(const Doubt& doubt, const BeliefSearch& search) {
  double worst = 0;
  for (std::size_t row = 0; row < doubt.logs.size(); ++row) worst = std::max(worst, gain_in(doubt, row));
  if (!(worst > search.tolerance)) return std::nullopt;
  const std::vector<Drift> drifts = drifts_of(doubt, search.growth());
  std::vector<double> logs(doubt.logs.size());
  for (double ahead = nearest_turn; ahead * search.now.precision < farthest; ahead *= stride) {
    for (std::size_t row = 0; row < logs.size(); ++row) logs[row] = doubt.logs[row] + moved_by(drifts[row], 1 + ahead);
    if (gain_under(doubt, logs) > search.tolerance) return turn_at(doubt, logs, 1 + ahead);
  }
  return std::nullopt;
}

bool is_on_the_move(const Doubt& doubt, const BeliefSearch& search) {
  const std::vector<Drift> drifts = drifts_of(doubt, search.growth());
  const double top = *std::max_element(doubt.logs.begin(), doubt.logs.end());
  for (std::size_t row = 0; row < drifts.size(); ++row) {
    const bool counts = share_of(doubt.logs[row] - top) > search.tolerance;
    if (drifts[row].pace > 0 || (drifts[row].pace < 0 && counts)) return true;
  }
  return false;
}

}  // namespace demarche
