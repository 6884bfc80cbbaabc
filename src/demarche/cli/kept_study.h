#pragma once

#include "demarche/store/study_store.h"
#include "demarche/survey/read_study.h"

namespace demarche::cli {

// A study's file whose rows are held against what its seed draws, too, as they are read; says so where the file is of a
// version that had no checksums.
Stored<StudyStore> open_kept_study(const std::string& path, OpenMode mode);

// All its rows, with the model read from the card.
Stored<ReadStudy> read_study(const StudyStore& store);

// Why rows in a file do not fit: what differs, both sides of it.
Refusal other_study(const std::string& path, std::vector<std::string> differences);

}  // namespace demarche::cli
