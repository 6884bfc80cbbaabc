#include "demarche/view/equilibrium_words.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <cstdlib>

namespace demarche {
namespace {

std::string starts_sentence(const Equilibria& equilibria) {
  const std::string made = counted(equilibria.num_starts, "random start");
  const std::string of = equilibria.stopped
                             ? fmt::format(" of {}, when the search was stopped", equilibria.num_starts_asked)
                             : fmt::format(", seed {}", equilibria.seed);
  return fmt::format("searched: the logit path and {}{}. `starts` counts those that led to each.", made, of);
}

std::string scope_sentence(const Equilibria& equilibria) {
  if (equilibria.at_precision)
    return "promised: each one listed is a logit equilibrium at the precision, differs from the others, and is "
           "certified. Not promised: that there are no others.";
  return "promised: each one listed is sequential to within the tolerance, differs from the others, and is certified. "
         "Not promised: that there are no others. Beliefs off the path of play are those that mistakes imply; "
         "equilibria that no such mistakes lead to are not looked for.";
}

std::string index_sentence(const Equilibria& equilibria) {
  if (!equilibria.index_sum) return {};
  const int sum = *equilibria.index_sum;
  const std::string each =
      "the indices of all logit equilibria add up to 1 unless two of them coincide; those found add "
      "up to ";
  if (sum == 1) return each + "1: if any are missing, then not one alone.";
  return fmt::format("{}{}: at least {} missing.", each, sum,
                     std::abs(1 - sum) == 1 ? "one is" : fmt::format("{} are", std::abs(1 - sum)));
}

}  // namespace

Report report_on_row(const Report& report, std::size_t row) {
  Report one = report;
  one.solution = &report.equilibria->rows[row].found.solution;
  one.certificate = &report.equilibria->rows[row].certificate;
  one.equilibrium = row + 1;
  one.refinement = row < report.refinements.size() ? report.refinements[row] : std::nullopt;
  return one;
}

std::string_view route_word(Route route) {
  switch (route) {
    case Route::PrincipalBranch:
      return "principal_branch";
    case Route::PrincipalCurve:
      return "principal_curve";
    case Route::Tilt:
      return "tilt";
    case Route::Dynamics:
      return "dynamics";
    case Route::Curve:
      return "curve";
    case Route::Deflation:
      return "deflation";
    case Route::UnequalMistakes:
      return "unequal_mistakes";
  }
  return "";
}

std::string route_text(const FoundEquilibrium& found) {
  switch (found.route) {
    case Route::PrincipalBranch:
      return "the logit path";
    case Route::PrincipalCurve:
      return fmt::format("the logit path, followed on past folds, time {}", found.order + 1);
    case Route::Tilt:
      return fmt::format("a tilt withdrawn, start {}", found.order);
    case Route::Dynamics:
      return fmt::format("logit dynamics, start {}", found.order);
    case Route::Curve:
      return fmt::format("a fold away from another one, start {}", found.order);
    case Route::Deflation:
      return fmt::format("deflation, start {}", found.order);
    case Route::UnequalMistakes:
      return fmt::format("unequal mistakes, start {}", found.order);
  }
  return "";
}

std::string_view stable_word(const FoundEquilibrium& found) {
  if (!found.stable) return "?";
  return *found.stable ? "yes" : "no";
}

std::vector<std::string> search_sentences(const Equilibria& equilibria) {
  std::vector<std::string> sentences = {starts_sentence(equilibria)};
  for (std::size_t row = 0; row < equilibria.rows.size(); ++row) {
    if (!equilibria.rows[row].plays_as) continue;
    sentences.push_back(fmt::format("equilibrium {} differs from {} only off the path of play.", row + 1,
                                    *equilibria.rows[row].plays_as + 1));
  }
  sentences.push_back(scope_sentence(equilibria));
  if (const std::string indices = index_sentence(equilibria); !indices.empty()) sentences.push_back(indices);
  if (equilibria.num_rejected > 0)
    sentences.push_back(fmt::format("left out: {} that the search reached and the certificate does not bear out.",
                                    counted(equilibria.num_rejected, "profile")));
  return sentences;
}

}  // namespace demarche
