#pragma once

#include "demarche/survey/choice.h"
#include "demarche/view/page.h"

namespace demarche {

// `demarche results --choice`, of one choice or more.
view::Page choice_page(const std::vector<StudyChoice>& choices);

// Among the answers of `demarche ask`.
std::vector<view::Block> choice_blocks(const std::vector<StudyChoice>& choices);

// What each holds for programs.
view::Data choice_data(const StudyChoice& choice);

}  // namespace demarche
