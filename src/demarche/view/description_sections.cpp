#include "demarche/view/description_page.h"
#include "demarche/view/story_lines.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

view::Block described(std::string text) { return {view::Paragraph{std::move(text), {2, 4}}}; }

std::string seen_text(const Model& model, const StoryLine& line) {
  if (!line.seen_by) return {};
  const std::string who = seen_by_text(model, *line.seen_by, line.actor);
  return who == "nobody else" || who == "nobody" ? " (" + who + " sees it)" : " (seen by " + who + ")";
}

view::Block line_block(const Model& model, const StoryLine& line) {
  const std::size_t indent = 5 + 2 * line.depth;
  const std::string when = line.condition.empty() ? "" : "if " + line.condition + ": ";
  return {view::Paragraph{when + line.text + seen_text(model, line), {indent, indent + 4}}};
}

view::Section actors_section(const Model& model) {
  view::Table table{.columns = {{"", "actor"}, {"", "name"}}, .indent = 2, .has_head = false};
  for (const Actor& actor : model.actors) {
    table.rows.push_back({actor.name, actor.long_name == actor.name ? "" : actor.long_name});
  }
  return {"actors", "Actors", {{std::move(table)}}};
}

view::Section definitions_section(const Model& model) {
  view::Table table{.columns = {{"", "name"}, {"", "kind"}, {"", "stands for"}}, .indent = 2, .has_head = false};
  for (const Definition& one : model.definitions)
    table.rows.push_back({one.name, one.is_event ? "event" : "number", one.text});
  return {"definitions", "Events and numbers that go by a name", {{std::move(table)}}};
}

view::Section traits_section(const Model& model) {
  view::Section section{"traits", "What each knows about itself", {}};
  for (const StoryLine& line : trait_lines(model)) section.blocks.push_back(line_block(model, line));
  return section;
}

view::Section story_section(const Model& model) {
  view::Section section{"story", "The story, in order, and who sees each step", {}};
  for (std::size_t row = 0; row < model.stages.size(); ++row) {
    const Stage& stage = model.stages[row];
    const std::string when = stage.condition.code.empty() ? "" : ", if " + text_of(model, stage.condition);
    section.blocks.push_back({view::Paragraph{fmt::format("{:>2}. {}{}", row + 1, stage.title, when), {1, 5}}});
    for (const StoryLine& line : story_lines(model, stage)) section.blocks.push_back(line_block(model, line));
  }
  return section;
}

view::Table growth_table(const Census& census) {
  view::Table table{
      .columns = {{"", "factor", view::ColumnKind::Numbers}, {"", "stage"}}, .indent = 2, .has_head = false};
  for (const Census::StageGrowth& growth : census.stages) {
    if (growth.factor <= 1) continue;
    const std::string why = growth.why.empty() ? "" : " (" + growth.why + ")";
    table.rows.push_back({fmt::format("x{:.4g}", growth.factor), growth.title + why});
  }
  return table;
}

view::Section size_section(const Census& census) {
  view::Section section{"size", "Size before unfolding", {}};
  section.blocks.push_back(described(fmt::format("{}{} nodes, {} outcomes", census.exact ? "" : "at most ",
                                                 count_text(census.num_nodes), count_text(census.num_histories))));
  if (census.num_public_nodes) {
    section.blocks.push_back(
        described(fmt::format("Solved as a public tree of {} nodes, with vectors over private traits",
                              count_text(*census.num_public_nodes))));
  }
  section.blocks.push_back({growth_table(census)});
  return section;
}

std::string source_text(const Model& model, const Parameter& parameter) {
  if (!parameter.source) return parameter.note;
  const std::string separator = parameter.note.empty() ? "" : "; ";
  return parameter.note + separator + "from " + model.citations[*parameter.source].name;
}

std::string parameter_range_text(const Parameter& parameter, const Point& point) {
  if (!parameter.low || !parameter.high) return "no range";
  const std::string range = fmt::format("{} to {}", plain_number(evaluate(*parameter.low, point, {})),
                                        plain_number(evaluate(*parameter.high, point, {})));
  return parameter.distribution == DistributionKind::Normal ? range : range + ", " + word_of(parameter.distribution);
}

bool has_source(const Parameter& parameter) { return parameter.source.has_value(); }
bool has_none(const Parameter& parameter) { return !parameter.source; }

view::Section parameters_section(const Model& model, const char* title, bool (*wanted)(const Parameter&)) {
  const Point point = point_of(model, best_guesses(model));
  view::Table table{
      .columns = {{"", "number"}, {"", "best guess", view::ColumnKind::Numbers}, {"", "90% range"}, {"", "source"}},
      .indent = 2,
      .has_head = false};
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    const Parameter& parameter = model.parameters[ParameterId{row}];
    if (!wanted(parameter)) continue;
    table.rows.push_back({parameter.name, plain_number(point.parameters[ParameterId{row}]),
                          parameter_range_text(parameter, point), source_text(model, parameter)});
  }
  return {wanted == has_source ? "sourced" : "unsourced", title, {{std::move(table)}}};
}

view::Section correlations_section(const Model& model) {
  view::Section section{"correlations", "Drawn together (rank correlation)", {}};
  for (const Correlation& one : model.correlations) section.blocks.push_back(described(text_of(model, one)));
  return section;
}

view::Section thoughts_section(const Model& model) {
  view::Section section{"thoughts", "What actors think otherwise of numbers, where odds read them", {}};
  for (const NumberThought& one : model.number_thoughts) section.blocks.push_back(described(text_of(model, one)));
  return section;
}

view::Section citations_section(const Model& model) {
  view::Table table{.columns = {{"", "source"}, {"", "what"}}, .indent = 2, .has_head = false};
  for (const Citation& citation : model.citations) table.rows.push_back({citation.name, citation.text});
  return {"sources", "Sources", {{std::move(table)}}};
}

// Which equilibrium is meant, where the model names one.
view::Section named_section(const Model& model) {
  view::Section section{"equilibrium", "The equilibrium that is meant", {}};
  if (!model.named) return section;
  for (const Claim& claim : model.named->claims) section.blocks.push_back(described(claim.text));
  return section;
}

view::Section variants_section(const Model& model) {
  if (model.variants.empty()) return {};
  std::string names;
  for (const Variant& variant : model.variants) names += (names.empty() ? "" : ", ") + variant.name;
  return {"variants", "Variants", {{view::Paragraph{names, {2, 2}}}}};
}

view::Section questions_section(const Model& model) {
  view::Section section{"questions", "Questions", {}};
  for (const Question& question : model.questions) section.blocks.push_back(described(question.text));
  return section;
}

// Without those that would be empty.
void add_section(std::vector<view::Section>& sections, view::Section section) {
  const auto* table = section.blocks.empty() ? nullptr : std::get_if<view::Table>(&section.blocks.front().part);
  if (section.blocks.empty() || (table != nullptr && table->rows.empty())) return;
  sections.push_back(std::move(section));
}

}  // namespace

std::vector<view::Section> description_sections(const Model& model, const Census& census) {
  const std::string title = model.title.empty() ? "Untitled crisis" : model.title;
  std::vector<view::Section> sections{{"title", "", {{view::Heading{title, view::Level::Title}}}},
                                      actors_section(model)};
  add_section(sections, definitions_section(model));
  add_section(sections, traits_section(model));
  sections.push_back(story_section(model));
  sections.push_back(size_section(census));
  add_section(sections, parameters_section(model, "Numbers without a source (best guess, 90% range)", has_none));
  add_section(sections, parameters_section(model, "Numbers with a source (best guess, 90% range)", has_source));
  add_section(sections, correlations_section(model));
  add_section(sections, thoughts_section(model));
  add_section(sections, citations_section(model));
  add_section(sections, named_section(model));
  add_section(sections, variants_section(model));
  add_section(sections, questions_section(model));
  return sections;
}

}  // namespace demarche
