#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

// Small models without errors, at random but the same for the same seed: private traits, moves of every verb, blocks of
// simultaneous moves, repeats, chance, votes, raids, reveals, scales, conditions and `end`s.
class RandomModel {
 public:
  explicit RandomModel(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15 + 1) {
    write_head();
    const std::size_t num_stages = 1 + below(3);
    for (std::size_t stage = 0; stage < num_stages; ++stage) write_stage(stage);
    write_payoffs();
  }
  const std::string& text() const { return text_; }

 private:
  // Something that may have happened, and who is sure to know it.
  struct Fact {
    std::string name;
    std::vector<std::string> values;
    unsigned known_to = 0;  // bit a: actor a
  };

  std::uint64_t next() {  // splitmix64 (Steele, Lea & Flood, 2014)
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
  }
  std::size_t below(std::size_t bound) { return next() % bound; }
  bool one_in(std::size_t chances) { return below(chances) == 0; }
  std::string fresh(const std::string& stem) { return stem + std::to_string(++num_names_); }
  std::string actor_name(std::size_t actor) const { return std::string(1, static_cast<char>('A' + actor)); }
  void line(const std::string& text) { text_ += std::string(4 * indent_, ' ') + text + "\n"; }

  void write_head() {
    line("crisis \"At random\"");
    num_actors_ = 2 + below(2);
    everyone_ = (1u << num_actors_) - 1;
    for (std::size_t actor = 0; actor < num_actors_; ++actor) line("actor " + actor_name(actor));
    line("parameter worth = 2, 1 to 3");
    line("parameter odds = 35%, 10% to 60%");
    line("scale tension: low 0 < middle 1 < high 3");
    line("scale damage: none 0 < some 1 < much worth");
    for (std::size_t actor = 0; actor < num_actors_; ++actor) {
      if (one_in(3)) continue;
      write_trait(actor);
    }
    facts_.push_back({"tension", {"low", "middle", "high"}, 0});
  }

  void write_trait(std::size_t actor) {
    const std::string name = actor_name(actor) + ".type";
    if (!facts_.empty() && one_in(2)) {
      line("private " + name + ":");
      line("    soft 25%, hard rest   if " + facts_[0].name + " is " + facts_[0].values[0]);
      line("    soft odds, hard rest  otherwise");
    } else {
      line("private " + name + ": soft 40%, hard rest");
    }
    facts_.push_back({name, {"soft", "hard"}, 1u << actor});
    budget_ /= 2;
  }

  void write_stage(std::size_t stage) {
    const std::string guard = stage > 0 && one_in(4) ? " if " + condition(0) : "";
    stage_may_be_skipped_ = !guard.empty();
    line("stage \"Stage " + std::to_string(stage + 1) + "\"" + guard + ":");
    indent_ = 1;
    line("tension rises to middle if " + condition(0));  // so that a stage is never empty
    write_move(below(num_actors_), facts_, false);
    const std::size_t num_steps = 1 + below(3);
    for (std::size_t step = 0; step < num_steps; ++step) write_step();
    indent_ = 0;
  }

  void write_step() {
    switch (below(9)) {
      case 0:
        return write_block();
      case 1:
        return write_repeat();
      case 2:
        return write_chance();
      case 3:
        return write_vote();
      case 4:
        return write_raid();
      case 5:
        return write_reveal();
      case 6:
        return line("tension " + std::string(one_in(3) ? "becomes " : "rises to ") + (one_in(2) ? "middle" : "high") +
                    " if " + condition(0));
      case 7:
        return line("end if " + condition(0));
      default:
        return write_move(below(num_actors_), facts_, true);
    }
  }

  // A test of something that may have happened and that all of `known_to` know.
  std::string condition(unsigned known_to) { return condition_on(facts_, known_to); }
  std::string condition_on(const std::vector<Fact>& facts, unsigned known_to) {
    std::vector<const Fact*> usable;
    for (const Fact& fact : facts) {
      if ((fact.known_to & known_to) == known_to) usable.push_back(&fact);
    }
    if (usable.empty()) return "";
    const Fact& fact = *usable[below(usable.size())];
    const std::string value = fact.values[below(fact.values.size())];
    if (fact.name == "tension" && one_in(2)) return "tension >= 1";
    return fact.name + (one_in(3) ? " is not " : " is ") + value;
  }

  // `known` is what the mover may condition on: in a block, only what went before it.
  void write_move(std::size_t actor, const std::vector<Fact>& known, bool may_be_skipped) {
    const std::size_t num_options = budget_ > 40 ? 2 + below(2) : 2;
    if (budget_ < 3) return;
    budget_ /= num_options;
    const std::string move = fresh("move");
    unsigned seen_by = everyone_;
    const std::string verb = random_verb(actor, seen_by);
    const std::string guard = may_be_skipped && one_in(3) ? condition_on(known, 0) : "";
    line(actor_name(actor) + verb + move + (guard.empty() ? "" : " if " + guard) + ":");
    const std::vector<std::string> values{"left", "right", "middle"};
    for (std::size_t k = 0; k < num_options; ++k) {
      const std::string only_if = k > 0 && one_in(4) ? condition_on(known, 1u << actor) : "";
      line("    " + values[k] + (only_if.empty() ? "" : " if " + only_if));
    }
    // Whether a step that may be skipped happened is hidden as well, so nobody else conditions an option on it.
    facts_.push_back({actor_name(actor) + "." + move, {"left", "right"}, guard.empty() ? seen_by : 1u << actor});
  }

  std::string random_verb(std::size_t actor, unsigned& seen_by) {
    const std::size_t other = (actor + 1 + below(num_actors_ - 1)) % num_actors_;
    switch (below(4)) {
      case 0:
        seen_by = 1u << actor | 1u << other;
        return " tells " + actor_name(other) + " ";
      case 1:
        seen_by = 1u << actor;
        return " secretly chooses ";
      case 2:
        return " declares ";
      default:
        return " chooses ";
    }
  }

  void write_block() {
    if (budget_ < 30) return;
    const std::vector<Fact> before = facts_;
    line("simultaneously:");
    ++indent_;
    for (std::size_t actor = 0; actor < num_actors_; ++actor) write_move(actor, before, false);
    --indent_;
  }

  void write_repeat() {
    if (budget_ < 36) return;
    budget_ /= 36;
    const std::string name = fresh("move");
    const std::string ending =
        actor_name(0) + "." + name + " is stop" + (one_in(2) ? " or B." + name + " is stop" : "");
    const bool at_once = one_in(2);
    line("repeat up to 2 times as " + fresh("round") + ":");
    ++indent_;
    if (at_once) line("simultaneously:");
    indent_ += at_once ? 1 : 0;
    line("A chooses " + name + ": on, stop");
    line("B" + std::string(at_once || one_in(2) ? " chooses " : " tells A ") + name + ": on, stop, wait");
    indent_ -= at_once ? 1 : 0;
    if (one_in(2)) line("tension rises to middle if B." + name + " is wait");
    if (one_in(2)) line("end if " + ending);
    --indent_;
    facts_.push_back({"A." + name, {"on", "stop"}, everyone_});
  }

  void write_chance() {
    if (budget_ < 3) return;
    budget_ /= 2;
    const std::string name = fresh("event");
    const std::size_t witness = below(num_actors_);
    const bool open = one_in(2);
    const std::string guard = condition(0);
    line("chance " + name + (open ? ":" : " seen by " + actor_name(witness) + ":"));
    line("    happens odds, fails rest   if " + guard);
    line("    happens 20%, fails 80%     otherwise");
    facts_.push_back({name, {"happens", "fails"}, open ? everyone_ : 1u << witness});
  }

  void write_vote() {
    if (budget_ < 5) return;
    budget_ /= 4;
    const std::string name = fresh("motion");
    line("vote " + name + ": passes with 2 of 4");
    line("    voters B");
    line("    others yes odds   if " + condition(0));
    line("    others yes 70%    otherwise");
    facts_.push_back({name, {"passed", "failed"}, everyone_});
  }

  void write_raid() {
    if (budget_ < 4 || raided_) return;
    raided_ = true;
    budget_ /= 3;
    line("raid damage:");
    line("    salvo 6 drones, 2 missiles");
    line("    salvo 4 drones    if " + condition(0));
    line("    layer \"Outer\": drones odds, missiles 20%");
    line("    layer \"Inner\": drones 50%   if " + condition(0));
    line("    impact none up to 1, some up to 3, much above");
    facts_.push_back({"damage", {"none", "some", "much"}, everyone_});
  }

  void write_reveal() {
    Fact& fact = facts_[below(facts_.size())];
    const std::size_t to = below(num_actors_);
    line("reveal " + fact.name + " to " + actor_name(to));
    if (fact.name != "tension" && !stage_may_be_skipped_) fact.known_to |= 1u << to;
  }

  void write_payoffs() {
    for (std::size_t actor = 0; actor < num_actors_; ++actor) {
      line("payoff " + actor_name(actor) + ":");
      const std::size_t num_terms = 3 + below(4);
      for (std::size_t term = 0; term < num_terms; ++term) {
        const std::string amount = one_in(2) ? std::to_string(1 + below(5)) : std::to_string(1 + below(3)) + " * worth";
        line("    " + std::string(one_in(2) ? "+ " : "- ") + amount + " if " + condition(0) + " and " + condition(0));
      }
      line("    - tension");
    }
  }

  std::uint64_t state_;
  std::string text_;
  std::size_t indent_ = 0;
  std::size_t num_actors_ = 2;
  unsigned everyone_ = 0;
  std::size_t num_names_ = 0;
  std::size_t budget_ = 1500;  // histories that may still come of each one so far
  bool raided_ = false;
  bool stage_may_be_skipped_ = false;
  std::vector<Fact> facts_;
};

inline std::string random_model_text(std::uint64_t seed) { return RandomModel(seed).text(); }
