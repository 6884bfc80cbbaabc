#pragma once

#include "demarche/engine/engine.h"
#include "demarche/survey/draw_again.h"
#include "demarche/survey/read_study.h"

// Studies that somebody keeps, such as in files.
namespace demarche {

// The model that was studied, as it was then.
Session open_session(const StudyCard& card);

// What rows are held against as they are read: what the study's seed draws again. Empty for studies of other versions,
// which may draw in another way.
RowDoubt doubt_about(const StudyCard& card);

// All its rows. `model` is that of the card's text.
OrRefusal<ReadStudy> read_study(const KeptStudy& kept, Model model);
OrRefusal<ReadStudy> read_study(const KeptStudy& kept);

// Why rows that are kept do not fit: what differs, both sides of it.
Refusal other_study(const std::string& name, std::vector<std::string> differences);

}  // namespace demarche
