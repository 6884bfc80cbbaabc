#include "demarche/view/answer_blocks.h"
#include "demarche/view/answer_kinds.h"
#include "demarche/view/answer_short.h"

namespace demarche {
namespace {

std::vector<view::Block> single_blocks(const Answer& answer) {
  std::vector<view::Block> blocks;
  for (const AnswerRow& row : answer.rows) {
    const std::string of = answer.rows.size() > 1 ? row.quantity + ": " : std::string();
    blocks.push_back(answer_line(of + value_text(row, row.value) + spread_text(row)));
  }
  return blocks;
}

std::vector<view::Words> single_in_short(const Answer& answer, std::size_t /*number*/) {
  return listed_in_short(answer);
}

}  // namespace

const AnswerFace& face_of(const OfAsk& /*ask*/) {
  static constexpr AnswerFace face{.blocks = single_blocks, .in_short = single_in_short};
  return face;
}

}  // namespace demarche
