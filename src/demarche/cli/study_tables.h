#pragma once

#include "demarche/cli/read_study.h"

namespace demarche::cli {

// One line on stderr and help, if there is any. Returns Exit::Usage's code, that of files that cannot be read or
// written, or Exit::Limit's where memory has run out.
int store_error(const StoreError& error);

// The same for rows that do not fit: what differs, both sides of it.
int other_study(const std::string& path, const std::vector<std::string>& differences);

// Rows whose numbers are answers: certified, and there at all.
bool counts(const StoredRow& row);

StudySummary summary_of(const ReadStudy& study);

// A line of the table, and the one above it: row number, parameters, answers, certificate, flags in words.
std::string csv_head(const StudyCard& card);
std::string csv_row(const StoredRow& row);

}  // namespace demarche::cli
