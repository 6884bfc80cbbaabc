#pragma once

#include "demarche/view/report.h"

namespace demarche {

// What views take of something solved.
Report report_on(const Solved& solved, const Source& source, Provenance provenance);
Report report_on(const Found& found, const Source& source, Provenance provenance);

}  // namespace demarche
