#include "demarche/view/equilibrium_section.h"

#include "demarche/view/equilibrium_words.h"
#include "demarche/view/frame.h"
#include "demarche/view/naming_words.h"
#include "demarche/view/precision_words.h"
#include "demarche/view/refinement_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr double largest_gain_of_a_limit = 2e-6;  // as a share of the payoff range

bool is_of_logit_path(const Report& report) {
  if (report.equilibria) return report.equilibria->rows[report.equilibrium - 1].found.route == Route::PrincipalBranch;
  return !report.naming || report.naming->route == Route::PrincipalBranch;
}

std::string limit_words(const Report& report) {
  const Solution& solution = *report.solution;
  const Certificate& certificate = *report.certificate;
  const bool tight = certificate.max_gain <= largest_gain_of_a_limit * certificate.payoff_range;
  const bool is_limit = tight && solution.unsettled <= settled_enough;
  if (!is_of_logit_path(report) || (solution.parts_turn_at && !solution.left_branch_at))
    return is_limit ? ": the limit of a branch of logit equilibria, sequential to within the tolerance"
                    : ": on a branch of logit equilibria, where no gain exceeds the tolerance asked for";
  if (solution.left_branch_at) return ", off the branch that begins at precision 0: no gain exceeds the tolerance";
  return is_limit ? ": the limit of the logit path, a sequential equilibrium to within the tolerance"
                  : ": on the logit path, where no gain exceeds the tolerance asked for";
}

std::string concept_sentence(const Report& report) {
  const Solution& solution = *report.solution;
  if (!solution.solution_concept.empty()) return solution.solution_concept + ", by " + solution.method;
  const std::string at = "logit equilibrium at precision " + precision_text(*report.game, solution);
  if (solution.reason == StopReason::ReachedPrecision) {
    return at + ", as asked: the likelier a move, the more it pays, and mistakes are made";
  }
  return solution.reason == StopReason::ReachedTolerance ? at + limit_words(report) : at;
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

view::Section equilibrium_section(const Report& report) {
  const Solution& solution = *report.solution;
  const Certificate& certificate = *report.certificate;
  view::Section section{"equilibrium", equilibrium_heading(report), {}};
  section.blocks.push_back(
      sentence_block(concept_sentence(report) + "; " + std::string(stop_sentence(solution.reason)) + "."));
  const std::string gain = gain_sentence(certificate.max_gain + certificate.rounding, certificate.payoff_range);
  section.blocks.push_back(sentence_block(view::with_code("certificate: " + gain + worst_sentence(report) + ".")));
  if (!report.equilibria)
    for (const std::string& sentence : naming_sentences(report))
      section.blocks.push_back(sentence_block(view::with_code(sentence)));
  for (view::Block& block : out_of_reach_blocks(certificate)) section.blocks.push_back(std::move(block));
  if (const std::string refinement = refinement_sentence(report); !refinement.empty())
    section.blocks.push_back(sentence_block(view::with_code(refinement)));
  for (const std::string& note : solution.notes)
    section.blocks.push_back(sentence_block(view::with_code("note: " + note)));
  return section;
}

std::vector<view::Block> out_of_reach_blocks(const Certificate& certificate) {
  const std::size_t num = num_out_of_reach(certificate);
  if (num == 0) return {};
  return {sentence_block(
      fmt::format("{} cannot be reached at these numbers, whatever anybody does: chance has odds of 0 on "
                  "every way there. {} of this certificate, and payoffs that cannot be are not in its range.",
                  counted(num, "information set"), num == 1 ? "It is no part" : "They are no part"))};
}

view::Section values_section(const Report& report) {
  const Certificate& certificate = *report.certificate;
  view::Table table{.columns = {{"", "actor"},
                                {"", "expected payoff", view::ColumnKind::Numbers},
                                {"", "more by another strategy, at most"}},
                    .indent = 2,
                    .has_head = false};
  if (!certificate.own_values.empty())
    table.columns.push_back({"", "expected by its own odds", view::ColumnKind::Numbers});
  for (std::size_t row = 0; row < certificate.values.size(); ++row) {
    const view::Words more = view::on_terminal("and at most ") +
                             fmt::format("{:.2g}", certificate.nash_gaps[ActorId{row}]) +
                             view::on_terminal(" more by another strategy");
    table.rows.push_back({actor_name(*report.game, ActorId{row}),
                          payoff_text(certificate.values[ActorId{row}], certificate.payoff_range), more});
    if (certificate.own_values.empty()) continue;
    table.rows.back().emplace_back(view::on_terminal("by its own odds ") +
                                   payoff_text(certificate.own_values[ActorId{row}], certificate.payoff_range));
  }
  return {"values", "Expected payoffs", {{std::move(table)}}};
}

view::Data solution_summary_data(const Report& report) {
  const Solution& solution = *report.solution;
  const Certificate& certificate = *report.certificate;
  view::Data data = {{"method", solution.method},
                     {"precision", solution.precision},
                     {"max_gain", certificate.max_gain},
                     {"payoff_range", certificate.payoff_range},
                     {"max_gain_on_path", certificate.max_gain_on_path},
                     {"stop_reason", stop_word(solution.reason)},
                     {"num_steps", solution.num_steps},
                     {"residual", solution.residual},
                     {"notes", solution.notes},
                     {"values", data_by_actor(*report.game, certificate.values)},
                     {"nash_gap", data_by_actor(*report.game, certificate.nash_gaps)}};
  if (!certificate.own_values.empty()) data["own_values"] = data_by_actor(*report.game, certificate.own_values);
  if (certificate.rounding > 0) data["rounding"] = certificate.rounding;
  if (!solution.solution_concept.empty()) data["concept"] = solution.solution_concept;
  if (!solution.precisions.empty()) data["precisions"] = data_by_actor(*report.game, solution.precisions);
  data["worst_infoset"] = worst_place_data(report);
  if (fails(report.refinement)) data["refinement"] = refinement_data(*report.game, *report.refinement);
  add_out_of_reach(data, certificate);
  return data;
}

view::Data data_by_actor(const Game& game, const Table<ActorId, double>& numbers) {
  view::Data data = view::Data::record();
  for (std::size_t row = 0; row < numbers.size(); ++row) data[actor_name(game, ActorId{row})] = numbers[ActorId{row}];
  return data;
}

view::Data worst_place_data(const Report& report) {
  const InfosetId worst = report.certificate->worst;
  return worst == none<InfosetTag> ? view::Data() : view::Data(infoset_label(*report.game, worst));
}

void add_out_of_reach(view::Data& data, const Certificate& certificate) {
  if (const std::size_t num = num_out_of_reach(certificate); num > 0) data["num_out_of_reach"] = num;
}

}  // namespace demarche
