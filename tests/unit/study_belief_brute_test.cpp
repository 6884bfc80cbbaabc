#include "effort.h"
#include "random_model.h"
#include "study_help.h"

#include "told_story.h"

#include "demarche/study/position.h"

#include <numeric>
#include <set>

using namespace demarche;
using namespace demarche::test;

namespace {

// A condition as the question has it, to be read by hand.
struct Said {
  enum class Op : std::uint8_t { Atom, Not, And, Or };
  Op op = Op::Atom;
  std::vector<Said> parts{};
  VariableId variable{};
  ValueIndex value = 0;
};

enum class Three : std::uint8_t { False, Open, True };

using Happening = std::set<std::uint32_t>;  // variables that can still happen

Three read_by_hand(const Said& said, const std::vector<ValueIndex>& state, const Happening& happening) {
  if (said.op == Said::Op::Atom) {
    const ValueIndex value = state[said.variable.value];
    if (value == has_not_happened && happening.contains(said.variable.value)) return Three::Open;
    return value == said.value ? Three::True : Three::False;
  }
  const Three one = read_by_hand(said.parts[0], state, happening);
  if (said.op == Said::Op::Not) {
    return static_cast<Three>(2 - static_cast<int>(one));
  }
  const Three other = read_by_hand(said.parts[1], state, happening);
  return said.op == Said::Op::And ? std::min(one, other) : std::max(one, other);
}

std::string written(const Model& model, const Said& said) {
  if (said.op == Said::Op::Atom) {
    const Variable& variable = model.variables[said.variable];
    return variable.name + " is " + variable.values[said.value].name;
  }
  const std::string one = written(model, said.parts[0]);
  if (said.op == Said::Op::Not) return "not (" + one + ")";
  return "(" + one + ") " + (said.op == Said::Op::And ? "and" : "or") + " (" + written(model, said.parts[1]) + ")";
}

struct Chooser {
  std::uint64_t state = 0;
  std::size_t below(std::size_t bound) {
    state = state * 6364136223846793005 + 1442695040888963407;
    return static_cast<std::size_t>(state >> 33) % bound;
  }
};

Said random_atom(Chooser& chooser, const Model& model) {
  while (true) {
    const VariableId variable{chooser.below(model.variables.size())};
    const Variable& which = model.variables[variable];
    if (which.kind == VariableKind::Counter) continue;
    return {Said::Op::Atom, {}, variable, static_cast<ValueIndex>(chooser.below(which.values.size()))};
  }
}

Said random_condition(Chooser& chooser, const Model& model, int depth) {
  const std::size_t what = chooser.below(6);
  if (depth == 0 || what < 2) return random_atom(chooser, model);
  if (what == 2) return {Said::Op::Not, {random_condition(chooser, model, depth - 1)}, {}, 0};
  const Said::Op op = what < 5 ? Said::Op::Or : Said::Op::And;
  return {op, {random_condition(chooser, model, depth - 1), random_condition(chooser, model, depth - 1)}, {}, 0};
}

void play_at_random(Chooser& chooser, Solved& solved) {
  for (const Infoset& infoset : solved.compiled.game.infosets) {
    std::vector<double> weights;
    for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
      weights.push_back(0.01 + static_cast<double>(chooser.below(1000)));
    }
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::uint32_t k = 0; k < infoset.num_actions; ++k) {
      solved.solution.strategy.log_probability[ActionId{infoset.first_action.value + k}] = std::log(weights[k] / total);
    }
  }
  solved.certificate = certify(solved.compiled.game, solved.stakes, solved.solution.strategy);
}

// What can still happen at a node or below, from all histories that go through it.
std::map<std::uint32_t, Happening> what_can_happen(const std::vector<ToldHistory>& histories) {
  std::map<std::uint32_t, Happening> below;
  for (const ToldHistory& history : histories) {
    Happening so_far;
    for (std::size_t k = history.passes.size(); k-- > 0;) {
      const Pass& pass = history.passes[k];
      if (!pass.taken) continue;
      if (pass.step != nullptr) so_far.insert(pass.variable.value);
      below[pass.node.value].insert(so_far.begin(), so_far.end());
    }
  }
  return below;
}

// Where the condition comes true first on a history: the row of a pass, or their number.
std::size_t first_true(const ToldHistory& history, const Said& said, const std::map<std::uint32_t, Happening>& below) {
  for (std::size_t k = 0; k < history.passes.size(); ++k) {
    const Pass& pass = history.passes[k];
    if (!pass.taken || pass.is_trait) continue;
    if (read_by_hand(said, pass.state, below.at(pass.node.value)) == Three::True) return k;
  }
  return history.passes.size();
}

using Shares = std::vector<double>;

void scale(Shares& shares) {
  const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= total;
}

ValueIndex drawn(const ToldHistory& history, VariableId trait) { return history.passes.back().state[trait.value]; }

struct ByHand {
  struct Place {
    double weight = 0;
    Shares shares;
    bool is_own = false;
    bool has_bypass = false;
  };
  std::map<std::uint32_t, Place> places;  // by each node at which it is asked
  Shares average;
  double probability = 0;
};

Shares posterior_at(const std::vector<ToldHistory>& histories, const Pass& place, bool is_own, VariableId trait,
                    ByHand::Place& out) {
  Shares shares(out.shares.size(), 0.0);
  for (const ToldHistory& history : histories) {
    const auto is_alike = [&](const Pass& pass) {
      return pass.step == place.step && pass.seen == place.seen && (pass.taken || !is_own);
    };
    const auto found = std::ranges::find_if(history.passes, is_alike);
    if (found == history.passes.end()) continue;
    out.has_bypass = out.has_bypass || !found->taken;
    shares[drawn(history, trait)] += history.probability;
  }
  scale(shares);
  return shares;
}

Shares prior_of_trait(const std::vector<ToldHistory>& histories, VariableId trait, std::size_t num_values) {
  Shares shares(num_values, 0.0);
  for (const ToldHistory& history : histories) shares[drawn(history, trait)] += history.probability;
  return shares;
}

// Straight from the rule: where is it asked, whom can the believer not tell apart there, Bayes.
ByHand believe_by_hand(const std::vector<ToldHistory>& histories, const Solved& solved, ActorId believer,
                       VariableId trait, const Said& said) {
  const std::size_t num_values = solved.model.variables[trait].values.size();
  const auto below = what_can_happen(histories);
  ByHand by_hand{{}, Shares(num_values, 0.0), 0};
  std::map<std::pair<const void*, int>, ByHand::Place> known;
  bool always = true;
  std::vector<std::pair<std::uint32_t, std::pair<const void*, int>>> asked;
  for (const ToldHistory& history : histories) {
    const std::size_t row = first_true(history, said, below);
    if (row == history.passes.size()) {
      always = always && history.probability == 0;
      continue;
    }
    const Pass& pass = history.passes[row];
    const Node& node = solved.compiled.game.nodes[pass.node];
    const std::pair key{pass.step, pass.seen};
    if (!known.contains(key)) {
      ByHand::Place& place = known[key];
      place.shares.assign(num_values, 0.0);
      place.is_own = node.kind == NodeKind::Decision && solved.compiled.game.infosets[node.infoset()].actor == believer;
      place.shares = posterior_at(histories, pass, place.is_own, trait, place);
    }
    known[key].weight += history.probability;
    by_hand.probability += history.probability;
    asked.emplace_back(pass.node.value, key);
  }
  if (always) {
    by_hand.average = prior_of_trait(histories, trait, num_values);
    return by_hand;
  }
  for (auto& [key, place] : known) {
    place.weight /= by_hand.probability;
    for (std::size_t k = 0; k < num_values; ++k) by_hand.average[k] += place.weight * place.shares[k];
  }
  for (const auto& [node, key] : asked) by_hand.places[node] = known[key];
  return by_hand;
}

bool alike(const Shares& one, const Shares& other) {
  for (std::size_t k = 0; k < one.size(); ++k) {
    if (!(std::abs(one[k] - other[k]) < 1e-10)) return false;
  }
  return one.size() == other.size();
}

// The shares of the trait at an information set, from the certificate's beliefs.
Shares certified(const Solved& solved, NodeId node, VariableId trait) {
  const Game& game = solved.compiled.game;
  const Infoset& infoset = game.infosets[game.nodes[node].infoset()];
  Shares shares(solved.model.variables[trait].values.size(), 0.0);
  for (std::size_t k = 0; k < infoset.num_members; ++k) {
    const NodeId member = game.members[infoset.first_member + k];
    const StateView state = state_view(solved.compiled.story, solved.compiled.story.state_of[member]);
    shares[state[trait.value]] += solved.certificate.beliefs[infoset.first_member + k];
  }
  return shares;
}

// How many of each kind the random questions came to.
struct Met {
  int always = 0, several_places = 0, own = 0, bypassed = 0, at_the_end = 0, never = 0;
};

void compare_places(const Belief& belief, const ByHand& by_hand, const Solved& solved, VariableId trait, Met& met) {
  double weights = 0;
  for (const BeliefAt& at : belief.places) {
    weights += at.weight;
    const auto found = by_hand.places.find(at.place->asked.front().value);
    REQUIRE(found != by_hand.places.end());
    const ByHand::Place& place = found->second;
    CHECK(std::abs(at.weight - place.weight) < 1e-10);
    CHECK(alike(at.shares, place.shares));
    CHECK(at.place->is_own == place.is_own);
    if (place.is_own) CHECK(alike(at.shares, certified(solved, at.place->asked.front(), trait)));
    met.own += place.is_own ? 1 : 0;
    met.bypassed += place.has_bypass ? 1 : 0;
    met.at_the_end += at.place->at == BeliefPlace::At::End ? 1 : 0;
  }
  CHECK(std::abs(weights - 1) < 1e-10);
  met.several_places += belief.places.size() > 1 ? 1 : 0;
}

void ask_at_random(Chooser& chooser, const Solved& solved, ActorId believer, VariableId trait,
                   const std::vector<ToldHistory>& histories, const std::string& text, Met& met) {
  const Said said = random_condition(chooser, solved.model, 2);
  const std::string question = "ask belief of " + solved.model.actors[believer].name + " about " +
                               solved.model.variables[trait].name + " given " + written(solved.model, said) + "\n";
  CAPTURE(text + question);
  const Model asking = model_of(text + question);
  const Outlook outlook = look_ahead(position_of(solved), solved.solution.strategy, std::nullopt);
  const BeliefPlaces places =
      belief_places(solved.model, solved.compiled, outlook.point, believer, &*asking.questions.front().given);
  const Belief belief = belief_of(outlook, places, trait);
  const ByHand by_hand = believe_by_hand(histories, solved, believer, trait, said);
  if (by_hand.probability == 0) {
    ++met.never;
    CHECK(std::isnan(belief.shares.front()));
    return;
  }
  CHECK(alike(belief.shares, by_hand.average));
  CHECK(std::abs(std::exp(belief.log_condition) - by_hand.probability) < 1e-10);
  if (by_hand.places.empty()) ++met.always;
  else compare_places(belief, by_hand, solved, trait, met);
}

}  // namespace

TEST_CASE("a belief is the posterior over the histories that the believer cannot tell apart: 500 random models") {
  Met met;
  for (std::uint64_t seed = 1; seed <= effort::part_of(500, 8); ++seed) {
    const std::string text = random_model_text(seed);
    Solved solved = at_random(text);
    Chooser chooser{seed};
    play_at_random(chooser, solved);
    std::vector<VariableId> traits;
    for (std::size_t row = 0; row < solved.model.variables.size(); ++row) {
      if (solved.model.variables[VariableId{row}].kind == VariableKind::Trait) traits.push_back(VariableId{row});
    }
    if (traits.empty()) continue;
    const ActorId believer{chooser.below(solved.model.actors.size())};
    const Storyteller teller(solved, believer);
    for (int question = 0; question < 3; ++question) {
      ask_at_random(chooser, solved, believer, traits[chooser.below(traits.size())], teller.histories(), text, met);
    }
  }
  if (!effort::is_whole()) return;  // a part does not meet every kind so often
  for (const int count : {met.always, met.several_places, met.own, met.bypassed, met.at_the_end}) CHECK(count > 50);
}
