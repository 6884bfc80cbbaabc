#include "demarche/survey/kept.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace demarche {
namespace {

void note_difference(std::vector<std::string>& found, const char* what, const std::string& there,
                     const std::string& wanted) {
  if (there != wanted) found.push_back(fmt::format("{}: `{}` there, `{}` here", what, there, wanted));
}

// How a number is drawn follows from the model, and is not in files without checksums.
bool same_column(const StoredColumn& a, const StoredColumn& b) {
  return a.name == b.name && a.label == b.label && a.unit == b.unit && a.best == b.best && a.low == b.low &&
         a.high == b.high;
}

bool same_columns(const std::vector<StoredColumn>& a, const std::vector<StoredColumn>& b) {
  return std::ranges::equal(a, b, same_column);
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

}  // namespace

std::vector<std::string> differences(const StudyCard& there, const StudyCard& wanted) {
  std::vector<std::string> found;
  if (there.model_sha256 != wanted.model_sha256) {
    found.push_back(fmt::format("model: its text is another (SHA-256 {}... there, {}... here)",
                                there.model_sha256.substr(0, 12), wanted.model_sha256.substr(0, 12)));
  }
  note_difference(found, "program", there.version, wanted.version);
  note_difference(found, "options", there.options, wanted.options);
  note_difference(found, "design", there.design, wanted.design);
  note_difference(found, "seed", std::to_string(there.seed), std::to_string(wanted.seed));
  note_difference(found, "draws, which stay what they were when the study was begun", std::to_string(there.num_rows),
                  std::to_string(wanted.num_rows));
  if (found.empty() &&
      !(same_columns(there.parameters, wanted.parameters) && same_columns(there.answers, wanted.answers))) {
    found.push_back("columns: other parameters or questions");
  }
  return found;
}

std::vector<std::string> differences(const StudyCard& there, const Provenance& asked) {
  StudyCard wanted = there;
  wanted.model_sha256 = asked.model_hash;
  wanted.version = asked.version;
  wanted.options =
      asked.options + there.options.substr(std::min(there.options.rfind("; start "), there.options.size()));
  return differences(there, wanted);
}

bool counts(const StoredRow& row) { return (row.flags & (not_certified | without_answer | not_found)) == 0; }

bool same_row(const StoredRow& a, const StoredRow& b) {
  return same_bits(a.parameters, b.parameters) && same_bits(a.answers, b.answers) && a.flags == b.flags &&
         same_bits({a.max_gain, a.payoff_range, a.precision}, {b.max_gain, b.payoff_range, b.precision});
}

}  // namespace demarche
