#pragma once

#include "demarche/engine/kept_study.h"
#include "demarche/store/study_store.h"

namespace demarche::cli {

// A study's file whose rows are held against what its seed draws, too, as they are read; says so where the file is of a
// version that had no checksums.
OrRefusal<StudyStore> open_kept_study(const std::string& path, OpenMode mode);

// What the engine is lent of it. The file must outlive it.
KeptStudy kept_in(const StudyStore& store);

}  // namespace demarche::cli
