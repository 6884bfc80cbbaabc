#include "demarche/engine/strategy.h"

#include <utility>

namespace demarche {

std::expected<StrategyRead, Result> strategy_for(const Game& game, const Request& request) {
  StrategyRead read = read_strategy(game, *request.strategy, request.profile);
  if (read.strategy) return read;
  return std::unexpected(Result{Outcome::Usage, {}, *request.strategy, std::move(read.diagnostics), {}});
}

}  // namespace demarche
