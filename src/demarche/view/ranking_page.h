#pragma once

#include "demarche/survey/ranking.h"
#include "demarche/view/page.h"

namespace demarche {

// `demarche results --rank`.
view::Page ranking_page(const StudyRanking& ranking);

// Below an answer of `demarche ask`: the same over the draws of its study, set in by so many columns.
std::vector<view::Block> ranking_blocks(const StudyRanking& ranking, std::size_t indent);

// What its page holds for programs after the head.
view::Data ranking_data(const StudyRanking& ranking);

}  // namespace demarche
