#include "demarche/engine/kinds_left_out.h"
#include "demarche/engine/request_json.h"

namespace demarche {
namespace {

void say_text(view::Data& data, const char* key, const std::string& text) {
  if (!text.empty()) data[key] = text;
}

void say_texts(view::Data& data, const char* key, const std::vector<std::string>& texts) {
  if (!texts.empty()) data[key] = texts;
}

void say_selection(view::Data& data, const Selection& selection) {
  say_text(data, "variant", selection.variant);
  for (const auto& [name, value] : selection.settings) data["set"][name] = value;
}

void say_plan(view::Data& data, const Request& request) {
  const Plan& plan = request.plan;
  if (plan.method != &usual_method()) {
    data["method"] = std::string(plan.method->name);
    data["iterations"] = plan.max_iterations;
  }
  if (plan.form == Form::Flat) data["form"] = "flat";
  if (plan.form == Form::Public) data["form"] = "public";
  if (plan.aim.precision) data["precision"] = *plan.aim.precision;
  else if (!plan.precision_from_model) data["tolerance"] = plan.aim.tolerance;
  data["max_histories"] = plan.compile.max_histories;
  data["seed"] = request.seed;
}

}  // namespace

namespace {

view::Data play_data(const Request& request) {
  view::Data data = {{"command", "play"}};
  say_selection(data, request.selection);
  say_plan(data, request);
  data["seats"] = request.play.seats;
  data["beliefs"] = request.play.beliefs;
  if (request.equilibrium > 1) data["equilibrium"] = request.equilibrium;
  if (request.num_starts != Request().num_starts) data["starts"] = request.num_starts;
  return data;
}

}  // namespace

view::Data request_data(const Request& request) {
  if (request.errand == Errand::Play) return play_data(request);
  view::Data data = {{"command", "ask"}};
  say_selection(data, request.selection);
  say_plan(data, request);
  say_texts(data, "questions", request.questions);
  say_text(data, "given", request.given);
  say_text(data, "forcing", request.forcing);
  say_texts(data, "without", words_left_out(request));
  if (request.sensitivity) data["sensitivity"] = true;
  if (request.equilibrium > 1) data["equilibrium"] = request.equilibrium;
  if (request.under_each) data["equilibria"] = true;
  if (request.num_starts != Request().num_starts) data["starts"] = request.num_starts;
  if (!request.look) data["look"] = false;
  return data;
}

}  // namespace demarche
