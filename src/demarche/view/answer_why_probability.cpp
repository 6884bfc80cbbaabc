#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"
#include "demarche/view/why_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_moves_told = 8;

view::Block table_of_moves(const Answer& answer, const OfWhyProbability& why) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "decision"}, {"", "how often", Numbers}, {"", "adds by 1 of log-odds", Numbers}},
                    .indent = answer_indent};
  const AnswerRow& row = answer.rows.front();
  for (std::size_t k = 0; k < std::min(most_moves_told, why.moves.size()); ++k) {
    const MoveReason& move = why.moves[k];
    table.rows.push_back(
        {move.move + " is " + move.value, share_text(move.chance), signed_change_text(row, move.derivative)});
  }
  if (why.moves.size() > most_moves_told) {
    const std::size_t num_more = why.moves.size() - most_moves_told;
    table.rows.push_back({counted(num_more, "more option")});
  }
  return {std::move(table)};
}

std::vector<view::Block> history_blocks(const OfWhyProbability& why) {
  std::vector<view::Block> blocks;
  if (why.histories.empty()) return blocks;
  blocks.push_back(
      answer_line(why.num_histories > why.histories.size()
                      ? fmt::format("the likeliest {} of {} histories that make it up:", why.histories.size(),
                                    count_text(static_cast<double>(why.num_histories)))
                      : "the histories that make it up:"));
  for (const view::Words& line : history_lines(why)) blocks.push_back(answer_line(view::plain(line)));
  return blocks;
}

std::vector<view::Block> why_probability_blocks(const Answer& answer) {
  const OfWhyProbability& why = *only<OfWhyProbability>(answer);
  const AnswerRow& row = answer.rows.front();
  std::vector<view::Block> blocks{answer_line(value_text(row, row.value))};
  if (!why.moves.empty()) blocks.push_back(table_of_moves(answer, why));
  for (view::Block& block : history_blocks(why)) blocks.push_back(std::move(block));
  return blocks;
}

std::vector<view::Words> why_probability_in_short(const Answer& answer, std::size_t number) {
  const OfWhyProbability& why = *only<OfWhyProbability>(answer);
  view::Words words = value_words(answer.rows.front()) + view::Words(condition_in_short(answer.rows.front()));
  if (!is_carried(answer, why)) {
    if (why.histories.empty()) return {std::move(words)};
    return {words + view::Words("; a little more or less of any one decision changes nothing ") +
            led_to("(the histories that make it up)", "why")};
  }
  words += fmt::format("; carried most by {} is {} ", why.moves.front().move, why.moves.front().value);
  return {words + led_to("(all of them)", fmt::format("why_probability_{}", number))};
}

void put_carriers(view::Data& data, const Answer& answer) {
  const OfWhyProbability& why = *only<OfWhyProbability>(answer);
  data["moves"] = view::Data::list();
  for (const MoveReason& move : why.moves) {
    data["moves"].push_back({{"actor", move.actor},
                             {"move", move.move},
                             {"value", move.value},
                             {"probability", move.chance},
                             {"derivative", move.derivative}});
  }
  data["histories"] = view::Data::list();
  for (const HistoryReason& history : why.histories) {
    view::Data steps = view::Data::list();
    for (const std::string& step : history.steps) steps.push_back(step);
    data["histories"].push_back({{"share", history.share}, {"steps", std::move(steps)}});
  }
  data["num_histories"] = why.num_histories;
}

std::vector<AnswerFields> rows_of_carriers(const Answer& answer) {
  std::vector<AnswerFields> rows;
  const AnswerRow& like = answer.rows.front();
  for (const MoveReason& move : only<OfWhyProbability>(answer)->moves) {
    AnswerFields& fields = rows.emplace_back(AnswerFields{.question = answer.question,
                                                          .kind = "move",
                                                          .label = move.move + " is " + move.value,
                                                          .quantity = like.quantity});
    fields.unit = like.unit;
    fields.value = move.derivative;
  }
  for (const HistoryReason& history : only<OfWhyProbability>(answer)->histories) {
    AnswerFields& fields = rows.emplace_back(AnswerFields{.question = answer.question,
                                                          .kind = "history",
                                                          .label = fmt::format("{}", fmt::join(history.steps, ", ")),
                                                          .quantity = like.quantity});
    fields.value = history.share;
  }
  return rows;
}

}  // namespace

const AnswerFace& face_of(const OfWhyProbability& /*why*/) {
  static constexpr AnswerFace face{.blocks = why_probability_blocks,
                                   .in_short = why_probability_in_short,
                                   .put_behind_rows = put_carriers,
                                   .further_rows = rows_of_carriers};
  return face;
}

}  // namespace demarche
