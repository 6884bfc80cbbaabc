#include "demarche/view/judgement.h"

#include "demarche/game/names.h"
#include "demarche/view/data_head.h"
#include "demarche/view/equilibrium_section.h"
#include "demarche/view/frame.h"
#include "demarche/view/infoset_sections.h"
#include "demarche/view/naming_words.h"
#include "demarche/view/solution.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr double rounding_worth_telling = 1e-12;

bool is_within_tolerance(const Report& report, const Judgement& judgement) {
  const Certificate& certificate = *report.certificate;
  return certificate.max_gain + certificate.rounding <= judgement.tolerance * certificate.payoff_range;
}

std::string judgement_sentence(const Report& report, const Judgement& judgement) {
  const Certificate& certificate = *report.certificate;
  const std::string gain = gain_sentence(certificate.max_gain + certificate.rounding, certificate.payoff_range);
  if (judgement.accepted) return fmt::format("{}: within the tolerance of {:.2g}.", gain, judgement.tolerance);
  if (is_within_tolerance(report, judgement))
    return fmt::format(
        "{}: within the tolerance of {:.2g}, but the gain of {:.2g} at {} is {:.2g}% of what the choice there turns "
        "on, "
        "though nothing beside the payoff range.",
        gain, judgement.tolerance, certificate.gains[judgement.mistake->infoset],
        place_text(report, judgement.mistake->infoset), 100 * judgement.mistake->share);
  return fmt::format("{}, at {}: over the tolerance of {:.2g} of the range.", gain,
                     place_text(report, certificate.worst), judgement.tolerance);
}

std::string on_path_sentence(const Report& report) {
  return fmt::format("where play goes (reach over 1e-9) the largest gain is {:.2g}.",
                     report.certificate->max_gain_on_path);
}

// What the strategy's zeros leave open.
std::string unsettled_sentence(const Report& report, const Judgement& judgement) {
  const auto worst = std::ranges::max_element(judgement.unsettled, {}, &UnsettledBelief::max_gain);
  const bool exact = std::ranges::all_of(judgement.unsettled, &UnsettledBelief::exact);
  return fmt::format(
      "the strategy does not settle what to believe at {} that it never reaches: which of several mistakes led there "
      "is open. The gains shown take all moves of probability 0 as equally likely mistakes; over all consistent "
      "beliefs the gain at such a set is at most {}{:.2g}, at {}.",
      counted(judgement.unsettled.size(), "information set"), exact ? "" : "(an upper bound) ", worst->max_gain,
      place_text(report, worst->infoset));
}

view::Section certificate_section(const Report& report, const Judgement& judgement) {
  view::Section section{"certificate", "Certificate of " + judgement.file, {}};
  const auto say = [&](const std::string& sentence) {
    section.blocks.push_back(sentence_block(view::with_code(sentence)));
  };
  say(judgement_sentence(report, judgement));
  if (!judgement.accepted) say(on_path_sentence(report));
  for (view::Block& block : out_of_reach_blocks(*report.certificate)) section.blocks.push_back(std::move(block));
  if (!judgement.unsettled.empty()) say(unsettled_sentence(report, judgement));
  if (!judgement.claims.empty()) say(claims_sentence(*report.model, judgement.claims));
  if (judgement.rounding > rounding_worth_telling) {
    say(fmt::format("note: probabilities add up to 1 only to within {:.1g}; they were scaled.", judgement.rounding));
  }
  return section;
}

std::vector<view::Section> judgement_sections(const Report& report, const Judgement& judgement) {
  std::vector<view::Section> sections{title_section(report), certificate_section(report, judgement),
                                      values_section(report)};
  for (view::Section& section : infoset_sections(report, most_infosets_shown)) sections.push_back(std::move(section));
  sections.push_back(provenance_section(report.provenance));
  return sections;
}

view::Data mistake_data(const Report& report, const Judgement& judgement) {
  if (!judgement.mistake) return {};
  const InfosetId id = judgement.mistake->infoset;
  return {{"actor", actor_name(*report.game, report.game->infosets[id].actor)},
          {"infoset", infoset_label(*report.game, id)},
          {"gain", report.certificate->gains[id]},
          {"share", judgement.mistake->share}};
}

view::Data certificate_data(const Report& report, const Judgement& judgement) {
  const Certificate& certificate = *report.certificate;
  view::Data data = {
      {"strategy", judgement.file},
      {"accepted", judgement.accepted},
      {"tolerance", judgement.tolerance},
      {"relative_gain", certificate.payoff_range > 0 ? certificate.max_gain / certificate.payoff_range : 0.0},
      {"max_gain", certificate.max_gain},
      {"payoff_range", certificate.payoff_range},
      {"max_gain_on_path", certificate.max_gain_on_path},
      {"worst_infoset", worst_place_data(report)},
      {"values", data_by_actor(*report.game, certificate.values)},
      {"nash_gap", data_by_actor(*report.game, certificate.nash_gaps)},
      {"num_unsettled", judgement.unsettled.size()},
      {"rounding", judgement.rounding},
      {"mistake", mistake_data(report, judgement)}};
  if (!certificate.own_values.empty()) data["own_values"] = data_by_actor(*report.game, certificate.own_values);
  if (!judgement.claims.empty()) data["claims"] = claims_data(*report.model, judgement.claims);
  add_out_of_reach(data, certificate);
  return data;
}

// The sets that the strategy leaves open stand in the order of all sets; null where this one is settled.
const UnsettledBelief* unsettled_at(const Judgement& judgement, InfosetId id) {
  const auto at = std::ranges::lower_bound(judgement.unsettled, id.value, {},
                                           [](const UnsettledBelief& one) { return one.infoset.value; });
  return at != judgement.unsettled.end() && at->infoset == id ? &*at : nullptr;
}

view::Data judged_infoset_data(const Report& report, const Judgement& judgement, InfosetId id) {
  view::Data data = infoset_data(report, id);
  const UnsettledBelief* unsettled = unsettled_at(judgement, id);
  data["settled"] = unsettled == nullptr;
  if (unsettled == nullptr) return data;
  data["num_ways"] = unsettled->num_ways;
  data["max_consistent_gain"] = unsettled->max_gain;
  data["max_consistent_gain_exact"] = unsettled->exact;
  return data;
}

view::Data judgement_data(const Report& report, const Judgement& judgement) {
  view::Data data = data_head(report.provenance, "certificate");
  data["game"] = game_data(report);
  data["certificate"] = certificate_data(report, judgement);
  view::Data& rows = data["infosets"];
  rows = view::Data::list();
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row)
    rows.push_back(judged_infoset_data(report, judgement, InfosetId{row}));
  return data;
}

view::Table judgement_table(const Report& report, const Judgement& judgement) {
  view::Table table{.key = "moves", .columns = move_columns()};
  table.columns.push_back({"settled", ""});
  table.columns.push_back({"max_consistent_gain", ""});
  for (std::size_t row = 0; row < report.game->infosets.size(); ++row) {
    const UnsettledBelief* unsettled = unsettled_at(judgement, InfosetId{row});
    for (std::vector<view::Cell>& cells : move_rows(report, InfosetId{row})) {
      cells.push_back(data_cell(unsettled == nullptr));
      cells.push_back(data_cell(unsettled ? view::Data(unsettled->max_gain) : view::Data()));
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

}  // namespace

view::Page judgement_page(const Report& report, const Judgement& judgement, view::Part part) {
  view::Page page = page_on(report);
  switch (part) {
    case view::Part::Sections:
      page.sections = judgement_sections(report, judgement);
      break;
    case view::Part::Table:
      page.table = judgement_table(report, judgement);
      break;
    case view::Part::Data:
      page.data = judgement_data(report, judgement);
      break;
  }
  return page;
}

}  // namespace demarche
