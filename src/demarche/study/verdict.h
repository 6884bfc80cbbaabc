#pragma once

#include "demarche/certify/certify.h"
#include "demarche/solve/aqre.h"

namespace demarche {

// A solver does not judge itself. What it says it reached stands only where the certificate, which shares no code with
// it, agrees: gains that are numbers, and under the tolerance where a tolerance was asked for. Otherwise the solution
// stopped for want of progress, and a note says what was found instead.
void hold_to_certificate(Solution& solution, const Certificate& certificate, const AqreOptions& options);

}  // namespace demarche
