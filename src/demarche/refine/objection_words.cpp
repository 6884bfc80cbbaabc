#include "demarche/refine/objection_words.h"

#include "demarche/game/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace demarche {
namespace {

// The label of an information set by its parts: `D.signal | D.stake=strong, C.act=leave`.
struct SetLabel {
  std::string step;
  std::vector<std::string> facts;
};

SetLabel set_label(const Game& game, InfosetId set) {
  const std::string label = infoset_label(game, set);
  const std::size_t bar = label.find(" | ");
  if (bar == std::string::npos) return {label, {}};
  SetLabel parts{label.substr(0, bar), {}};
  for (std::size_t from = bar + 3; from < label.size();) {
    const std::size_t to = std::min(label.find(", ", from), label.size());
    parts.facts.push_back(label.substr(from, to - from));
    from = to + 2;
  }
  return parts;
}

bool has(const std::vector<std::string>& facts, const std::string& fact) {
  return std::ranges::find(facts, fact) != facts.end();
}

// The sets of a message's types, and what is so at all of them.
struct TypesTold {
  const Game& game;
  std::vector<std::string> shared;
};

TypesTold types_told(const Game& game, const Objection& objection) {
  std::vector<std::string> shared = set_label(game, objection.breaks.set).facts;
  for (const InfosetId set : objection.ruled_out) {
    const std::vector<std::string> facts = set_label(game, set).facts;
    std::erase_if(shared, [&](const std::string& fact) { return !has(facts, fact); });
  }
  return {game, std::move(shared)};
}

// What sets a type apart: `D.stake weak`, or the whole label where nothing is told of it.
std::vector<std::string> apart_by(const TypesTold& types, InfosetId set) {
  SetLabel label = set_label(types.game, set);
  std::erase_if(label.facts, [&](const std::string& fact) { return has(types.shared, fact); });
  if (label.facts.empty()) return {"`" + infoset_label(types.game, set) + "`"};
  for (std::string& fact : label.facts) std::ranges::replace(fact, '=', ' ');
  return label.facts;
}

std::string joined(const std::vector<std::string>& words, const char* last) {
  std::string text;
  for (std::size_t k = 0; k < words.size(); ++k) text += (k == 0 ? "" : k + 1 == words.size() ? last : ", ") + words[k];
  return text;
}

// `D.stake weak or middle`: what several types have in front of their values is said once.
std::string types_text(const TypesTold& types, const std::vector<InfosetId>& sets) {
  std::vector<std::string> texts;
  std::string before;
  for (const InfosetId set : sets) {
    std::string text = joined(apart_by(types, set), " and ");
    const std::size_t space = text.rfind(' ');
    const std::string front = space == std::string::npos ? std::string() : text.substr(0, space + 1);
    if (!front.empty() && front == before) text = text.substr(space + 1);
    else before = front;
    texts.push_back(std::move(text));
  }
  return joined(texts, " or ");
}

std::string where_text(const TypesTold& types) {
  return types.shared.empty() ? std::string() : fmt::format(" (where {})", joined(types.shared, ", "));
}

std::string why_not(const TypesTold& types, const Objection& objection) {
  const std::string ruled_out = types_text(types, objection.ruled_out);
  const std::string receiver = actor_name(types.game, objection.receiver);
  if (objection.criterion == Criterion::Intuitive)
    return fmt::format("could never pay {}, whatever {}'s best reply", ruled_out, receiver);
  return fmt::format("would pay {} under fewer of {}'s replies than another type", ruled_out, receiver);
}

std::string not_applicable_text(const Refinement& refinement) {
  if (refinement.num_not_applicable == 0)
    return "not applicable here: no message that could tell types apart goes unused";
  return fmt::format(
      "not applicable here: of the messages that go unused ({}) none is of one sender to one other, who replies to it",
      refinement.num_not_applicable);
}

}  // namespace

bool is_applicable(const Refinement& refinement) {
  return refinement.num_messages > 0 || (refinement.num_used > 0 && refinement.num_not_applicable == 0);
}

std::string_view criterion_text(Criterion criterion) {
  return criterion == Criterion::Intuitive ? "the intuitive criterion (Cho and Kreps 1987)"
                                           : "D1 (Cho and Kreps 1987; Banks and Sobel 1987)";
}

MessageName message_name(const Game& game, const Objection& objection) {
  const Infoset& infoset = game.infosets[objection.breaks.set];
  SetLabel label = set_label(game, objection.breaks.set);
  if (label.facts.empty()) label.step = actor_name(game, objection.sender);  // the label names a type alone
  return {std::move(label.step), action_name(game, infoset, objection.breaks.sends.value - infoset.first_action.value)};
}

std::string objection_text(const Game& game, const Objection& objection) {
  const TypesTold types = types_told(game, objection);
  const MessageName message = message_name(game, objection);
  return fmt::format("{}: `{}` {}{} {}; {} would gain {:.4g} by it if {} knew that",
                     criterion_text(objection.criterion), message.step, message.move, where_text(types),
                     why_not(types, objection), types_text(types, {objection.breaks.set}),
                     objection.at_least - objection.breaks.in_equilibrium, actor_name(game, objection.receiver));
}

std::string refinement_text(const Game& game, const Refinement& refinement) {
  constexpr std::size_t most_told = 3;
  if (!is_applicable(refinement)) return not_applicable_text(refinement);
  if (refinement.objections.empty() && refinement.num_messages == 0)
    return "passes the intuitive criterion and D1 (Cho and Kreps 1987): no message goes unused";
  if (refinement.objections.empty()) {
    return fmt::format("passes the intuitive criterion and D1 (Cho and Kreps 1987): {} held against it",
                       refinement.num_messages == 1 ? "one unused message is"
                                                    : fmt::format("{} unused messages are", refinement.num_messages));
  }
  std::string text = "fails ";
  const std::size_t count = refinement.objections.size();
  for (std::size_t k = 0; k < std::min(count, most_told); ++k)
    text += (k == 0 ? "" : "; it fails ") + objection_text(game, refinement.objections[k]);
  if (count > most_told) text += fmt::format("; and so by {} more messages", count - most_told);
  return text;
}

}  // namespace demarche
