#include "demarche/report/layout.h"
#include "demarche/view/story_lines.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string seen_text(const Model& model, const StoryLine& line) {
  if (!line.seen_by) return {};
  const std::string who = seen_by_text(model, *line.seen_by, line.actor);
  return who == "nobody else" || who == "nobody" ? " (" + who + " sees it)" : " (seen by " + who + ")";
}

std::string line_text(const Model& model, const StoryLine& line, const TerminalOptions& options) {
  const std::size_t indent = 5 + 2 * line.depth;
  const std::string when = line.condition.empty() ? "" : "if " + line.condition + ": ";
  return wrapped(when + line.text + seen_text(model, line), options.width, {indent, indent + 4});
}

std::string actors_as_text(const Model& model, const TerminalOptions& options) {
  TextTable table{{Align::Left, Align::Left}, {}, {}};
  for (const Actor& actor : model.actors) {
    table.rows.push_back({actor.name, actor.long_name == actor.name ? "" : actor.long_name});
  }
  return heading("Actors", options) + text_of(table, options.width, 2);
}

std::string traits_as_text(const Model& model, const TerminalOptions& options) {
  if (model.traits.empty()) return {};
  std::string text = heading("What each knows about itself", options);
  for (const StoryLine& line : trait_lines(model)) text += line_text(model, line, options);
  return text;
}

std::string story_as_text(const Model& model, const TerminalOptions& options) {
  std::string text = heading("The story, in order, and who sees each step", options);
  for (std::size_t row = 0; row < model.stages.size(); ++row) {
    const Stage& stage = model.stages[row];
    const std::string when = stage.condition.code.empty() ? "" : ", if " + text_of(model, stage.condition);
    text += wrapped(fmt::format("{:>2}. {}{}", row + 1, stage.title, when), options.width, {1, 5});
    for (const StoryLine& line : story_lines(model, stage)) text += line_text(model, line, options);
  }
  return text;
}

std::string size_as_text(const Census& census, const TerminalOptions& options) {
  std::string text = heading("Size before unfolding", options);
  text += wrapped(fmt::format("{}{} nodes, {} outcomes", census.exact ? "" : "at most ", count_text(census.num_nodes),
                              count_text(census.num_histories)),
                  options.width, {2, 4});
  if (census.num_public_nodes) {
    text += wrapped(fmt::format("Solved as a public tree of {} nodes, with vectors over private traits",
                                count_text(*census.num_public_nodes)),
                    options.width, {2, 4});
  }
  TextTable table{{Align::Right, Align::Left}, {}, {}};
  for (const Census::StageGrowth& growth : census.stages) {
    if (growth.factor <= 1) continue;
    const std::string why = growth.why.empty() ? "" : " (" + growth.why + ")";
    table.rows.push_back({fmt::format("x{:.4g}", growth.factor), growth.title + why});
  }
  return text + text_of(table, options.width, 2);
}

std::string source_text(const Model& model, const Parameter& parameter) {
  if (!parameter.source) return parameter.note;
  const std::string separator = parameter.note.empty() ? "" : "; ";
  return parameter.note + separator + "from " + model.citations[*parameter.source].name;
}

std::string range_text(const Parameter& parameter, const Point& point) {
  if (!parameter.low || !parameter.high) return "no range";
  const std::string range = fmt::format("{} to {}", plain_number(evaluate(*parameter.low, point, {})),
                                        plain_number(evaluate(*parameter.high, point, {})));
  return parameter.distribution == DistributionKind::Normal ? range : range + ", " + word_of(parameter.distribution);
}

TextTable parameter_table(const Model& model, const Point& point, bool (*wanted)(const Parameter&)) {
  TextTable table{{Align::Left, Align::Right, Align::Left, Align::Left}, {}, {}};
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const Parameter& parameter = model.parameters[ParameterId{row}];
    if (!wanted(parameter)) continue;
    table.rows.push_back({parameter.name, plain_number(point.parameters[ParameterId{row}]),
                          range_text(parameter, point), source_text(model, parameter)});
  }
  return table;
}

std::string parameters_as_text(const Model& model, const TerminalOptions& options) {
  const Point point = point_of(model, best_guesses(model));
  const TextTable bare = parameter_table(model, point, [](const Parameter& one) { return !one.source; });
  const TextTable sourced = parameter_table(model, point, [](const Parameter& one) { return one.source.has_value(); });
  std::string text;
  if (!bare.rows.empty()) {
    text += heading("Numbers without a source (best guess, 90% range)", options) + text_of(bare, options.width, 2);
  }
  if (!sourced.rows.empty()) {
    text += heading("Numbers with a source (best guess, 90% range)", options) + text_of(sourced, options.width, 2);
  }
  if (!model.correlations.empty()) text += heading("Drawn together (rank correlation)", options);
  for (const Correlation& one : model.correlations) text += wrapped(text_of(model, one), options.width, {2, 4});
  return text;
}

std::string citations_as_text(const Model& model, const TerminalOptions& options) {
  if (model.citations.empty()) return {};
  TextTable table{{Align::Left, Align::Left}, {}, {}};
  for (const Citation& citation : model.citations) table.rows.push_back({citation.name, citation.text});
  return heading("Sources", options) + text_of(table, options.width, 2);
}

std::string questions_as_text(const Model& model, const TerminalOptions& options) {
  std::string text;
  if (!model.variants.empty()) {
    std::string names;
    for (const Variant& variant : model.variants) names += (names.empty() ? "" : ", ") + variant.name;
    text += heading("Variants", options) + wrapped(names, options.width, {2, 2});
  }
  if (model.questions.empty()) return text;
  text += heading("Questions", options);
  for (const Question& question : model.questions) text += wrapped(question.text, options.width, {2, 4});
  return text;
}

}  // namespace

std::string description_as_text(const Model& model, const Census& census, const TerminalOptions& options) {
  const std::string title = wrapped(model.title.empty() ? "Untitled crisis" : model.title, options.width, {0, 0});
  std::string text = strong(std::string_view(title).substr(0, title.size() - 1), options) + "\n";
  text += actors_as_text(model, options);
  text += traits_as_text(model, options);
  text += story_as_text(model, options);
  text += size_as_text(census, options);
  text += parameters_as_text(model, options);
  text += citations_as_text(model, options);
  return text + questions_as_text(model, options);
}

}  // namespace demarche
