#pragma once

#include "demarche/store/study_store.h"

namespace demarche {

// What the tables' version 2 keeps a study's numbers by. Launchers in other languages compute the same: a field is
// written as its length in decimals, a colon, its bytes and a comma; a number is 8 bytes, little-endian, and none is an
// empty field.

// The entries of the table `study`, by key.
using CardEntries = std::vector<std::pair<std::string, std::string>>;
CardEntries entries_of(const StudyCard& card);

// SHA-256 over all entries (key, value) and columns (role, name, label, unit, drawn, best, low, high), as hex digits.
std::string seal_of(const StudyCard& card);

// The first 64 bits of the SHA-256 over seal, number, parameters, answers, certificate, flags and note.
std::uint64_t checksum_of(const std::string& seal, const StoredRow& row);

// What was written is not what is there.
Refusal damaged(const std::string& path, const std::string& how);

}  // namespace demarche
