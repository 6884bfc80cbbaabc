#pragma once

#include "demarche/survey/box.h"
#include "demarche/view/page.h"

namespace demarche {

// `demarche results --box`.
view::Page box_page(const StudyBox& box);

// Among the answers of `demarche ask`: without the boxes on the way.
std::vector<view::Block> short_blocks(const StudyBox& box);

// What its page holds for programs after the head.
view::Data box_data(const StudyBox& box);

}  // namespace demarche
