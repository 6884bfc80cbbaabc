#include "demarche/engine/suppose.h"

#include "demarche/base/never.h"
#include "demarche/study/forcing.h"
#include "demarche/study/position.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace demarche {
namespace {

// Jumps of conditions are none, so that two are joined by writing one behind the other.
Formula both(const Formula& one, const Formula& other) {
  Formula joined = one;
  const auto shift = static_cast<std::uint32_t>(one.values.size());
  for (Instruction instruction : other.code) {
    if (instruction.op == OpCode::Is) instruction.first += shift;
    joined.code.push_back(instruction);
  }
  joined.values.insert(joined.values.end(), other.values.begin(), other.values.end());
  joined.code.push_back({.op = OpCode::And});
  return joined;
}

// Whose `given` stands at their end, if anywhere.
bool may_suppose(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::Ask:
    case QuestionKind::Belief:
    case QuestionKind::Compare:
    case QuestionKind::Sweep:
    case QuestionKind::Rank:
    case QuestionKind::Check:
      return true;
    case QuestionKind::Why:
    case QuestionKind::WhyProbability:
    case QuestionKind::WhyDifference:
      return false;
  }
  return false;
}

// As it may stand beside an `and`.
std::string joinable(const std::string& condition) {
  return condition.find(" or ") == std::string::npos ? condition : "(" + condition + ")";
}

void suppose_given(Question& question, const Question& supposition) {
  const std::string text = supposition.given_text;
  if (!question.given) {
    question.given = *supposition.given;
    question.given_text = text;
    question.text += " given " + text;
    return;
  }
  const std::string joined = joinable(question.given_text) + " and " + joinable(text);
  const std::size_t at = question.text.rfind(" given " + question.given_text);
  if (at == std::string::npos) question.text += " and " + joinable(text);
  else question.text.replace(at + 7, question.given_text.size(), joined);
  question.given = both(*question.given, *supposition.given);
  question.given_text = joined;
}

std::string forced_text(const Question& supposition) {
  const std::size_t at = supposition.text.rfind(" forcing ");
  return at == std::string::npos ? "" : supposition.text.substr(at);
}

}  // namespace

std::vector<Typed> supposition_to_type(Session& session, const Request& request) {
  if (request.given.empty() && request.forcing.empty()) return {};
  const Model& model = reading_of(session).model;
  if (model.actors.size() == 0) return {};
  std::string text = "ask E(" + model.actors[ActorId{0}].name + ")";
  if (!request.given.empty()) text += " given " + request.given;
  if (!request.forcing.empty()) text += " forcing " + request.forcing;
  return {{"supposed", text + "\n"}};
}

std::vector<Question> supposed_in(std::vector<Question> questions, const Question& supposition) {
  const std::string forced = forced_text(supposition);
  for (Question& question : questions) {
    if (!may_suppose(question.kind) || question.choice) continue;
    const bool forces_nothing = !question.forcing && question.kind == QuestionKind::Ask;
    if (supposition.given) suppose_given(question, supposition);
    if (!supposition.forcing || !forces_nothing) continue;
    question.forcing = supposition.forcing;
    question.also_forced = supposition.also_forced;
    question.text += forced;
  }
  return questions;
}

OrRefusal<Supposed> play_supposed(const Solved& solved, const Question& supposition) {
  const Position position = position_of(solved);
  const Forced forced =
      supposition.forcing ? force(position, forced_values(supposition)) : Forced{solved.solution.strategy, {}, {}, {}};
  const Outlook outlook = look_ahead(under(position, forced), forced.strategy, std::nullopt);
  const Formula* given = supposition.given ? &*supposition.given : nullptr;
  const Endings endings = endings_of(outlook, given);
  if (endings.nodes.empty()) {
    return std::unexpected(
        Refusal{fmt::format("`{}` never holds, so that nothing follows from it", supposition.given_text), ""});
  }
  Supposed supposed{{}, std::exp(endings.log_condition), supposition.text};
  supposed.text.erase(0, supposed.text.find(')') + 2);
  supposed.log_reaches = Table<NodeId, double>(solved.compiled.game.nodes.size(), never);
  for (std::size_t k = 0; k < endings.nodes.size(); ++k)
    supposed.log_reaches[endings.nodes[k]] = endings.logs[k] - endings.log_condition;
  return supposed;
}

}  // namespace demarche
