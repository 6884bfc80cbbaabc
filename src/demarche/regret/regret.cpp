#include "demarche/regret/regret.h"

#include "demarche/game/relative_stakes.h"
#include "demarche/regret/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

namespace demarche {
namespace {

// A method under way, with the last measurement of its average.
struct Racer {
  RegretRun run;
  RegretMeasure measured;
};

struct Race {
  const RegretGame& game;
  const RegretOptions& options;
  const Workers& workers;
  const Monitor& monitor;
  std::optional<StopReason> reason;  // once there is one, nobody runs on
};

constexpr std::array<std::pair<RegretMethod, std::string_view>, 6> names{{
    {RegretMethod::Automatic, "regret"},
    {RegretMethod::CfrPlus, "cfr+"},
    {RegretMethod::Discounted, "dcfr"},
    {RegretMethod::Predictive, "pcfr+"},
    {RegretMethod::PredictiveScaled, "pdcfr+"},
    {RegretMethod::MonteCarlo, "mccfr"},
}};
constexpr std::uint64_t first_lap = 512;    // iterations, all methods
constexpr std::uint64_t second_lap = 4096;  // the better half

std::string_view label_of(RegretMethod method) {
  switch (method) {
    case RegretMethod::CfrPlus:
      return "CFR+";
    case RegretMethod::Discounted:
      return "DCFR";
    case RegretMethod::Predictive:
      return "PCFR+";
    case RegretMethod::PredictiveScaled:
      return "PDCFR+";
    case RegretMethod::MonteCarlo:
      return "external-sampling Monte Carlo CFR";
    default:
      return "automatic";
  }
}

// Rarely enough that measuring costs little beside iterating.
std::uint64_t next_measurement(std::uint64_t iteration) {
  return iteration + std::max<std::uint64_t>(8, iteration / 8);
}

void look(Race& race, Racer& racer) {
  racer.measured = measure(race.game, racer.run, race.workers);
  const Progress progress{"minimising regret", -1, 0, racer.measured.gap};
  if (racer.measured.gap <= race.options.tolerance * race.game.payoff_range) race.reason = StopReason::ReachedTolerance;
  else if (race.monitor && !race.monitor(progress)) race.reason = StopReason::Interrupted;
}

// Runs on to an iteration, unless there is a reason to stop before.
void run_to(Race& race, Racer& racer, std::uint64_t iteration) {
  while (!race.reason && racer.run.num_iterations < iteration) {
    const std::uint64_t pause = std::min(iteration, next_measurement(racer.run.num_iterations));
    while (racer.run.num_iterations < pause) iterate(race.game, racer.run, race.workers);
    look(race, racer);
  }
}

// All methods run a lap, the better half a longer one, and the best goes on. The first lap is long, since prediction
// needs some hundred iterations to show what it is worth.
Racer best_racer(Race& race) {
  constexpr std::uint64_t heats = 4;  // side by side, so that a quick one spares the others the rest of the lap
  std::vector<Racer> racers;
  for (const RegretMethod method :
       {RegretMethod::CfrPlus, RegretMethod::Discounted, RegretMethod::Predictive, RegretMethod::PredictiveScaled}) {
    racers.push_back({start_run(race.game, method), {}});
  }
  for (std::uint64_t heat = 1; heat <= heats; ++heat) {
    for (Racer& racer : racers) run_to(race, racer, std::min(race.options.max_iterations, first_lap * heat / heats));
  }
  std::erase_if(racers, [](const Racer& racer) { return racer.run.num_iterations == 0; });
  const auto gap = [](const Racer& racer) { return racer.measured.gap; };
  std::ranges::sort(racers, {}, [&](const Racer& racer) { return std::pair(gap(racer), racer.run.method); });
  if (racers.size() > 2) racers.erase(racers.begin() + 2, racers.end());
  for (Racer& racer : racers) run_to(race, racer, std::min(race.options.max_iterations, second_lap));
  return std::move(*std::ranges::min_element(racers, {}, gap));
}

std::string concept_of(const RegretGame& game, double gap) {
  if (game.is_constant_sum) return fmt::format("Nash (zero-sum), exploitability {:.3g}", gap);
  return fmt::format("coarse correlated equilibrium of the average play, gap {:.3g}", gap);
}

std::string words_of(const RegretOptions& options, const RegretRun& run) {
  const std::string_view chosen = options.method == RegretMethod::Automatic
                                      ? ", the best of CFR+, DCFR, PCFR+ and PDCFR+ by measured progress"
                                      : "";
  return fmt::format("{} in sequence form, {} iteration{}{}", label_of(run.method), run.num_iterations,
                     run.num_iterations == 1 ? "" : "s", chosen);
}

RegretResult result_of(const Game& game, Race& race, Racer& racer) {
  RegretResult result;
  result.strategy = average_strategy(game, race.game, racer.run);
  result.method = racer.run.method;
  result.reason = race.reason.value_or(StopReason::StepLimit);
  result.num_iterations = racer.run.num_iterations;
  result.is_constant_sum = race.game.is_constant_sum;
  result.gains = std::move(racer.measured.gains);
  result.regrets = std::move(racer.measured.regrets);
  result.gap = racer.measured.gap;
  result.payoff_range = race.game.payoff_range;
  result.solution_concept = concept_of(race.game, result.gap);
  result.words = words_of(race.options, racer.run);
  if (!result.is_constant_sum && !result.gains.empty()) {
    result.notes.push_back(fmt::format(
        "the strategy shows each actor's part of the average play; were the actors to play these parts independently, "
        "one of them could gain {:.3g} by another plan",
        std::max(0.0, std::ranges::max(result.gains))));
  }
  return result;
}

}  // namespace

std::string_view name_of(RegretMethod method) {
  for (const auto& [named, name] : names) {
    if (named == method) return name;
  }
  return {};
}

RegretResult solve_regret(const Game& game, const Stakes& stakes, const RegretOptions& options, const Workers& workers,
                          const Monitor& monitor) {
  assert(options.max_iterations > 0);
  if (const auto relative = relative_stakes(game, stakes))
    return solve_regret(game, *relative, options, workers, monitor);
  const RegretGame regret_game = make_regret_game(game, stakes);
  Race race{regret_game, options, workers, monitor, {}};
  Racer racer = options.method == RegretMethod::Automatic
                    ? best_racer(race)
                    : Racer{start_run(regret_game, options.method, options.seed), {}};
  run_to(race, racer, options.max_iterations);
  return result_of(game, race, racer);
}

}  // namespace demarche
