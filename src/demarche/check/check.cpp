#include "demarche/check/check.h"
#include "demarche/check/build.h"
#include "demarche/check/build_equilibrium.h"
#include "demarche/check/correlations.h"
#include "demarche/check/declare.h"
#include "demarche/check/definitions.h"
#include "demarche/check/hygiene.h"
#include "demarche/check/levels.h"
#include "demarche/check/lost.h"
#include "demarche/check/move_numbers.h"
#include "demarche/check/numbers.h"
#include "demarche/check/parameters.h"
#include "demarche/check/passes.h"
#include "demarche/check/thoughts.h"
#include "demarche/check/unknowns.h"

#include <tuple>
#include <utility>

namespace demarche {

namespace {

// Two passes may resolve the same name, once to declare and once to build: what they say of one place is said once.
Diagnostics without_repeats(Diagnostics diagnostics) {
  std::set<std::tuple<Kind, std::uint32_t, std::uint32_t, std::string>> said;
  std::erase_if(diagnostics, [&](const Diagnostic& diagnostic) {
    const Span span = diagnostic.primary.span;
    return !said.emplace(diagnostic.kind, span.begin, span.end, diagnostic.message).second;
  });
  return diagnostics;
}

}  // namespace

void run_passes(Work& work) {
  read_words(work);
  declare_names(work);
  declare_unknowns(work);
  declare_story(work);
  declare_thoughts(work);
  build_parameters(work);
  build_number_thoughts(work);
  build_scales(work);
  work.best = point_of(work.model, best_guesses(work.model));
  build_levels(work);
  build_move_numbers(work);
  build_unknowns(work);
  check_ranges(work);
  check_scale_numbers(work);
  build_correlations(work);
  build_definitions(work);
  work.model.payoffs.resize(work.model.actors.size());
  build_traits(work);
  build_stages(work);
  build_payoffs(work);
  build_named_equilibrium(work);
  build_variants(work);
  build_questions(work);
  check_payoffs(work);
  if (work.tree.whole && !has_errors(work.diagnostics)) check_hygiene(work);
}

Checked check(const Source& source, const Tree& tree) {
  Work work{source, tree};
  run_passes(work);
  return {std::move(work.model), without_repeats(std::move(work.diagnostics))};
}

}  // namespace demarche
