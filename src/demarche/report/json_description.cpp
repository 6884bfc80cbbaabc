#include "demarche/report/json_parts.h"
#include "demarche/view/story_lines.h"

namespace demarche {
namespace {

Json json_of_actors(const Model& model, ActorSet set) {
  Json names = Json::array();
  for (std::size_t row = 0; row < model.actors.size(); ++row) {
    if (contains(set, ActorId{row})) names.push_back(model.actors[ActorId{row}].name);
  }
  return names;
}

Json json_of_line(const Model& model, const StoryLine& line) {
  Json page = {{"kind", line.kind}, {"depth", line.depth}, {"text", line.text}, {"condition", line.condition}};
  if (line.actor) page["actor"] = model.actors[*line.actor].name;
  if (line.variable) {
    const Variable& variable = model.variables[*line.variable];
    page["variable"] = variable.name;
    page["values"] = Json::array();
    for (const Value& value : variable.values) page["values"].push_back(value.name);
  }
  if (line.seen_by) page["seen_by"] = json_of_actors(model, *line.seen_by);
  return page;
}

Json json_of_lines(const Model& model, const std::vector<StoryLine>& lines) {
  Json page = Json::array();
  for (const StoryLine& line : lines) page.push_back(json_of_line(model, line));
  return page;
}

Json json_of_stages(const Model& model) {
  Json page = Json::array();
  for (const Stage& stage : model.stages) {
    page.push_back({{"title", stage.title},
                    {"condition", stage.condition.code.empty() ? "" : text_of(model, stage.condition)},
                    {"steps", json_of_lines(model, story_lines(model, stage))}});
  }
  return page;
}

Json json_of_parameter(const Model& model, const Point& point, ParameterId id) {
  const Parameter& parameter = model.parameters[id];
  Json page = {{"name", parameter.name}, {"best", point.parameters[id]}};
  if (parameter.low && parameter.high) {
    page["low"] = evaluate(*parameter.low, point, {});
    page["high"] = evaluate(*parameter.high, point, {});
    page["distribution"] = word_of(parameter.distribution);
  }
  page["note"] = parameter.note;
  page["source"] = parameter.source ? Json(model.citations[*parameter.source].name) : Json();
  return page;
}

// Unsourced ones first.
Json json_of_parameters(const Model& model) {
  const Point point = point_of(model, best_guesses(model));
  Json bare = Json::array(), sourced = Json::array();
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    Json& page = model.parameters[ParameterId{row}].source ? sourced : bare;
    page.push_back(json_of_parameter(model, point, ParameterId{row}));
  }
  for (Json& parameter : sourced) bare.push_back(std::move(parameter));
  return bare;
}

Json json_of_correlations(const Model& model) {
  Json page = Json::array();
  for (const Correlation& one : model.correlations) {
    Json names = Json::array();
    for (const ParameterId id : one.parameters) names.push_back(model.parameters[id].name);
    page.push_back({{"parameters", std::move(names)}, {"rank_correlation", one.rank_correlation}});
  }
  return page;
}

Json json_of_size(const Census& census) {
  Json page = {{"nodes", census.num_nodes}, {"outcomes", census.num_histories}, {"exact", census.exact}};
  if (census.num_public_nodes) page["public_nodes"] = *census.num_public_nodes;
  page["stages"] = Json::array();
  for (const Census::StageGrowth& growth : census.stages) {
    page["stages"].push_back({{"title", growth.title}, {"factor", growth.factor}, {"why", growth.why}});
  }
  return page;
}

}  // namespace

std::string description_as_json(const Model& model, const Census& census) {
  Json page = {{"schema", 1}, {"kind", "description"}, {"title", model.title}};
  page["actors"] = Json::array();
  for (const Actor& actor : model.actors)
    page["actors"].push_back({{"name", actor.name}, {"long_name", actor.long_name}});
  page["size"] = json_of_size(census);
  page["traits"] = json_of_lines(model, trait_lines(model));
  page["stages"] = json_of_stages(model);
  page["parameters"] = json_of_parameters(model);
  page["correlations"] = json_of_correlations(model);
  page["sources"] = Json::array();
  for (const Citation& citation : model.citations) {
    page["sources"].push_back({{"name", citation.name}, {"text", citation.text}});
  }
  page["variants"] = Json::array();
  for (const Variant& variant : model.variants) page["variants"].push_back(variant.name);
  page["questions"] = Json::array();
  for (const Question& question : model.questions) page["questions"].push_back(question.text);
  return text_of(page);
}

}  // namespace demarche
