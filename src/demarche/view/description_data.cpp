#include "demarche/view/description_page.h"
#include "demarche/view/story_lines.h"

namespace demarche {
namespace {

view::Data actor_names_data(const Model& model, ActorSet set) {
  view::Data names = view::Data::list();
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    if (contains(set, ActorId{row})) names.push_back(model.actors[ActorId{row}].name);
  }
  return names;
}

view::Data story_line_data(const Model& model, const StoryLine& line) {
  view::Data data = {{"kind", line.kind}, {"depth", line.depth}, {"text", line.text}, {"condition", line.condition}};
  if (line.actor) data["actor"] = model.actors[*line.actor].name;
  if (line.variable) {
    const Variable& variable = model.variables[*line.variable];
    data["variable"] = variable.name;
    data["values"] = view::Data::list();
    for (const Value& value : variable.values) data["values"].push_back(value.name);
  }
  if (line.seen_by) data["seen_by"] = actor_names_data(model, *line.seen_by);
  return data;
}

view::Data story_lines_data(const Model& model, const std::vector<StoryLine>& lines) {
  view::Data data = view::Data::list();
  for (const StoryLine& line : lines) data.push_back(story_line_data(model, line));
  return data;
}

view::Data stages_data(const Model& model) {
  view::Data data = view::Data::list();
  for (const Stage& stage : model.stages) {
    data.push_back({{"title", stage.title},
                    {"condition", stage.condition.code.empty() ? "" : text_of(model, stage.condition)},
                    {"steps", story_lines_data(model, story_lines(model, stage))}});
  }
  return data;
}

view::Data definitions_data(const Model& model) {
  view::Data data = view::Data::list();
  for (const Definition& one : model.definitions)
    data.push_back({{"kind", one.is_event ? "event" : "number"}, {"name", one.name}, {"text", one.text}});
  return data;
}

view::Data parameter_data(const Model& model, const Point& point, ParameterId id) {
  const Parameter& parameter = model.parameters[id];
  view::Data data = {{"name", parameter.name}, {"best", point.parameters[id]}};
  if (parameter.low && parameter.high) {
    data["low"] = evaluate(*parameter.low, point, {});
    data["high"] = evaluate(*parameter.high, point, {});
    data["distribution"] = word_of(parameter.distribution);
  }
  data["note"] = parameter.note;
  data["source"] = parameter.source ? view::Data(model.citations[*parameter.source].name) : view::Data();
  return data;
}

// Unsourced ones first.
view::Data parameters_data(const Model& model) {
  const Point point = point_of(model, best_guesses(model));
  view::Data data = view::Data::list();
  for (const bool sourced : {false, true}) {
    for (std::size_t row = 0; row < model.parameters.size(); ++row) {
      if (model.parameters[ParameterId{row}].source.has_value() != sourced) continue;
      data.push_back(parameter_data(model, point, ParameterId{row}));
    }
  }
  return data;
}

view::Data correlations_data(const Model& model) {
  view::Data data = view::Data::list();
  for (const Correlation& one : model.correlations) {
    view::Data names = view::Data::list();
    for (const ParameterId id : one.parameters) names.push_back(model.parameters[id].name);
    data.push_back({{"parameters", std::move(names)}, {"rank_correlation", one.rank_correlation}});
  }
  return data;
}

view::Data census_data(const Census& census) {
  view::Data data = {{"nodes", census.num_nodes}, {"outcomes", census.num_histories}, {"exact", census.exact}};
  if (census.num_public_nodes) data["public_nodes"] = *census.num_public_nodes;
  data["stages"] = view::Data::list();
  for (const Census::StageGrowth& growth : census.stages) {
    data["stages"].push_back({{"title", growth.title}, {"factor", growth.factor}, {"why", growth.why}});
  }
  return data;
}

}  // namespace

view::Data description_data(const Model& model, const Census& census) {
  view::Data data = {{"schema", 1}, {"kind", "description"}, {"title", model.title}};
  data["actors"] = view::Data::list();
  for (const Actor& actor : model.actors)
    data["actors"].push_back({{"name", actor.name}, {"long_name", actor.long_name}});
  data["size"] = census_data(census);
  data["traits"] = story_lines_data(model, trait_lines(model));
  data["stages"] = stages_data(model);
  if (!model.definitions.empty()) data["definitions"] = definitions_data(model);
  data["parameters"] = parameters_data(model);
  data["correlations"] = correlations_data(model);
  for (const NumberThought& one : model.number_thoughts) {
    data["thoughts"].push_back({{"actor", model.actors[one.actor].name},
                                {"parameter", model.parameters[one.parameter].name},
                                {"number", text_of(model, one.number)}});
  }
  data["sources"] = view::Data::list();
  for (const Citation& citation : model.citations) {
    data["sources"].push_back({{"name", citation.name}, {"text", citation.text}});
  }
  if (model.named) {
    for (const Claim& claim : model.named->claims) data["equilibrium_where"].push_back(claim.text);
  }
  data["variants"] = view::Data::list();
  for (const Variant& variant : model.variants) data["variants"].push_back(variant.name);
  data["questions"] = view::Data::list();
  for (const Question& question : model.questions) data["questions"].push_back(question.text);
  return data;
}

view::Page description_page(const Model& model, const Census& census, view::Part part) {
  view::Page page{.title = model.title, .generator = "demarche"};
  if (part == view::Part::Sections) page.sections = description_sections(model, census);
  if (part == view::Part::Data) page.data = description_data(model, census);
  return page;
}

}  // namespace demarche
