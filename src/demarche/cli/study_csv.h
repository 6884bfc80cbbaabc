#pragma once

#include "demarche/survey/kept.h"

namespace demarche::cli {

// A line of the table, and the one above it: row number, parameters, answers, certificate, flags in words.
std::string csv_head(const StudyCard& card);
std::string csv_row(const StoredRow& row);

}  // namespace demarche::cli
