#include "demarche/game/relative_stakes.h"
#include "demarche/regret/regret.h"

#include <algorithm>
#include <limits>

namespace demarche {

Solution solution_by_regret(const Game& game, const Stakes& stakes, const RegretOptions& options,
                            const Workers& workers, const Monitor& monitor) {
  RegretResult result = solve_regret(game, stakes, options, workers, monitor);
  Solution solution;
  solution.strategy = std::move(result.strategy);
  solution.precision = std::numeric_limits<double>::quiet_NaN();
  solution.residual = std::numeric_limits<double>::quiet_NaN();
  solution.reason = result.reason;
  solution.solution_concept = std::move(result.solution_concept);
  solution.method = std::move(result.words);
  solution.num_steps =
      static_cast<int>(std::min<std::uint64_t>(result.num_iterations, std::numeric_limits<int>::max()));
  solution.notes = std::move(result.notes);
  std::string nothing = note_on_nothing_at_stake(game, stakes);
  if (!nothing.empty()) solution.notes.push_back(std::move(nothing));
  return solution;
}

}  // namespace demarche
