#include "demarche/study/best_form.h"
#include "demarche/study/points.h"
#include "demarche/study/verdict.h"

namespace demarche {

AqreOptions options_at(const Model& model, const Parameters& parameters, const StudyOptions& options) {
  AqreOptions aqre = options.aqre;
  if (!aqre.precision && options.precision_from_model && model.precision) {
    aqre.precision = point_of(model, parameters).parameters[*model.precision];
  }
  return aqre;
}

std::expected<Solved, Diagnostics> solve_model(const Model& model, const Parameters& parameters,
                                               const StudyOptions& options, const Monitor& monitor) {
  std::expected<Compiled, Diagnostics> compiled = compile(model, options.compile);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  std::expected<Stakes, Diagnostics> stakes = demarche::bind(model, *compiled, parameters);
  if (!stakes) return std::unexpected(std::move(stakes.error()));
  Solved solved{model, parameters, std::move(*compiled), std::move(*stakes), {}, {}};
  const AqreOptions aqre = options_at(model, parameters, options);
  const auto open = in_public(model, solved.compiled, options);
  if (open) {
    auto solution = solve_in_public(model, solved.compiled, *open, parameters, aqre, monitor);
    if (!solution) return std::unexpected(std::move(solution.error()));
    solved.solution = std::move(*solution);
  } else {
    solved.solution = solve_aqre(solved.compiled.game, solved.stakes, aqre, monitor);
  }
  solved.certificate = certify(solved.compiled.game, solved.stakes, solved.solution.strategy);
  hold_to_certificate(solved.solution, solved.certificate, aqre);
  return solved;
}

}  // namespace demarche
