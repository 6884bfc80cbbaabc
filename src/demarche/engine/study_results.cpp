#include "demarche/engine/commands.h"
#include "demarche/engine/kept_study.h"
#include "demarche/survey/bound.h"
#include "demarche/survey/findings.h"
#include "demarche/survey/summary.h"
#include "demarche/view/box_page.h"
#include "demarche/view/choice_page.h"
#include "demarche/view/ranking_page.h"
#include "demarche/view/rows_page.h"
#include "demarche/view/study_page.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

// Row by row: a table may be larger than memory.
OrRefusal<void> tell_rows(const KeptStudy& kept, const TableHeard& table) {
  const auto next = kept.keeper.read();
  if (!next) return std::unexpected(next.error());
  if (!table.heads(row_heads(kept.card))) return {};
  for (;;) {
    const auto row = (*next)();
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
    if ((*row)->number != central_row && !table.row(row_values(**row))) return {};
  }
}

OrRefusal<view::Page> ranking_in(const ReadStudy& study, const std::string& quantity) {
  const auto column = column_of(study, quantity);
  if (!column) return std::unexpected(column.error());
  return ranking_page(rank_parameters(study, *column));
}

OrRefusal<view::Page> box_in(const ReadStudy& study, const std::string& condition) {
  const auto bound = bound_of(condition);
  if (!bound) {
    return std::unexpected(Refusal{fmt::format("`{}` is not an answer, {}", condition, what_bounds_are),
                                   "`--box \"P(a.move is value) > 20%\"`"});
  }
  if (std::string doubt = doubt_about(*bound); !doubt.empty()) return std::unexpected(Refusal{std::move(doubt), ""});
  const auto column = column_of(study, bound->quantity);
  if (!column) return std::unexpected(column.error());
  const auto box = find_box(study, *column, *bound);
  if (!box) return std::unexpected(Refusal{"no row of the study counts", ""});
  return box_page(*box);
}

OrRefusal<view::Page> choices_in(const ReadStudy& study, const std::string& quantity) {
  const std::vector<StudyChoice> choices = compare_choices(study, quantity);
  if (!choices.empty()) return choice_page(choices);
  return std::unexpected(Refusal{fmt::format("no `compare` of the study has `{}` over choices of that actor", quantity),
                                 "the model needs a line such as `compare E(A) forcing A.move to left, right`"});
}

OrRefusal<view::Page> told_of(const ReadStudy& study, const TellingAsked& asked) {
  switch (asked.kind) {
    case Telling::Ranking:
      return ranking_in(study, asked.of);
    case Telling::Box:
      return box_in(study, asked.of);
    case Telling::Choices:
      return choices_in(study, asked.of);
    case Telling::Summary:
    case Telling::Rows:
      break;
  }
  return study_page(summary_of(study));
}

}  // namespace

Result run_results(Session& session, const Request& request, const Lent& lent) {
  const Source& source = session.source;
  if (!lent.study) return refused(source, {"there is no study to tell of", "`demarche results FILE` reads one"});
  const auto kept = lent.study();
  if (!kept) return refused(source, kept.error());
  Result result{Outcome::Ok, {}, source, {}, {}};
  if (request.telling.kind == Telling::Rows) {
    if (const auto told = tell_rows(*kept, lent.table); !told) return refused(source, told.error());
    return result;
  }
  const auto study = read_study(*kept, reading_of(session).model);
  if (!study) return refused(source, study.error());
  auto page = told_of(*study, request.telling);
  if (!page) return refused(source, std::move(page.error()));
  result.page = std::move(*page);
  return result;
}

}  // namespace demarche
