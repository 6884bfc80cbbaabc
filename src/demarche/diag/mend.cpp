#include "demarche/diag/mend.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t most_rounds = 100;
constexpr std::size_t most_tries = 20;  // of single fixes, in a round whose fixes do harm together

std::ptrdiff_t num_errors(const Diagnostics& diagnostics) {
  return std::ranges::count_if(diagnostics, [](const Diagnostic& d) { return severity(d.kind) == Severity::Error; });
}

// What changes nothing would be made for ever.
bool changes_something(const Source& source, const Fix& fix) {
  return std::ranges::any_of(fix.edits, [&](const Edit& edit) {
    return source.text.compare(edit.span.begin, edit.span.end - edit.span.begin, edit.text) != 0;
  });
}

// In the order of their places, none over an earlier one.
std::vector<Fix> certain_fixes(const Source& source, const Diagnostics& diagnostics) {
  std::multimap<std::uint32_t, const Fix*> found;
  for (const Diagnostic& diagnostic : diagnostics) {
    for (const Fix& fix : diagnostic.fixes) {
      if (fix.certain && changes_something(source, fix)) found.emplace(fix.edits.front().span.begin, &fix);
    }
  }
  std::vector<Fix> chosen;
  for (const auto& entry : found) {
    const Fix& fix = *entry.second;
    const auto meets = [&fix](const Fix& other) { return overlap(fix, other); };
    if (std::ranges::none_of(chosen, meets)) chosen.push_back(fix);
  }
  return chosen;
}

std::vector<Edit> edits_of(std::span<const Fix> fixes) {
  std::vector<Edit> edits;
  for (const Fix& fix : fixes) std::ranges::copy(fix.edits, std::back_inserter(edits));
  std::ranges::sort(edits, {}, [](const Edit& edit) { return std::pair(edit.span.begin, edit.span.end); });
  return edits;
}

// False, and nothing changed, where they do harm.
bool make(Mended& mended, std::span<const Fix> fixes, const Checker& check) {
  Source source = make_source(mended.source.parts.front().name, with_edits(mended.source.text, edits_of(fixes)));
  Diagnostics diagnostics = check(source);
  if (num_errors(diagnostics) > num_errors(mended.diagnostics)) return false;
  mended = {std::move(source), std::move(diagnostics), mended.num_fixes + fixes.size()};
  return true;
}

// Whether anything was mended.
bool run_round(Mended& mended, const Checker& check) {
  const std::vector<Fix> fixes = certain_fixes(mended.source, mended.diagnostics);
  if (fixes.empty()) return false;
  if (make(mended, fixes, check)) return true;
  if (fixes.size() == 1) return false;
  const std::size_t num_tries = std::min(fixes.size(), most_tries);
  for (std::size_t k = 0; k < num_tries; ++k) {
    if (make(mended, std::span(fixes).subspan(k, 1), check)) return true;
  }
  return false;
}

}  // namespace

Mended mend(Source source, const Checker& check) {
  Mended mended{std::move(source), {}, 0};
  mended.diagnostics = check(mended.source);
  for (std::size_t round = 0; round < most_rounds && run_round(mended, check); ++round) {
  }
  return mended;
}

}  // namespace demarche
