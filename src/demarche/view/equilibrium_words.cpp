#include "demarche/view/equilibrium_words.h"

#include "demarche/view/naming_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace demarche {
namespace {

// Nothing where it began at an enumerated Nash equilibrium.
std::string start_text(const FoundEquilibrium& found) {
  return found.order == 0 ? "" : fmt::format(", start {}", found.order);
}

std::string plans_text(const NashSummary& nash) {
  const std::string left_out = nash.num_incredible == 0
                                   ? ""
                                   : fmt::format(", left out: {}", counted(nash.num_incredible, "move")) +
                                         fmt::format(" that {}", agreeing(nash.num_incredible, "is", "are")) +
                                         " wrong whatever is believed";
  return fmt::format("enumerated in exact arithmetic ({} x {} plans{})", nash.num_plans[0], nash.num_plans[1],
                     left_out);
}

std::string searched_sentence(const Equilibria& equilibria) {
  std::string ways = "searched: the logit path";
  if (equilibria.nash) ways += ", all Nash equilibria, " + plans_text(*equilibria.nash);
  if (equilibria.num_of_two > 0)
    ways += ", all Nash equilibria in which at most two mix, enumerated in exact arithmetic";
  if (completeness_of(equilibria) == Completeness::All) return ways + ".";
  const std::string made = counted(equilibria.num_starts, "random start");
  const std::string of = equilibria.stopped
                             ? fmt::format(" of {}, when the search was stopped", equilibria.num_starts_asked)
                             : fmt::format(", seed {}", equilibria.seed);
  return fmt::format("{}{} and {}{}. `starts` counts those that led to each.", ways,
                     equilibria.nash || equilibria.num_of_two > 0 ? "," : "", made, of);
}

std::string all_sentence(const NashSummary& nash) {
  const std::string which = nash.num_sets == 1
                                ? "there is one Nash equilibrium, which"
                                : fmt::format("there are {} Nash equilibria, each of which", nash.num_sets);
  return fmt::format(
      "these are all: {} stands alone and leaves no choice off its path open, and so is sequential; no other profile "
      "is.",
      which);
}

// The logit path's is none of the Nash equilibria.
std::string first_sentence(const Equilibria& equilibria) {
  const auto at = std::ranges::find_if(
      equilibria.rows, [](const Equilibrium& row) { return row.found.route == Route::PrincipalBranch; });
  const std::string which = fmt::format("equilibrium {} is none of them: its path ", at - equilibria.rows.begin() + 1);
  return which +
         (reached(at->found.solution.reason)
              ? "ended where no gain exceeds the tolerance, short of a limit; a smaller `--tolerance` follows it on."
              : "could not be followed to a limit.");
}

std::string promise(const Equilibria& equilibria, Completeness known) {
  if (equilibria.at_precision)
    return "promised: each one listed is a logit equilibrium at the precision, differs from the others, and is "
           "certified. Not promised: that there are no others.";
  const std::string_view no_others = known == Completeness::Outcomes
                                         ? "that there are no others with other choices off the path of play."
                                         : "that there are no others.";
  return fmt::format(
      "promised: each one listed is sequential to within the tolerance, differs from the others, and is certified. Not "
      "promised: {} Beliefs off the path of play are those that mistakes imply; equilibria that no such mistakes lead "
      "to "
      "are not looked for.",
      no_others);
}

std::string sets_text(std::size_t num_sets) {
  return num_sets == 1 ? "the Nash equilibria are one connected set"
                       : fmt::format("the Nash equilibria are {} connected sets", num_sets);
}

std::string payoffs_text(const Report& report, const Table<ActorId, double>& values) {
  std::string text;
  for (std::size_t row = 0; row < values.size(); ++row)
    text += fmt::format("{}{} {}", row == 0 ? "" : ", ", actor_name(*report.game, ActorId{row}),
                        payoff_text(values[ActorId{row}], report.certificate->payoff_range));
  return text;
}

constexpr std::size_t most_unlisted = 5;  // of which payoffs are told

std::string unlisted_sentence(const Report& report) {
  const Equilibria& equilibria = *report.equilibria;
  const std::size_t count = equilibria.unlisted.size();
  std::string pay;
  for (std::size_t k = 0; k < std::min(count, most_unlisted); ++k)
    pay += (k == 0 ? " " : "; ") + payoffs_text(report, equilibria.unlisted[k]);
  return fmt::format("{}; none is listed of {}{}{}: no sequential equilibrium was found there.",
                     sets_text(equilibria.nash->num_sets),
                     count == 1 ? "one, which pays" : fmt::format("{}, which pay", count), pay,
                     count > most_unlisted ? "; and so on" : "");
}

// What is known of all Nash equilibria, where that does not say that all is listed.
std::string nash_sentence(const Report& report, Completeness known) {
  const Equilibria& equilibria = *report.equilibria;
  const NashSummary& nash = *equilibria.nash;
  if (equilibria.at_precision)
    return fmt::format(
        "{}; the branches that lead there were followed down to the precision as far as they go. At a finite precision "
        "nothing is proved of how many equilibria there are.",
        sets_text(nash.num_sets));
  const bool is_one = nash.num_sets == 1;
  if (known == Completeness::Outcomes)
    return fmt::format("no sequential equilibrium has another outcome: {} of one outcome{}.", sets_text(nash.num_sets),
                       is_one ? ", and one is listed" : " each, and one of each is listed");
  if (!equilibria.unlisted.empty()) return unlisted_sentence(report);
  if (nash.num_continua == 0) return sets_text(nash.num_sets) + ", and one of each is listed.";
  const std::string which = is_one                   ? " with"
                            : nash.num_continua == 1 ? "; one has"
                                                     : fmt::format("; {} have", nash.num_continua);
  return fmt::format("{}{} a continuum of outcomes, of which only some are listed.", sets_text(nash.num_sets), which);
}

// Why Nash equilibria were not enumerated, and what may be tried instead.
std::string advice(const Equilibria& equilibria) {
  const std::string_view why = equilibria.nash.error() == NoCensus::MoreActors  ? "here more than two choose"
                               : equilibria.nash.error() == NoCensus::MorePlans ? "here somebody has more"
                               : equilibria.nash.error() == NoCensus::MoreWork
                                   ? "here that is too much work"
                                   : "here the search goes over a public tree";
  return fmt::format(
      "not known to be all: that is known where two choose among at most {} plans each and their Nash equilibria can "
      "be "
      "enumerated; {}. `--starts {}` looks in more places.",
      most_plans, why, 10 * std::max<std::size_t>(2, equilibria.num_starts_asked));
}

std::string index_sentence(const Equilibria& equilibria, Completeness known) {
  if (!equilibria.index_sum) return {};
  const int sum = *equilibria.index_sum;
  if (known == Completeness::All)
    return sum == 1 ? "their indices add up to 1, as those of all must unless two coincide." : "";
  const std::string each =
      "the indices of all logit equilibria add up to 1 unless two of them coincide; those found add "
      "up to ";
  if (sum == 1) return each + "1, which an even number that are missing would leave as it is.";
  return fmt::format("{}{}: at least {} missing.", each, sum,
                     std::abs(1 - sum) == 1 ? "one is" : fmt::format("{} are", std::abs(1 - sum)));
}

void add_plays_as(const Equilibria& equilibria, std::vector<std::string>& sentences) {
  for (std::size_t row = 0; row < equilibria.rows.size(); ++row) {
    if (!equilibria.rows[row].plays_as) continue;
    sentences.push_back(fmt::format("equilibrium {} differs from {} only off the path of play.", row + 1,
                                    *equilibria.rows[row].plays_as + 1));
  }
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
    case Route::Leaning:
      return "leaning";
    case Route::Enumeration:
      return "enumeration";
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
      return "a fold away from another one" + start_text(found);
    case Route::Deflation:
      return fmt::format("deflation, start {}", found.order);
    case Route::Leaning:
      return fmt::format("where its name leads, start {}", found.order);
    case Route::Enumeration:
      return "enumeration";
    case Route::UnequalMistakes:
      return "unequal mistakes" + start_text(found);
  }
  return "";
}

std::string_view stable_word(const FoundEquilibrium& found) {
  if (!found.stable) return "?";
  return *found.stable ? "yes" : "no";
}

std::string_view completeness_word(Completeness known) {
  switch (known) {
    case Completeness::All:
      return "all";
    case Completeness::Outcomes:
      return "outcomes";
    case Completeness::NotKnown:
      return "unknown";
  }
  return "";
}

std::vector<std::string> search_sentences(const Report& report) {
  const Equilibria& equilibria = *report.equilibria;
  const Completeness known = completeness_of(equilibria);
  std::vector<std::string> sentences = naming_sentences(report);
  sentences.push_back(searched_sentence(equilibria));
  add_plays_as(equilibria, sentences);
  sentences.push_back(known == Completeness::All ? all_sentence(*equilibria.nash) : promise(equilibria, known));
  if (equilibria.nash && !equilibria.nash->first_is_nash) sentences.push_back(first_sentence(equilibria));
  if (!equilibria.nash) sentences.push_back(advice(equilibria));
  else if (known != Completeness::All) sentences.push_back(nash_sentence(report, known));
  if (const std::string indices = index_sentence(equilibria, known); !indices.empty()) sentences.push_back(indices);
  if (equilibria.num_rejected > 0)
    sentences.push_back(fmt::format("left out: {} that the search reached and the certificate does not bear out.",
                                    counted(equilibria.num_rejected, "profile")));
  return sentences;
}

}  // namespace demarche
