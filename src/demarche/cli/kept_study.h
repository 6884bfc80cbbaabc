#pragma once

#include "demarche/draw/design.h"
#include "demarche/draw/distribution.h"
#include "demarche/store/study_store.h"

namespace demarche::cli {

// A study's file whose rows are held against what its seed draws, too, as they are read; says so where the file is of a
// version that had no checksums.
Stored<StudyStore> open_kept_study(const std::string& path, OpenMode mode);

// How a number is drawn, as the file says it: `normal`, `uniform, whole`.
std::string drawn_words(const Uncertain& number);

// `sobol`, `lhs` or `saltelli`.
DesignKind design_kind(const std::string& design);

}  // namespace demarche::cli
