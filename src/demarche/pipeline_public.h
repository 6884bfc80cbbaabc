#pragma once

#include "demarche/certify/certify_public.h"
#include "demarche/compile/unfold_public.h"
#include "demarche/pipeline.h"

namespace demarche {

// The road over vectors of types, for a crisis in which everybody sees every move.
struct SolvedPublic {
  PublicCompiled compiled;
  PublicStakes stakes;
  Solution solution;
  Certificate certificate;
  Game labels;  // for reports: actors, information sets and moves with their names; no histories
};

// In which form a crisis is solved. Both give the same equilibrium; the public tree is built where the flat one would
// be large, unless a form is asked for. Unfolded: the flat tree is there to be read, whatever tree is solved.
enum class Form : std::uint8_t { Automatic, Flat, Unfolded, Public };

// The crisis as a public tree, if it is to be solved so; nullopt: as a flat tree. An error is one sentence on why there
// is no public tree, where one was asked for.
std::expected<std::optional<PublicCompiled>, std::string> choose_form(const Model& model, const CompileOptions& options,
                                                                      Form form);

// The census, in view of the form that is solved: the limit on histories does not hold for a flat tree that is not
// built.
Census survey(const Model& model, const CompileOptions& options);

std::expected<SolvedPublic, Diagnostics> solve_public(const Varied& varied, PublicCompiled compiled,
                                                      const StudyOptions& options, const Monitor& monitor = {});

// The same, bound and labelled only: solution and certificate are empty.
std::expected<SolvedPublic, Diagnostics> unsolved_public(const Varied& varied, PublicCompiled compiled);

Report report_on(const SolvedPublic& solved, const Source& source, Provenance provenance);

}  // namespace demarche
