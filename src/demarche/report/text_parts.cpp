#include "demarche/report/text_parts.h"

#include "demarche/view/equilibrium_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr Indent body{2, 4};
constexpr double largest_gain_of_a_limit = 2e-6;  // as a share of the payoff range

std::string concept_sentence(const Report& report) {
  const Solution& solution = *report.solution;
  if (!solution.solution_concept.empty()) return solution.solution_concept + ", by " + solution.method;
  std::string at = fmt::format("logit equilibrium at precision {}", short_number(solution.precision));
  if (solution.reason == StopReason::ReachedPrecision) {
    return at + ", as asked: the likelier a move, the more it pays, and mistakes are made";
  }
  if (solution.reason == StopReason::ReachedTolerance) {
    const Certificate& certificate = *report.certificate;
    const bool tight = certificate.max_gain <= largest_gain_of_a_limit * certificate.payoff_range;
    if (report.equilibrium > 1)
      return at + (tight && solution.unsettled <= settled_enough
                       ? ": the limit of a branch of logit equilibria, sequential to within the tolerance"
                       : ": on a branch of logit equilibria, where no gain exceeds the tolerance asked for");
    if (solution.left_branch_at)
      return at + ", off the branch that begins at precision 0: no gain exceeds the tolerance";
    return at + (tight && solution.unsettled <= settled_enough
                     ? ": the limit of the logit path, a sequential equilibrium to within the tolerance"
                     : ": on the logit path, where no gain exceeds the tolerance asked for");
  }
  return at;
}

std::string worst_sentence(const Report& report) {
  const Certificate& certificate = *report.certificate;
  if (certificate.worst == none<InfosetTag> || !(certificate.max_gain > 0)) return {};
  return "; most at " + place_text(report, certificate.worst);
}

std::string equilibrium_heading(const Report& report) {
  if (!report.equilibria) return "Equilibrium";
  const Equilibrium& row = report.equilibria->rows[report.equilibrium - 1];
  return fmt::format("Equilibrium {} of {}: {}", report.equilibrium, report.equilibria->rows.size(),
                     route_text(row.found));
}

}  // namespace

std::string title_as_text(const Report& report, const TerminalOptions& options) {
  const Game& game = *report.game;
  const std::string title = game.names.title.empty() ? "Untitled game" : game.names.title;
  std::string text;
  const std::string lines = wrapped(title, options.width, {0, 0});
  text += strong(std::string_view(lines).substr(0, lines.size() - 1), options) + "\n";
  const GameSize size = size_of(report);
  const std::string open =
      report.open ? fmt::format(", kept as {}", counted(report.open->nodes.size(), "public node")) : "";
  return text + wrapped(fmt::format("{}: {}{}, {}, {}.", counted(game.num_actors, "actor"),
                                    counted(size.num_nodes, "node"), open, counted(size.num_terminals, "outcome"),
                                    counted(game.infosets.size(), "information set")),
                        options.width, {0, 0});
}

std::string equilibrium_as_text(const Report& report, const TerminalOptions& options) {
  const Solution& solution = *report.solution;
  const Certificate& certificate = *report.certificate;
  std::string text = heading(equilibrium_heading(report), options);
  text +=
      wrapped(concept_sentence(report) + "; " + std::string(stop_sentence(solution.reason)) + ".", options.width, body);
  const std::string gain = gain_sentence(certificate.max_gain + certificate.rounding, certificate.payoff_range);
  text += wrapped("certificate: " + gain + worst_sentence(report) + ".", options.width, body);
  text += out_of_reach_as_text(certificate, options);
  for (const std::string& note : solution.notes) text += wrapped("note: " + note, options.width, body);
  return text;
}

std::string out_of_reach_as_text(const Certificate& certificate, const TerminalOptions& options) {
  const std::size_t num = num_out_of_reach(certificate);
  if (num == 0) return {};
  return wrapped(
      fmt::format("{} cannot be reached at these numbers, whatever anybody does: chance has odds of 0 on "
                  "every way there. {} of this certificate, and payoffs that cannot be are not in its range.",
                  counted(num, "information set"), num == 1 ? "It is no part" : "They are no part"),
      options.width, body);
}

std::string provenance_as_text(const Report& report, const TerminalOptions& options) {
  const Provenance& from = report.provenance;
  const std::string lines = wrapped(fmt::format("{}, model {}, demarche {}; {}", from.file,
                                                from.model_hash.substr(0, 12), from.version, from.options),
                                    options.width, {0, 2});
  return "\n" + faint(std::string_view(lines).substr(0, lines.size() - 1), options) + "\n";
}

}  // namespace demarche
