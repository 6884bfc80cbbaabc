#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"
#include "demarche/view/why_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t most_events_told = 8;
constexpr std::size_t most_turns_told = 8;

double payoffs_over(const Answer& answer) { return answer.rows.front().payoff_range; }

// What was asked for is offered nowhere.
std::string nowhere_text(const OfWhy& why) {
  const std::string options = why.other.empty() ? fmt::format("`{}` and another option", why.chosen)
                                                : fmt::format("`{}` and `{}`", why.chosen, why.other);
  return fmt::format("nowhere, as far as the condition is certain there, does `{}` offer {}", why.move, options);
}

// Parts may cancel.
bool has_parts_that_add(const OfWhy& why, std::size_t row, double range) {
  return std::ranges::any_of(
      why.parts, [&](const PartOfLine& part) { return part.row == row && signed_text(part.value, range) != "0"; });
}

void add_rows_of_parts(view::Table& table, const OfWhy& why, std::size_t row, double range) {
  for (const PartOfLine& part : why.parts) {
    const std::string adds = signed_text(part.value, range);
    if (part.row != row || adds == "0") continue;
    table.rows.push_back(
        {fmt::format("{}", part.line), "", view::Words("of which " + adds + " ") + view::code(part.label)});
  }
}

view::Block table_of_lines(const Answer& answer, const OfWhy& why) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "line", Numbers}, {"", "adds", Numbers}, {"", "payoff"}}, .indent = answer_indent};
  const double range = payoffs_over(answer);
  std::size_t num_idle = 0;
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const std::string adds = signed_text(answer.rows[k].value, range);
    const bool is_idle = adds == "0" && !has_parts_that_add(why, k, range);
    if (is_idle) ++num_idle;
    else table.rows.push_back({fmt::format("{}", why.lines[k]), adds, view::code(answer.rows[k].label)});
    if (!is_idle) add_rows_of_parts(table, why, k, range);
  }
  if (num_idle > 0) table.rows.push_back({"", "0", counted(num_idle, "more line")});
  table.rows.push_back({"", signed_text(why.total, range), fmt::format("in all, {} over {}", why.chosen, why.other)});
  return {std::move(table)};
}

view::Block table_of_events(const Answer& answer, const OfWhy& why) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "what comes next"},
                                {"", "after " + why.chosen, Numbers},
                                {"", "after " + why.other, Numbers},
                                {"", "by its chance", Numbers},
                                {"", "by its worth", Numbers}},
                    .indent = answer_indent};
  std::vector<const NextReason*> order;
  for (const NextReason& event : why.next) order.push_back(&event);
  std::ranges::sort(order, [](const NextReason* a, const NextReason* b) {
    const double one = std::abs(a->by_chance) + std::abs(a->by_worth);
    const double other = std::abs(b->by_chance) + std::abs(b->by_worth);
    return one != other ? one > other : a < b;
  });
  const double range = payoffs_over(answer);
  for (std::size_t k = 0; k < std::min(most_events_told, order.size()); ++k) {
    const NextReason& event = *order[k];
    table.rows.push_back({event.event, share_text(event.chance_chosen), share_text(event.chance_other),
                          signed_text(event.by_chance, range), signed_text(event.by_worth, range)});
  }
  if (order.size() > most_events_told) table.rows.push_back({counted(order.size() - most_events_told, "more event")});
  return {std::move(table)};
}

std::vector<view::Block> turn_blocks(const OfWhy& why) {
  using enum view::ColumnKind;
  view::Table table{
      .columns = {{"", "what would turn it"}, {"", "now", Numbers}, {"", "turns at", Numbers}, {"", "range"}},
      .indent = answer_indent};
  std::size_t num_idle = 0;
  for (const TurningValue& turn : why.turns) {
    num_idle += turn.value ? 0 : 1;
    if (!turn.value || table.rows.size() == most_turns_told) continue;
    table.rows.push_back({turn.parameter, short_number(turn.now),
                          short_number(*turn.value) + (turn.is_jump ? " (jump)" : ""),
                          fmt::format("{} to {}", short_number(turn.low), short_number(turn.high))});
  }
  std::vector<view::Block> blocks;
  if (!table.rows.empty()) blocks.push_back({std::move(table)});
  const bool is_indifferent = why.undecided && table.rows.empty();
  if (num_idle > 0 && !is_indifferent) {
    blocks.push_back(answer_line(fmt::format("{} would not turn it within {} range", counted(num_idle, "number"),
                                             num_idle == 1 ? "its" : "their")));
  }
  return blocks;
}

// Where it was asked: one set by its name, of several how many, and the heaviest where they disagree.
std::vector<view::Block> set_blocks(const Answer& answer, const OfWhy& why) {
  const std::string reach = log_share_text(why.log_reach);
  if (why.num_sets == 1)
    return {answer_line(fmt::format("asked at {}, which is reached with {}", why.sets.front().infoset, reach))};
  std::vector<view::Block> blocks{
      answer_line(fmt::format("averaged over {} by how likely each is reached (any of them: {})",
                              counted(why.num_sets, "information set"), reach))};
  const auto disagrees = [&](const PreferenceAt& set) { return (set.preference > 0) != (why.total > 0); };
  if (std::ranges::none_of(why.sets, disagrees)) return blocks;
  for (const PreferenceAt& set : why.sets) {
    blocks.push_back(answer_line(fmt::format("at {} ({}): {}", set.infoset, share_text(set.weight),
                                             signed_text(set.preference, payoffs_over(answer)))));
  }
  return blocks;
}

void append_blocks(std::vector<view::Block>& blocks, std::vector<view::Block> more) {
  for (view::Block& block : more) blocks.push_back(std::move(block));
}

// A profile that is no logit equilibrium has no precision.
std::string odds_sentence(const OfWhy& why) {
  const std::string odds = "log-odds " + signed_text(why.log_odds, 0);
  return std::isnan(why.precision) ? odds : odds + " at precision " + short_number(why.precision);
}

std::vector<view::Block> why_blocks(const Answer& answer) {
  const OfWhy& why = *only<OfWhy>(answer);
  if (answer.rows.empty()) return {answer_line(nowhere_text(why))};
  std::vector<view::Block> blocks{answer_line(memo_of(answer, why))};
  append_blocks(blocks, set_blocks(answer, why));
  if (std::isfinite(why.log_odds)) blocks.push_back(answer_line(odds_sentence(why)));
  blocks.push_back(table_of_lines(answer, why));
  blocks.push_back(table_of_events(answer, why));
  if (why.next.size() > 1)
    blocks.push_back(answer_line("chance and worth are multiplied: each counts for the mean of both orders of change"));
  for (const HeldBelief& held : why.beliefs) blocks.push_back(answer_line(belief_text(held, payoffs_over(answer))));
  append_blocks(blocks, turn_blocks(why));
  return blocks;
}

std::vector<view::Words> why_in_short(const Answer& answer, std::size_t number) {
  const OfWhy& why = *only<OfWhy>(answer);
  return {view::with_code(memo_of(answer, why)), led_to("what adds to it", fmt::format("why_{}", number))};
}

void put_why(view::Data& data, const Answer& answer) {
  const OfWhy& why = *only<OfWhy>(answer);
  data["actor"] = why.actor;
  data["move"] = why.move;
  data["chosen"] = why.chosen;
  data["over"] = why.other;
  data["total"] = why.total;
  data["log_odds"] = why.log_odds;
  data["precision"] = why.precision;
  data["num_sets"] = why.num_sets;
  data["reach"] = std::exp(why.log_reach);
  data["gain_left"] = why.gain_left;
  data["undecided"] = why.undecided;
  data["memo"] = answer.rows.empty() ? nowhere_text(why) : memo_of(answer, why);
}

void put_line(view::Data& data, const Answer& answer, std::size_t row) {
  data["part"] = "payoff";
  data["line"] = only<OfWhy>(answer)->lines[row];
  data["term"] = answer.rows[row].label;
  data["contribution"] = answer.rows[row].value;
  view::Data parts = view::Data::list();
  for (const PartOfLine& part : only<OfWhy>(answer)->parts) {
    if (part.row == row) parts.push_back({{"line", part.line}, {"term", part.label}, {"contribution", part.value}});
  }
  if (parts.size() > 0) data["parts"] = std::move(parts);
}

view::Data optional_number(const std::optional<double>& number) { return number ? view::Data(*number) : view::Data(); }

void put_next(view::Data& data, const OfWhy& why) {
  data["sets"] = view::Data::list();
  for (const PreferenceAt& set : why.sets)
    data["sets"].push_back({{"infoset", set.infoset}, {"weight", set.weight}, {"preference", set.preference}});
  data["next"] = view::Data::list();
  for (const NextReason& event : why.next) {
    data["next"].push_back({{"event", event.event},
                            {"chance_chosen", event.chance_chosen},
                            {"chance_over", event.chance_other},
                            {"worth_chosen", event.worth_chosen},
                            {"worth_over", event.worth_other},
                            {"by_chance", event.by_chance},
                            {"by_worth", event.by_worth}});
  }
}

void put_why_behind(view::Data& data, const Answer& answer) {
  const OfWhy& why = *only<OfWhy>(answer);
  put_next(data, why);
  data["beliefs"] = view::Data::list();
  for (const HeldBelief& held : why.beliefs) {
    data["beliefs"].push_back({{"trait", held.trait},
                               {"value", held.value},
                               {"belief", held.belief},
                               {"if_so", held.if_so},
                               {"if_not", held.if_not},
                               {"turns_at", optional_number(held.turns_at)}});
  }
  data["turns"] = view::Data::list();
  for (const TurningValue& turn : why.turns) {
    view::Data one = {{"parameter", turn.parameter},
                      {"value", optional_number(turn.value)},
                      {"now", turn.now},
                      {"low", turn.low},
                      {"high", turn.high}};
    if (turn.value) {
      one["before"] = turn.before;
      one["after"] = turn.after;
      one["jump"] = turn.is_jump;
    }
    data["turns"].push_back(std::move(one));
  }
  data["num_turns_left"] = why.num_turns_left;
}

AnswerFields further_row(const Answer& answer, const char* kind, const std::string& label, double value) {
  const AnswerRow& like = answer.rows.front();
  AnswerFields fields{.question = answer.question, .kind = kind, .label = label, .quantity = like.quantity};
  fields.unit = Unit::Number;
  fields.value = value;
  return fields;
}

// What is added in all, by what comes next, and where numbers turn it.
std::vector<AnswerFields> further_reasons(const Answer& answer) {
  const OfWhy& why = *only<OfWhy>(answer);
  std::vector<AnswerFields> rows;
  if (answer.rows.empty()) return rows;
  rows.push_back(further_row(answer, "total", why.chosen + " over " + why.other, why.total));
  for (const NextReason& event : why.next)
    rows.push_back(further_row(answer, "next", event.event, event.by_chance + event.by_worth));
  for (const TurningValue& turn : why.turns) {
    AnswerFields& fields = rows.emplace_back(further_row(answer, "turn", turn.parameter, turn.now));
    fields.low_at = turn.low;
    fields.high_at = turn.high;
    fields.at = optional_number(turn.value);
  }
  return rows;
}

std::string added_by_row(const Answer& answer, std::size_t row) {
  return signed_text(answer.rows[row].value, answer.rows[row].payoff_range);
}

}  // namespace

const AnswerFace& face_of(const OfWhy& /*why*/) {
  static constexpr AnswerFace face{.blocks = why_blocks,
                                   .in_short = why_in_short,
                                   .put_before_rows = put_why,
                                   .put_in_row = put_line,
                                   .put_behind_rows = put_why_behind,
                                   .further_rows = further_reasons,
                                   .value_of_row = added_by_row,
                                   .has_own_figure = true};
  return face;
}

}  // namespace demarche
