#pragma once

#include "demarche/survey/tipping.h"
#include "demarche/view/page.h"

namespace demarche {

// `demarche tip`.
view::Page tipping_page(const Tipping& tipping);

// Among the answers of `demarche ask`: without numbers that tip nothing.
std::vector<view::Block> short_blocks(const Tipping& tipping);

// What its page holds for programs after the head.
view::Data tipping_data(const Tipping& tipping);

}  // namespace demarche
