#include "demarche/solve/aqre.h"

namespace demarche {

std::optional<Solution> continue_aqre(const Game& game, const Stakes& from, const Solution& solution, const Stakes& to,
                                      const AqreOptions& options, const Monitor& monitor) {
  return continue_aqre(game, *aqre_shape(game), from, solution, to, options, monitor);
}

std::optional<Solution> continue_aqre(const Game&, const AqreShape&, const Stakes&, const Solution&, const Stakes&,
                                      const AqreOptions&, const Monitor&) {
  return std::nullopt;
}

}  // namespace demarche
