#pragma once

#include "demarche/study/answers.h"
#include "demarche/view/page.h"

namespace demarche {

// A sweep over two numbers, as a heat map.
view::Figure map_figure(const Answer& answer, const OfSweep& sweep);

}  // namespace demarche
