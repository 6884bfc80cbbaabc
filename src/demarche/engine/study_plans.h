#pragma once

#include "demarche/engine/crisis.h"
#include "demarche/survey/plan_study.h"

namespace demarche {

// The run of the study that a request asks for, all but its centre.
std::expected<StudyRun, Failure> study_asked(const Crisis& crisis, const Request& request);

// The best guesses, which every study begins with, were not solved when the monitor said to stop.
Result stopped_at_centre(const Source& source);

}  // namespace demarche
