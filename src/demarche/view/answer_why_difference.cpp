#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"
#include "demarche/view/why_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_shifts_told = 8;

view::Block table_of_actors(const Answer& answer, const OfWhyDifference& why) {
  using enum view::ColumnKind;
  const AnswerRow& row = answer.rows.front();
  view::Table table{.columns = {{"", "if it played as in " + answer.rows.back().label},
                                {"", answer.rows.front().label + " gives", Numbers},
                                {"", "goes away", Numbers}},
                    .indent = answer_indent};
  for (const HeldActorReason& one : why.actors)
    table.rows.push_back({one.actor, value_text(row, one.held), signed_change_text(row, one.goes_away)});
  table.rows.push_back(
      {"everybody", value_text(row, row.value - why.by_everybody), signed_change_text(row, why.by_everybody)});
  table.rows.push_back({"nobody: what stays", "", signed_change_text(row, why.by_rules)});
  return {std::move(table)};
}

view::Block table_of_changes(const Answer& answer, const OfWhyDifference& why) {
  using enum view::ColumnKind;
  view::Table table{
      .columns = {{"", "decision"}, {"", answer.rows.front().label, Numbers}, {"", answer.rows.back().label, Numbers}},
      .indent = answer_indent};
  for (std::size_t k = 0; k < std::min(most_shifts_told, why.changes.size()); ++k) {
    const ShiftedOption& change = why.changes[k];
    table.rows.push_back({change.move + " is " + change.value, share_text(change.first), share_text(change.second)});
  }
  if (why.changes.size() > most_shifts_told)
    table.rows.push_back({counted(why.changes.size() - most_shifts_told, "more option")});
  return {std::move(table)};
}

std::string difference_sentence(const Answer& answer, const OfWhyDifference& why) {
  const AnswerRow& first = answer.rows.front();
  const AnswerRow& second = answer.rows.back();
  return fmt::format("{} in {}, {} in {}: {}", value_text(first, first.value), first.label,
                     value_text(second, second.value), second.label, signed_change_text(first, why.total));
}

std::vector<view::Block> why_difference_blocks(const Answer& answer) {
  const OfWhyDifference& why = *only<OfWhyDifference>(answer);
  std::vector<view::Block> blocks{answer_line(difference_sentence(answer, why))};
  if (std::isnan(why.total)) return blocks;
  if (why.actors.empty())
    blocks.push_back(answer_line("everybody plays alike in both, as far as the options are the same"));
  else blocks.push_back(table_of_actors(answer, why));
  if (!why.changes.empty()) blocks.push_back(table_of_changes(answer, why));
  if (why.num_unmatched > 0) {
    blocks.push_back(answer_line(fmt::format("at {} of {} nobody was held: {} has none of that name",
                                             counted(why.num_unmatched, "information set"), answer.rows.front().label,
                                             answer.rows.back().label)));
  }
  return blocks;
}

std::vector<view::Words> why_difference_in_short(const Answer& answer, std::size_t /*number*/) {
  const OfWhyDifference& why = *only<OfWhyDifference>(answer);
  view::Words words(difference_sentence(answer, why));
  if (std::isnan(why.total)) return {std::move(words)};
  if (why.actors.empty())
    return {words + view::Words("; everybody plays alike in both, as far as the options are the same")};
  const HeldActorReason& most = why.actors.front();
  words += fmt::format("; of that {} would go away if {} played as in {}",
                       signed_change_text(answer.rows.front(), most.goes_away), most.actor, answer.rows.back().label);
  return {words + view::Words(" ") + led_to("(who else, and which choices differ)", "why")};
}

void put_difference(view::Data& data, const Answer& answer) {
  const OfWhyDifference& why = *only<OfWhyDifference>(answer);
  data["difference"] = why.total;
  data["actors"] = view::Data::list();
  for (const HeldActorReason& one : why.actors)
    data["actors"].push_back({{"actor", one.actor}, {"held", one.held}, {"goes_away", one.goes_away}});
  data["by_everybody"] = why.by_everybody;
  data["by_rules"] = why.by_rules;
  data["changes"] = view::Data::list();
  for (const ShiftedOption& change : why.changes) {
    data["changes"].push_back({{"actor", change.actor},
                               {"move", change.move},
                               {"value", change.value},
                               {"first", change.first},
                               {"second", change.second}});
  }
  data["num_unmatched"] = why.num_unmatched;
}

AnswerFields reason_of_difference(const Answer& answer, const std::string& label, double value) {
  const AnswerRow& like = answer.rows.front();
  AnswerFields fields{.question = answer.question, .kind = "goes_away", .label = label, .quantity = like.quantity};
  fields.unit = like.unit;
  fields.value = value;
  return fields;
}

std::vector<AnswerFields> rows_of_difference(const Answer& answer) {
  const OfWhyDifference& why = *only<OfWhyDifference>(answer);
  std::vector<AnswerFields> rows;
  for (const HeldActorReason& one : why.actors) rows.push_back(reason_of_difference(answer, one.actor, one.goes_away));
  rows.push_back(reason_of_difference(answer, "everybody", why.by_everybody));
  return rows;
}

}  // namespace

const AnswerFace& face_of(const OfWhyDifference& /*why*/) {
  static constexpr AnswerFace face{.blocks = why_difference_blocks,
                                   .in_short = why_difference_in_short,
                                   .put_behind_rows = put_difference,
                                   .further_rows = rows_of_difference};
  return face;
}

}  // namespace demarche
