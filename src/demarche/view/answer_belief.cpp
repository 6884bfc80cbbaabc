#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_places_told = 3;
constexpr std::size_t most_values_told = 4;
constexpr double not_worth_telling = 0.00005;

// "C.w | A.t=q" as "C.w, having seen A.t=q".
std::string words_of_place(const std::string& label) {
  const std::size_t bar = label.find(" | ");
  if (bar == std::string::npos) return label + ", having seen nothing";
  return label.substr(0, bar) + ", having seen " + label.substr(bar + 3);
}

// The likeliest values, in the order of the trait; of many the first only.
std::string beliefs_in_words(const Answer& answer, const AskedAt& place) {
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < place.beliefs.size(); ++k) {
    if (place.beliefs[k] >= not_worth_telling) order.push_back(k);
  }
  const bool cut = order.size() > most_values_told;
  if (cut) {
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      return place.beliefs[a] != place.beliefs[b] ? place.beliefs[a] > place.beliefs[b] : a < b;
    });
    order.resize(most_values_told);
    std::ranges::sort(order);
  }
  std::vector<std::string> parts;
  for (const std::size_t k : order) parts.push_back(answer.rows[k].label + " " + share_text(place.beliefs[k]));
  return fmt::format("{}{}", fmt::join(parts, ", "), cut ? ", ..." : "");
}

// Where a belief was asked, the most likely place first, a sentence each: "asked at C.w, having seen nothing (70.0%):
// p 28.6%, r 71.4%", "and at 12 more places (3.1%)". Shares and beliefs are left out where there is one place only.
std::vector<std::string> places_in_words(const Answer& answer) {
  const OfBelief& belief = *only<OfBelief>(answer);
  std::vector<std::string> sentences;
  if (belief.asked_at.empty()) return sentences;
  if (answer.rows.front().log_condition && belief.asked_at.front().infoset.starts_with("the start")) {
    sentences.emplace_back("the condition comes true in every history, and tells nothing");
  }
  if (belief.num_asked_at == 1) {
    sentences.push_back("asked at " + words_of_place(belief.asked_at.front().infoset));
    return sentences;
  }
  double rest = 1;
  for (std::size_t k = 0; k < std::min(most_places_told, belief.asked_at.size()); ++k) {
    const AskedAt& place = belief.asked_at[k];
    sentences.push_back(fmt::format("asked at {} ({}): {}", words_of_place(place.infoset), share_text(place.weight),
                                    beliefs_in_words(answer, place)));
    rest -= place.weight;
  }
  if (belief.num_asked_at > most_places_told) {
    sentences.push_back(fmt::format("and at {} ({})", counted(belief.num_asked_at - most_places_told, "more place"),
                                    share_text(std::max(0.0, rest))));
  }
  return sentences;
}

std::string key_of_brackets(const Answer& answer) {
  const bool any = std::ranges::any_of(answer.rows, [](const AnswerRow& row) { return row.draws.has_value(); });
  if (!any) return {};
  const bool outside = std::ranges::any_of(answer.rows, is_outside_its_draws);
  return outside ? "in brackets: 90% of the draws; ! they leave the best guess out" : "in brackets: 90% of the draws";
}

std::vector<view::Block> belief_blocks(const Answer& answer) {
  const std::string trait = answer.rows.empty() ? std::string() : answer.rows.front().quantity;
  view::Table table{
      .columns = {{"", trait}, {"", "belief", view::ColumnKind::Numbers}, {"", "", view::ColumnKind::Bar}},
      .indent = answer_indent,
      .has_head = false};
  for (const AnswerRow& row : answer.rows)
    table.rows.push_back({row.label, share_text(row.value) + short_spread_text(row), bar_cell(row)});
  std::vector<view::Block> blocks{{std::move(table)}};
  if (const std::string key = key_of_brackets(answer); !key.empty()) blocks.push_back(answer_line(key));
  for (const std::string& sentence : places_in_words(answer)) blocks.push_back(answer_line(sentence));
  return blocks;
}

std::vector<view::Words> belief_in_short(const Answer& answer, std::size_t /*number*/) {
  std::vector<view::Words> lines = listed_in_short(answer);
  if (answer.rows.size() == 1) return lines;
  for (const std::string& sentence : places_in_words(answer)) lines.push_back(view::small(sentence));
  return lines;
}

void put_places(view::Data& data, const Answer& answer) {
  const OfBelief& asked = *only<OfBelief>(answer);
  view::Data& places = data["asked_at"];
  places = view::Data::list();
  for (const AskedAt& one : asked.asked_at) {
    view::Data belief = view::Data::record();
    for (std::size_t k = 0; k < answer.rows.size(); ++k) belief[answer.rows[k].label] = one.beliefs[k];
    places.push_back({{"infoset", one.infoset}, {"weight", one.weight}, {"belief", std::move(belief)}});
  }
  data["num_asked_at"] = asked.num_asked_at;
}

// A row a value of the trait, with how likely the place is.
std::vector<AnswerFields> rows_of_places(const Answer& answer) {
  std::vector<AnswerFields> rows;
  for (const AskedAt& place : only<OfBelief>(answer)->asked_at) {
    for (std::size_t k = 0; k < place.beliefs.size(); ++k) {
      AnswerFields& fields = rows.emplace_back(AnswerFields{
          .question = answer.question, .kind = "asked_at", .label = place.infoset, .quantity = answer.rows[k].label});
      fields.value = place.beliefs[k];
      fields.condition_probability = place.weight;
    }
  }
  return rows;
}

}  // namespace

const AnswerFace& face_of(const OfBelief& /*belief*/) {
  static constexpr AnswerFace face{.blocks = belief_blocks,
                                   .in_short = belief_in_short,
                                   .put_behind_rows = put_places,
                                   .further_rows = rows_of_places};
  return face;
}

}  // namespace demarche
