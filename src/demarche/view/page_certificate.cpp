#include "demarche/refine/objection_words.h"
#include "demarche/view/naming_words.h"
#include "demarche/view/page_parts.h"
#include "demarche/view/precision_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// How good a profile is for a reader, by the largest gain as a share of what is at stake.
struct Goodness {
  double up_to = 0;
  const char* word = "";
  const char* meaning = "";
};
constexpr Goodness degrees_of_goodness[] = {
    {1e-5, "Exact for all purposes", "no answer hangs on what is left"},
    {1e-3, "Good", "far too little to matter to an answer"},
    {1e-2, "Fair", "small differences between answers should not be leant on"},
    {1e300, "Poor", "read the answers as rough ones"},
};

double share_at_stake(const Certificate& certificate) {
  return certificate.payoff_range > 0 ? (certificate.max_gain + certificate.rounding) / certificate.payoff_range : 0;
}

const Goodness& goodness_of(double share) {
  for (const Goodness& degree : degrees_of_goodness) {
    if (share <= degree.up_to) return degree;
  }
  return degrees_of_goodness[3];
}

bool errs_by_design(const Solution& solution) {
  return solution.solution_concept.empty() && solution.reason == StopReason::ReachedPrecision;
}

// At a precision that was asked for a gain is what mistakes cost, and no fault of the solution.
std::string mistakes_sentence(const Report& report) {
  return fmt::format(
      "At precision {} everybody errs now and then, by design: the likelier a move, the more it pays. Checked: nowhere "
      "in the story do an actor's mistakes cost it more than {} of what is at stake.",
      precision_text(*report.game, *report.solution), share_text(share_at_stake(*report.certificate)));
}

std::string soundness_sentence(const Report& report) {
  const double share = share_at_stake(*report.certificate);
  const Goodness& degree = goodness_of(share);
  return fmt::format(
      "{}, as checked apart from the solver: no actor could gain {} of what is at stake by changing any one decision, "
      "wherever in the story it stands; {}.",
      degree.word, share < 5e-5 ? "even 0.01%" : "more than " + share_text(share), degree.meaning);
}

view::Terms::Term certificate_term(std::string name, std::string text) {
  return {view::Words(std::move(name)), {view::Words(std::move(text))}};
}

void add_gains(view::Terms& terms, const Report& report) {
  const Certificate& certificate = *report.certificate;
  terms.terms.push_back(certificate_term(
      "certificate", gain_sentence(certificate.max_gain + certificate.rounding, certificate.payoff_range) +
                         ", and then playing on as solved"));
  if (certificate.worst != none<InfosetTag> && certificate.max_gain > 0)
    terms.terms.push_back(certificate_term("most at", place_text(report, certificate.worst)));
  terms.terms.push_back(
      certificate_term("on the path of play", "no more than " + short_number(certificate.max_gain_on_path)));
  for (std::size_t row = 0; row < certificate.nash_gaps.size(); ++row) {
    terms.terms.push_back(
        certificate_term("by another strategy",
                         fmt::format("{} gains at most {:.2g} by changing all it does",
                                     actor_name(*report.game, ActorId{row}), certificate.nash_gaps[ActorId{row}])));
  }
  if (const std::size_t num = num_out_of_reach(certificate); num > 0) {
    terms.terms.push_back(
        certificate_term("left out", counted(num, "information set") + " to which only draws with odds of 0 lead"));
  }
}

void add_solving(view::Terms& terms, const Report& report) {
  if (!report.solution) return;
  const Solution& solution = *report.solution;
  terms.terms.push_back(certificate_term("solved by", solution.method));
  terms.terms.push_back(solution.solution_concept.empty()
                            ? certificate_term("logit precision reached", precision_text(*report.game, solution))
                            : certificate_term("concept", solution.solution_concept));
  terms.terms.push_back(certificate_term("why it stopped", std::string(stop_sentence(solution.reason))));
  if (report.refinement) {
    terms.terms.push_back({view::Words("refinement"),
                           {view::with_code("the equilibrium " + refinement_text(*report.game, *report.refinement))}});
  }
  if (!report.equilibria)
    for (const std::string& sentence : naming_sentences(report))
      terms.terms.push_back({view::Words("named"), {view::with_code(sentence)}});
  for (const std::string& note : solution.notes) terms.terms.push_back(certificate_term("note", note));
}

}  // namespace

view::Words certificate_in_short(const Report& report) {
  const Certificate& certificate = *report.certificate;
  if (!(certificate.payoff_range > 0)) return "Nothing that anybody does changes what anybody gets.";
  if (report.solution && !reached(report.solution->reason)) {
    return view::Run{fmt::format("Not what was asked for, only the best that was found: an actor may still gain {} of "
                                 "what is at stake by changing one decision.",
                                 share_text(share_at_stake(certificate))),
                     view::Style::Warning};
  }
  return report.solution && errs_by_design(*report.solution) ? mistakes_sentence(report) : soundness_sentence(report);
}

Blocks certificate_part(const Report& report) {
  view::Terms terms;
  add_gains(terms, report);
  add_solving(terms, report);
  return {{std::move(terms)}};
}

}  // namespace demarche
