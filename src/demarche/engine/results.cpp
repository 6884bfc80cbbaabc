#include "demarche/engine/results.h"

#include "demarche/view/diagnostics_data.h"

#include <algorithm>
#include <utility>

namespace demarche {

std::string_view word_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Ok:
      return "ok";
    case Outcome::ModelErrors:
      return "model_errors";
    case Outcome::Usage:
      return "usage";
    case Outcome::NotCertified:
      return "not_certified";
    case Outcome::CheckFailed:
      return "check_failed";
    case Outcome::Limit:
      return "limit";
    case Outcome::Stopped:
      return "stopped";
  }
  return {};
}

Result refused(const Source& source, Refusal why) {
  const Outcome outcome = why.out_of_memory ? Outcome::Limit : Outcome::Usage;
  return {outcome, {}, source, {}, std::move(why)};
}

Result with_errors(const Source& source, Diagnostics diagnostics) {
  view::Page page;
  page.data = diagnostics_data(source, diagnostics);
  const bool too_large = std::ranges::any_of(diagnostics, [](const Diagnostic& one) { return one.kind == Kind::E020; });
  return {too_large ? Outcome::Limit : Outcome::ModelErrors, std::move(page), source, std::move(diagnostics), {}};
}

Result failed(const Source& source, const Failure& failure) {
  if (const auto* refusal = std::get_if<Refusal>(&failure)) return refused(source, *refusal);
  return with_errors(source, std::get<Diagnostics>(failure));
}

Result shown(const Source& source, const std::vector<view::Part>& parts,
             const std::function<view::Page(view::Part)>& page_of) {
  Result result{Outcome::Ok, {}, source, {}, {}};
  for (const view::Part part : parts) {
    view::Page made = page_of(part);
    if (!result.page) {
      result.page = std::move(made);
      continue;
    }
    if (part == view::Part::Data) result.page->data = std::move(made.data);
    if (part == view::Part::Table) result.page->table = std::move(made.table);
    if (part == view::Part::Sections) {
      view::Data data = std::move(result.page->data);
      std::optional<view::Table> table = std::move(result.page->table);
      result.page = std::move(made);
      result.page->data = std::move(data);
      result.page->table = std::move(table);
    }
  }
  return result;
}

void take_outcome(Result& result, const Solution& solution) {
  if (solution.reason == StopReason::Interrupted) {
    result.outcome = Outcome::Stopped;
    result.message.sentence = "this is the best profile so far, with its certificate";
  } else if (!reached(solution.reason)) {
    result.outcome = Outcome::NotCertified;
    result.message.sentence = "the certificate asked for was not reached: this is the best profile found";
  }
}

}  // namespace demarche
