#pragma once

#include "demarche/study/answers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

// A crisis told step by step as the reference has it, for the eyes of one actor: all complete histories, with what the
// actor has seen whenever the story comes past a step. It reads the model and shares no code with what it is to check;
// the game only says which history is which.
namespace demarche::test {

// The story comes past a step, which it takes or leaves out, or comes to its end (no step).
struct Pass {
  const void* step = nullptr;
  int seen = 0;  // number of the list of what the actor has seen
  bool taken = false;
  bool is_trait = false;
  NodeId node{};  // where it is taken
  VariableId variable{};
  std::vector<ValueIndex> state{};  // where it is taken, and at the end
};

struct ToldHistory {
  double probability = 1;
  std::vector<Pass> passes;
};

class Storyteller {
 public:
  Storyteller(const Solved& solved, ActorId actor) : solved_(solved), actor_(actor) {
    Scene scene;
    for (const Variable& variable : solved.model.variables) scene.state.push_back(variable.start);
    for (std::size_t k = solved.model.stages.size(); k-- > 0;) scene.todo.push_back({.stage = &solved.model.stages[k]});
    push_steps(scene, solved.model.traits, false);
    go_on(std::move(scene));
  }
  const std::vector<ToldHistory>& histories() const { return histories_; }

 private:
  struct Sight {
    std::uint32_t variable = 0;
    ValueIndex value = 0;
    const void* own = nullptr;
    friend auto operator<=>(const Sight&, const Sight&) = default;
  };
  // What is still to be told, the next thing last.
  struct Todo {
    const Stage* stage = nullptr;
    const Step* step = nullptr;
    const Repeat* repeat = nullptr;  // its next round
    const Move* ballot = nullptr;
    const Vote* count = nullptr;
    bool ends_block = false;
    bool in_block = false;
    int round = 0;
  };
  struct Scene {
    std::vector<Todo> todo{};
    std::vector<ValueIndex> state{};
    std::vector<Sight> seen{};
    std::vector<Sight> to_come{};  // when the block is over
    NodeId node{};
    ToldHistory history{};
  };

  bool is_true(const Formula& formula, const Scene& scene) const {
    return formula.code.empty() || evaluate(formula, point_, scene.state) != 0;
  }
  int number_of(const std::vector<Sight>& seen) {
    return lists_.try_emplace(seen, static_cast<int>(lists_.size())).first->second;
  }
  static void push_steps(Scene& scene, const std::vector<Step>& steps, bool in_block) {
    for (std::size_t k = steps.size(); k-- > 0;) scene.todo.push_back({.step = &steps[k], .in_block = in_block});
  }

  void leave_out(Scene& scene, const std::vector<Step>& steps) {
    for (const Step& step : steps) leave_out(scene, step);
  }
  void leave_out(Scene& scene, const Step& step) {
    const auto note = [&](const void* which) {
      scene.history.passes.push_back({.step = which, .seen = number_of(scene.seen)});
    };
    if (const auto* block = std::get_if<Simultaneous>(&step.what)) return leave_out(scene, block->steps);
    if (const auto* repeat = std::get_if<Repeat>(&step.what)) return leave_out(scene, repeat->steps);
    if (const auto* vote = std::get_if<Vote>(&step.what)) {
      for (const Move& ballot : vote->ballots) note(&ballot);
      note(vote);
    } else if (std::holds_alternative<Move>(step.what) || std::holds_alternative<Chance>(step.what) ||
               std::holds_alternative<Raid>(step.what)) {
      note(&step);
    }
  }

  void show(Scene& scene, const Sight& sight, ActorSet to, bool in_block) const {
    if ((to >> actor_.value & 1) != 0) (in_block ? scene.to_come : scene.seen).push_back(sight);
  }
  static void end_block(Scene& scene) {
    scene.seen.insert(scene.seen.end(), scene.to_come.begin(), scene.to_come.end());
    scene.to_come.clear();
  }

  ValueIndex value_called(VariableId variable, const std::string& name) const {
    const std::vector<Value>& values = solved_.model.variables[variable].values;
    return static_cast<ValueIndex>(std::ranges::find(values, name, &Value::name) - values.begin());
  }

  // The story comes to a step at which it branches.
  struct Fork {
    const void* step = nullptr;
    VariableId variable;
    ActorSet seen_by = 0;
    std::optional<ActorId> mover{};
    bool in_block = false;
  };
  void branch(const Scene& scene, const Fork& fork) {
    const Game& game = solved_.compiled.game;
    const Node& node = game.nodes[scene.node];
    REQUIRE(node.num_children > 0);
    REQUIRE(solved_.compiled.story.sites[solved_.compiled.story.site_of[scene.node]].variable == fork.variable);
    for (std::size_t k = 0; k < node.num_children; ++k) {
      Scene next = scene;
      next.history.passes.push_back({.step = fork.step,
                                     .seen = number_of(scene.seen),
                                     .taken = true,
                                     .is_trait = solved_.model.variables[fork.variable].kind == VariableKind::Trait,
                                     .node = scene.node,
                                     .variable = fork.variable,
                                     .state = scene.state});
      std::string name;
      if (fork.mover) {
        const std::size_t action = game.infosets[node.infoset()].first_action.value + k;
        next.history.probability *= std::exp(solved_.solution.strategy.log_probability[ActionId{action}]);
        name = game.names.actions[action];
      } else {
        const std::size_t odds = node.first_odds().value + k;
        next.history.probability *= solved_.stakes.odds[OddsId{odds}];
        name = game.names.odds[odds];
      }
      const ValueIndex value = value_called(fork.variable, name);
      next.state[fork.variable.value] = value;
      const bool own = fork.mover == actor_;
      show(next, {fork.variable.value, value, own ? fork.step : nullptr}, own ? ~ActorSet{0} : fork.seen_by,
           !own && fork.in_block);
      next.node = child(node, k);
      go_on(std::move(next));
    }
  }

  // True where the telling goes on; false where it has branched or ended.
  bool tell(Scene& scene, const Step& step, bool in_block) {
    if (!is_true(step.condition, scene)) {
      leave_out(scene, step);
      return true;
    }
    if (const auto* move = std::get_if<Move>(&step.what)) {
      branch(scene, {&step, move->variable, move->seen_by, move->actor, in_block});
      return false;
    }
    if (const auto* chance = std::get_if<Chance>(&step.what)) {
      branch(scene, {&step, chance->variable, chance->seen_by, {}, in_block});
      return false;
    }
    if (const auto* raid = std::get_if<Raid>(&step.what)) {
      branch(scene, {&step, raid->variable, raid->seen_by, {}, in_block});
      return false;
    }
    if (std::holds_alternative<End>(step.what)) {
      finish(scene);
      return false;
    }
    tell_in_passing(scene, step, in_block);
    return true;
  }

  void tell_in_passing(Scene& scene, const Step& step, bool in_block) {
    if (const auto* vote = std::get_if<Vote>(&step.what)) {
      scene.todo.push_back({.count = vote, .in_block = in_block});
      if (!in_block) scene.todo.push_back({.ends_block = true});
      for (std::size_t k = vote->ballots.size(); k-- > 0;) scene.todo.push_back({.ballot = &vote->ballots[k]});
    } else if (const auto* block = std::get_if<Simultaneous>(&step.what)) {
      if (!in_block) scene.todo.push_back({.ends_block = true});
      push_steps(scene, block->steps, true);
    } else if (const auto* repeat = std::get_if<Repeat>(&step.what)) {
      scene.state[repeat->counter.value] = 0;
      scene.todo.push_back({.repeat = repeat, .in_block = in_block, .round = 1});
    } else if (const auto* reveal = std::get_if<Reveal>(&step.what)) {
      const ValueIndex value = scene.state[reveal->variable.value];
      if (value != has_not_happened) show(scene, {reveal->variable.value, value, nullptr}, reveal->to, in_block);
    } else if (const auto* change = std::get_if<ScaleChange>(&step.what)) {
      move_scale(*change, scene.state[change->variable.value]);
    }
  }

  void move_scale(const ScaleChange& change, ValueIndex& level) const {
    const int top = static_cast<int>(solved_.model.variables[change.variable].values.size()) - 1;
    int to = change.how == ScaleChange::How::MovesBy ? level + change.by : change.value;
    if (change.how == ScaleChange::How::RisesTo && to < level) to = level;
    level = static_cast<ValueIndex>(to < 0 ? 0 : to > top ? top : to);
  }

  void begin_round(Scene& scene, const Todo& next) {
    scene.state[next.repeat->counter.value] = static_cast<ValueIndex>(next.round);
    show(scene, {next.repeat->counter.value, static_cast<ValueIndex>(next.round), nullptr}, ~ActorSet{0}, false);
    if (next.round < next.repeat->times) {
      scene.todo.push_back({.repeat = next.repeat, .in_block = next.in_block, .round = next.round + 1});
    }
    push_steps(scene, next.repeat->steps, next.in_block);
  }

  void go_on(Scene scene) {
    while (!scene.todo.empty()) {
      const Todo next = scene.todo.back();
      scene.todo.pop_back();
      if (next.stage) {
        if (is_true(next.stage->condition, scene)) push_steps(scene, next.stage->steps, false);
        else leave_out(scene, next.stage->steps);
      } else if (next.step) {
        if (!tell(scene, *next.step, next.in_block)) return;
      } else if (next.repeat) {
        begin_round(scene, next);
      } else if (next.ballot) {
        return branch(scene, {next.ballot, next.ballot->variable, next.ballot->seen_by, next.ballot->actor, true});
      } else if (next.count) {
        return branch(scene, {next.count, next.count->variable, next.count->seen_by, {}, next.in_block});
      } else if (next.ends_block) {
        end_block(scene);
      }
    }
    finish(scene);
  }

  void finish(Scene& scene) {
    end_block(scene);
    REQUIRE(solved_.compiled.game.nodes[scene.node].kind == NodeKind::Terminal);
    scene.history.passes.push_back(
        {.seen = number_of(scene.seen), .taken = true, .node = scene.node, .state = scene.state});
    histories_.push_back(std::move(scene.history));
  }

  const Solved& solved_;
  ActorId actor_;
  Point point_ = point_of(solved_.model, solved_.parameters);
  std::map<std::vector<Sight>, int> lists_{};
  std::vector<ToldHistory> histories_{};
};

}  // namespace demarche::test
