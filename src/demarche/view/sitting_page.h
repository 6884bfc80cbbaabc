#pragma once

#include "demarche/base/provenance.h"
#include "demarche/seats/seat_view.h"
#include "demarche/view/page.h"

namespace demarche {

// A play as whoever leads it sees it: all that has happened, hidden or not, and who is to choose.
view::Page sitting_page(const Sitting& sitting, const Provenance& from);

}  // namespace demarche
