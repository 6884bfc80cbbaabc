#include "demarche/survey/findings.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/page_parts.h"
#include "demarche/view/study_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

// As written in the model where its text is at hand (`60%`), otherwise the number it comes to.
std::string as_written(const Report& report, const Formula& formula, const Point& point) {
  const Source* source = report.source;
  if (source && formula.span.end > formula.span.begin && formula.span.end <= source->text.size())
    return source->text.substr(formula.span.begin, formula.span.end - formula.span.begin);
  return short_number(evaluate(formula, point, {}));
}

std::string range_as_written(const Report& report, const Parameter& parameter, const Point& point) {
  if (!parameter.low || !parameter.high) return "none given";
  const std::string range =
      as_written(report, *parameter.low, point) + " to " + as_written(report, *parameter.high, point);
  const bool is_plain = parameter.distribution == DistributionKind::Normal;
  return is_plain ? range : fmt::format("{}, {}", range, word_of(parameter.distribution));
}

std::vector<view::Cell> parameter_cells(const Report& report, const Parameter& parameter, const Point& point) {
  const view::Words origin = parameter.source ? view::Words(report.model->citations[*parameter.source].text)
                                              : view::Words(view::Run{"no source", view::Style::Warning});
  return {view::code(parameter.name), as_written(report, parameter.best, point),
          range_as_written(report, parameter, point), parameter.note, origin};
}

// Sources of what is told in words only.
view::List other_sources(const Model& model) {
  view::List list;
  for (std::size_t row = 0; row < model.citations.size(); ++row) {
    const auto cites = [&](const Parameter& parameter) { return parameter.source == CitationId{row}; };
    if (!std::ranges::any_of(model.parameters, cites)) list.items.emplace_back(model.citations[CitationId{row}].text);
  }
  return list;
}

view::List correlations_of_model(const Model& model) {
  view::List list;
  for (const Correlation& one : model.correlations) list.items.emplace_back(text_of(model, one));
  return list;
}

void add_list(Blocks& blocks, const char* introduction, view::List list) {
  if (list.items.empty()) return;
  blocks.push_back({view::Paragraph{introduction}});
  blocks.push_back({std::move(list)});
}

std::string seed_words(const Report& report) {
  if (report.provenance.seed) return fmt::format("{}", *report.provenance.seed);
  const StudyFindings* findings = report.findings;
  if (findings == nullptr || findings->study.empty()) return "none: nothing here is drawn at random";
  return fmt::format("{}, of the study's draws ({})", findings->seed, design_words(findings->design));
}

void add_term(view::Terms& terms, const char* name, view::Words words) {
  if (!view::plain(words).empty()) terms.terms.push_back({name, {std::move(words)}});
}

}  // namespace

Blocks sources_part(const Report& report) {
  if (!report.model || report.model->parameters.empty()) return {};
  const Model& model = *report.model;
  const Point point = point_of(model, report.solved ? report.solved->parameters : best_guesses(model));
  view::Table table;
  table.columns = {words_column("parameter"), numbers_column("best guess"), numbers_column("90% range"),
                   words_column("what it stands for"), words_column("source")};
  std::size_t num_unsourced = 0;
  for (const bool sourced : {false, true}) {
    for (const Parameter& parameter : model.parameters) {
      if (parameter.source.has_value() != sourced) continue;
      num_unsourced += sourced ? 0 : 1;
      table.rows.push_back(parameter_cells(report, parameter, point));
    }
  }
  Blocks blocks;
  blocks.push_back(
      {view::Paragraph{num_unsourced == 0 ? "Every uncertain number names a source."
                                          : fmt::format("{} of {} uncertain numbers name no source; they come first.",
                                                        num_unsourced, model.parameters.size())}});
  blocks.push_back({std::move(table)});
  add_list(blocks, "Correlated, by ranks:", correlations_of_model(model));
  add_list(blocks, "Named as sources, of no number:", other_sources(model));
  return blocks;
}

Blocks provenance_part(const Report& report) {
  const Provenance& from = report.provenance;
  view::Terms terms;
  add_term(terms, "model", from.file);
  add_term(terms, "SHA-256 of its text", view::code(from.model_hash));
  add_term(terms, "program", "demarche " + from.version);
  add_term(terms, "options", from.options);
  add_term(terms, "seed", seed_words(report));
  if (report.game) {
    const GameSize size = size_of(report);
    add_term(terms, "game",
             fmt::format("{}, {}, {}, {}", counted(size.num_nodes, "node"), counted(size.num_terminals, "outcome"),
                         counted(report.game->infosets.size(), "information set"),
                         counted(report.game->num_actors, "actor")));
  }
  return {{std::move(terms)}};
}

}  // namespace demarche
