#include "demarche/study/columns.h"
#include "demarche/study/forcing.h"
#include "demarche/study/refinement_note.h"
#include "demarche/study/rows.h"

#include <fmt/format.h>

namespace demarche {
namespace {

FoundRows compare_choices(Study& study, const Question& question) {
  if (!is_defined_at(study, study.here, question, {"", -1, "", question.span})) return std::nullopt;
  const Position& position = study.here;
  const Variable& move = position.model->variables[question.forcing->move];
  std::vector<AnswerRow> rows;
  for (const ValueIndex value : question.forcing->values) {
    const Forced forced = force(position, forced_values(question, value));
    const Outlook outlook = look_ahead(under(position, forced), forced.strategy, question.seen_by);
    for (AnswerRow& row : rows_of(position, outlook, question)) {
      row.label = move.values[value].name;
      append_note(row.note, forced.note);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

FoundRows compare_rules(Study& study, const Question& question) {
  const Model& model = study.baseline->model;
  std::vector<AnswerRow> rows;
  std::size_t number = 0;
  for (const std::optional<VariantId> variant : question.across) {
    const double fraction = static_cast<double>(number++) / static_cast<double>(question.across.size());
    const std::string name = case_name(model, variant);
    Ruleset* ruleset = ruleset_of(study, variant);
    if (!ruleset) return std::nullopt;
    const Task task{fmt::format("compare: {}, {} of {}", name, number, question.across.size()), fraction,
                    variant ? fmt::format("in variant `{}`", name) : "", question.span};
    const SolvedPoint* point = solve_at(study, *ruleset, ruleset->parameters, task);
    if (!point || !is_defined_at(study, position_of(*ruleset, *point), question, task)) return std::nullopt;
    std::string note = study.wording == Wording::Full && variant ? point->named : "";
    if (variant) append_note(note, note_on_refinement(study, *ruleset, *point));
    for (AnswerRow& row : rows_at(*ruleset, *point, question)) {
      row.label = name;
      append_note(row.note, note);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace

FoundRows find_rows(Study& study, const Question& question, OfCompare& /*comparison*/) {
  return question.across.empty() ? compare_choices(study, question) : compare_rules(study, question);
}

}  // namespace demarche
