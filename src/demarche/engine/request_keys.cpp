#include "demarche/engine/request_keys.h"

#include "demarche/engine/kinds_left_out.h"
#include "demarche/survey/plan_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace demarche {
namespace {

using Wanted = std::optional<std::string>;  // nothing: the value was taken

constexpr double most_whole = 9'007'199'254'740'992;  // up to there numbers of JSON are whole to the last digit

template <class T>
Wanted take_whole(T& place, const JsonNode& node, double least, double most) {
  const bool fits = node.kind == JsonKind::Number && node.number == std::floor(node.number) && node.number >= least &&
                    node.number <= most;
  if (!fits) return fmt::format("a whole number from {:.0f} to {:.0f}", least, most);
  place = static_cast<T>(node.number);
  return std::nullopt;
}

template <class T>
Wanted take_positive(T& place, const JsonNode& node) {
  const bool fits = node.kind == JsonKind::Number && std::isfinite(node.number) && node.number > 0;
  if (!fits) return "a number above 0";
  place = node.number;
  return std::nullopt;
}

Wanted take_truth(bool& place, const JsonNode& node) {
  if (node.kind != JsonKind::Truth) return "true or false";
  place = node.truth;
  return std::nullopt;
}

Wanted take_text(std::string& place, const JsonNode& node) {
  if (node.kind != JsonKind::Text) return "a text";
  place = node.text;
  return std::nullopt;
}

Wanted take_texts(std::vector<std::string>& place, const SentValue& value) {
  std::vector<std::string> texts;
  for (const std::uint32_t row : value.node.children) {
    if (value.tree.nodes[row].kind != JsonKind::Text) return "a list of texts";
    texts.push_back(value.tree.nodes[row].text);
  }
  if (value.node.kind != JsonKind::List) return "a list of texts";
  place = std::move(texts);
  return std::nullopt;
}

Wanted take_settings(Request& request, const SentValue& value) {
  const char* wanted = R"(numbers by the names of parameters, such as {"cost": 2})";
  if (value.node.kind != JsonKind::Object) return wanted;
  for (const std::uint32_t row : value.node.children) {
    const JsonNode& node = value.tree.nodes[row];
    if (node.kind != JsonKind::Number || !std::isfinite(node.number)) return wanted;
    request.selection.settings.emplace_back(node.key, node.number);
  }
  return std::nullopt;
}

// One of a few words.
template <class T>
Wanted take_word(T& place, const JsonNode& node, std::span<const std::pair<std::string_view, T>> words) {
  std::string wanted;
  for (const auto& [word, meaning] : words) {
    if (node.kind == JsonKind::Text && node.text == word) {
      place = meaning;
      return std::nullopt;
    }
    wanted += fmt::format("{}`{}`", wanted.empty() ? "one of " : ", ", word);
  }
  return wanted;
}

Wanted take_without(Request& request, const SentValue& value) {
  std::vector<std::string> words;
  if (Wanted wanted = take_texts(words, value)) return wanted;
  for (const std::string& word : words)
    if (!leave_out(request, word)) return "a list of kinds of questions: " + words_of_kinds();
  return std::nullopt;
}

Wanted take_method(Request& request, const SentValue& value) {
  std::vector<std::pair<std::string_view, const Method*>> words;
  for (const Method& method : methods()) words.emplace_back(method.name, &method);
  return take_word<const Method*>(request.plan.method, value.node, words);
}

Wanted take_form(Request& request, const SentValue& value) {
  constexpr std::pair<std::string_view, Form> words[] = {
      {"auto", Form::Automatic}, {"flat", Form::Flat}, {"public", Form::Public}};
  return take_word<Form>(request.plan.form, value.node, words);
}

Wanted take_design(Request& request, const SentValue& value) {
  constexpr std::pair<std::string_view, DesignKind> words[] = {
      {"sobol", DesignKind::Sobol}, {"lhs", DesignKind::LatinHypercube}, {"saltelli", DesignKind::Saltelli}};
  return take_word<DesignKind>(request.rows.design, value.node, words);
}

Wanted take_start(Request& request, const SentValue& value) {
  constexpr std::pair<std::string_view, RowStart> words[] = {
      {"path", RowStart::Path}, {"centre", RowStart::Centre}, {"both", RowStart::Both}};
  return take_word<RowStart>(request.rows.start, value.node, words);
}

Wanted take_strategy(Request& request, const SentValue& value) {
  if (value.node.kind != JsonKind::Text) return "the text of a strategy's file";
  request.strategy = make_source("strategy", value.node.text);
  return std::nullopt;
}

Wanted take_profile(Request& request, const SentValue& value) {
  request.profile.emplace();
  return take_whole(*request.profile, value.node, 0, 1e9);
}

Wanted take_precision(Request& request, const SentValue& value) {
  request.plan.precision_from_model = false;
  return take_positive(request.plan.aim.precision, value.node);
}

Wanted take_tolerance(Request& request, const SentValue& value) {
  request.plan.precision_from_model = false;
  const JsonNode& node = value.node;
  if (node.kind != JsonKind::Number || !(node.number >= 1e-15 && node.number <= 1))
    return "a share of the payoff range, from 1e-15 to 1";
  request.plan.aim.tolerance = node.number;
  return std::nullopt;
}

// One move of a play; false where it is none.
bool take_move(std::vector<MoveSent>& moves, const SentValue& value) {
  if (value.node.kind != JsonKind::Object) return false;
  MoveSent move;
  bool has_seat = false;
  bool has_option = false;
  for (const std::uint32_t row : value.node.children) {
    const JsonNode& node = value.tree.nodes[row];
    const bool is_likelihood = node.kind == JsonKind::Number && node.number >= 0 && node.number <= 1;
    if (node.key == "seat" && !take_text(move.seat, node)) has_seat = true;
    else if (node.key == "option" && !take_text(move.option, node)) has_option = true;
    else if (node.key == "belief" && is_likelihood) move.belief = node.number;
    else if (node.key != "belief" || node.kind != JsonKind::Null) return false;
  }
  moves.push_back(std::move(move));
  return has_seat && has_option;
}

Wanted take_moves(Request& request, const SentValue& value) {
  const char* wanted = R"(a list of moves, such as {"seat": "A", "option": "wait", "belief": 0.4})";
  if (value.node.kind != JsonKind::List) return wanted;
  std::vector<MoveSent> moves;
  for (const std::uint32_t row : value.node.children)
    if (!take_move(moves, {value.tree, value.tree.nodes[row]})) return wanted;
  request.play.moves = std::move(moves);
  return std::nullopt;
}

Wanted take_play_shown(Request& request, const SentValue& value, PlayAsked::Show show) {
  bool wanted = false;
  if (Wanted not_taken = take_truth(wanted, value.node)) return not_taken;
  if (wanted) request.play.show = show;
  return std::nullopt;
}

constexpr std::array games{Errand::Solve, Errand::Ask, Errand::Tip, Errand::Simulate, Errand::Rows, Errand::Play};
constexpr std::array tolerances{Errand::Solve, Errand::Ask,     Errand::Tip, Errand::Simulate,
                                Errand::Rows,  Errand::Certify, Errand::Play};
constexpr std::array models{Errand::Describe, Errand::Solve, Errand::Ask,     Errand::Raid,   Errand::Tip,
                            Errand::Simulate, Errand::Rows,  Errand::Certify, Errand::Export, Errand::Play};
constexpr std::array sizes{Errand::Describe, Errand::Solve,   Errand::Ask,    Errand::Tip, Errand::Simulate,
                           Errand::Rows,     Errand::Certify, Errand::Export, Errand::Play};
constexpr std::array numbers{Errand::Solve, Errand::Ask,     Errand::Raid,   Errand::Tip, Errand::Simulate,
                             Errand::Rows,  Errand::Certify, Errand::Export, Errand::Play};
constexpr std::array strategies{Errand::Simulate, Errand::Certify};
constexpr std::array draws{Errand::Solve, Errand::Ask, Errand::Raid, Errand::Simulate, Errand::Rows, Errand::Play};
constexpr std::array several{Errand::Solve, Errand::Ask};
constexpr std::array starting{Errand::Solve, Errand::Ask, Errand::Play};
constexpr std::array one_of_several{Errand::Ask, Errand::Play};
constexpr std::array only_ask{Errand::Ask};
constexpr std::array only_solve{Errand::Solve};
constexpr std::array only_raid{Errand::Raid};
constexpr std::array only_tip{Errand::Tip};
constexpr std::array only_simulate{Errand::Simulate};
constexpr std::array only_certify{Errand::Certify};
constexpr std::array only_rows{Errand::Rows};
constexpr std::array only_play{Errand::Play};

using Value = const SentValue&;

const std::array keys{
    RequestKey{"variant", models, [](Request& r, Value v) { return take_text(r.selection.variant, v.node); }},
    RequestKey{"set", numbers, take_settings},
    RequestKey{"max_histories", sizes,
               [](Request& r, Value v) { return take_positive(r.plan.compile.max_histories, v.node); }},
    RequestKey{"method", games, take_method},
    RequestKey{"form", games, take_form},
    RequestKey{"iterations", games,
               [](Request& r, Value v) { return take_whole(r.plan.max_iterations, v.node, 1, 1099511627776.0); }},
    RequestKey{"precision", games, take_precision},
    RequestKey{"tolerance", tolerances, take_tolerance},
    RequestKey{"seed", draws, [](Request& r, Value v) { return take_whole(r.seed, v.node, 0, most_whole); }},
    RequestKey{"starts", starting, [](Request& r, Value v) { return take_whole(r.num_starts, v.node, 0, 1e6); }},
    RequestKey{"all", only_solve, [](Request& r, Value v) { return take_truth(r.all, v.node); }},
    RequestKey{"at", only_solve, [](Request& r, Value v) { return take_text(r.at, v.node); }},
    RequestKey{"given", several, [](Request& r, Value v) { return take_text(r.given, v.node); }},
    RequestKey{"forcing", only_ask, [](Request& r, Value v) { return take_text(r.forcing, v.node); }},
    RequestKey{"without", only_ask, take_without},
    RequestKey{"questions", only_ask, [](Request& r, Value v) { return take_texts(r.questions, v); }},
    RequestKey{"sensitivity", only_ask, [](Request& r, Value v) { return take_truth(r.sensitivity, v.node); }},
    RequestKey{"equilibrium", one_of_several,
               [](Request& r, Value v) { return take_whole(r.equilibrium, v.node, 1, 1e6); }},
    RequestKey{"equilibria", only_ask, [](Request& r, Value v) { return take_truth(r.under_each, v.node); }},
    RequestKey{"look", only_ask, [](Request& r, Value v) { return take_truth(r.look, v.node); }},
    RequestKey{"where", only_ask, [](Request& r, Value v) { return take_texts(r.where, v); }},
    RequestKey{"tip", only_ask, [](Request& r, Value v) { return take_truth(r.tip, v.node); }},
    RequestKey{"strategy", strategies, take_strategy},
    RequestKey{"profile", only_certify, take_profile},
    RequestKey{"withdraw", only_raid, [](Request& r, Value v) { return take_texts(r.withdrawn, v); }},
    RequestKey{"simulate", only_raid, [](Request& r, Value v) { return take_whole(r.num_simulated, v.node, 0, 1e12); }},
    RequestKey{"condition", only_tip, [](Request& r, Value v) { return take_text(r.condition, v.node); }},
    RequestKey{"steps", only_tip, [](Request& r, Value v) { return take_whole(r.num_steps, v.node, 1, 1e5); }},
    RequestKey{"plays", only_simulate, [](Request& r, Value v) { return take_whole(r.num_plays, v.node, 1, 1e12); }},
    RequestKey{"draws", only_rows,
               [](Request& r, Value v) { return take_whole(r.rows.num_draws, v.node, 1, 4294967296.0); }},
    RequestKey{"design", only_rows, take_design},
    RequestKey{"start", only_rows, take_start},
    RequestKey{"from", only_rows, [](Request& r, Value v) { return take_whole(r.rows.from, v.node, 0, 4294967296.0); }},
    RequestKey{"seats", only_play, [](Request& r, Value v) { return take_texts(r.play.seats, v); }},
    RequestKey{"beliefs", only_play, [](Request& r, Value v) { return take_truth(r.play.beliefs, v.node); }},
    RequestKey{"moves", only_play, take_moves},
    RequestKey{"for", only_play, [](Request& r, Value v) { return take_text(r.play.seen_from, v.node); }},
    RequestKey{"debrief", only_play,
               [](Request& r, Value v) { return take_play_shown(r, v, PlayAsked::Show::Debrief); }},
    RequestKey{"log", only_play, [](Request& r, Value v) { return take_play_shown(r, v, PlayAsked::Show::Log); }},
    RequestKey{"to", only_rows, [](Request& r, Value v) { return take_whole(r.rows.to, v.node, 1, 4294967296.0); }},
};

constexpr std::pair<std::string_view, Errand> names[] = {
    {"check", Errand::Check}, {"symbols", Errand::Symbols},   {"describe", Errand::Describe},
    {"solve", Errand::Solve}, {"ask", Errand::Ask},           {"raid", Errand::Raid},
    {"tip", Errand::Tip},     {"simulate", Errand::Simulate}, {"certify", Errand::Certify},
    {"rows", Errand::Rows},   {"export", Errand::Export},     {"play", Errand::Play}};

}  // namespace

std::span<const RequestKey> request_keys() { return keys; }

bool takes(const RequestKey& key, Errand errand) { return std::ranges::find(key.errands, errand) != key.errands.end(); }

std::span<const std::pair<std::string_view, Errand>> errands() { return names; }

}  // namespace demarche
