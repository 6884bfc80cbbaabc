#pragma once

#include <cstdint>
#include <string>
#include <vector>

// Small models, at random but the same for the same seed, in which everybody sees every move and private traits are
// drawn independently: what has a public form. Payoffs read the traits of one actor or two, in sums and products.
class RandomPublicModel {
 public:
  explicit RandomPublicModel(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15 + 7) {
    write_head();
    const std::size_t num_stages = 1 + below(2);
    for (std::size_t stage = 0; stage < num_stages; ++stage) write_stage(stage);
    for (std::size_t actor = 0; actor < num_actors_; ++actor) write_payoff(actor);
  }
  const std::string& text() const { return text_; }
  // And what actors think of its odds, openly. A line on a trait that nobody has, or on one's own, is left out.
  std::string text_of_disagreement() const {
    std::string text = text_;
    const std::size_t first_stage = text.find("stage ");
    std::string thoughts = "A thinks odds = 15%\n";
    if (text.find("private B.type") != std::string::npos)
      thoughts += "A thinks B.type: mad 50%, hard rest, soft odds / 2\n";
    if (text.find("private A.mood") != std::string::npos)
      thoughts +=
          "B thinks A.mood:\n    cross 70%, calm rest   if A.type is hard\n    calm 10%, cross rest   otherwise\n";
    return text.insert(first_stage, thoughts);
  }

 private:
  std::uint64_t next() {  // splitmix64 (Steele, Lea & Flood, 2014)
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
  }
  std::size_t below(std::size_t bound) { return next() % bound; }
  bool one_in(std::size_t chances) { return below(chances) == 0; }
  std::string some_actor() { return std::string(1, static_cast<char>('A' + below(num_actors_))); }
  std::string fresh(const std::string& stem) { return stem + std::to_string(++num_names_); }
  void line(const std::string& text) { text_ += std::string(4 * indent_, ' ') + text + "\n"; }

  void write_head() {
    line("crisis \"In public\"");
    num_actors_ = 2 + below(2);
    for (std::size_t actor = 0; actor < num_actors_; ++actor) line("actor " + std::string(1, char('A' + actor)));
    line("parameter worth = 2, 1 to 3");
    line("parameter odds = 35%, 10% to 60%");
    line("scale tension: low 0 < middle 1 < high 3");
    line("scale damage: none 0 < some 1 < much worth");
    public_.push_back("tension is not low");
    for (std::size_t actor = 0; actor < num_actors_; ++actor) write_traits(std::string(1, char('A' + actor)));
  }

  void write_traits(const std::string& actor) {
    if (one_in(4)) return;
    line("private " + actor + ".type: soft odds, hard 25%, mad rest");
    private_.push_back(actor + ".type is hard");
    private_.push_back(actor + ".type is not soft");
    if (one_in(2)) return;
    line("private " + actor + ".mood:");
    line("    calm 30%, cross rest   if " + actor + ".type is hard");
    line("    calm rest, cross 45%   otherwise");
    private_.push_back(actor + ".mood is calm");
    private_.push_back("(" + actor + ".mood is cross or " + actor + ".type is mad)");
  }

  void write_stage(std::size_t stage) {
    line("stage \"Stage " + std::to_string(stage + 1) + "\":");
    indent_ = 1;
    write_move("");
    const std::size_t num_steps = 1 + below(3);
    for (std::size_t step = 0; step < num_steps; ++step) write_step();
    indent_ = 0;
  }

  void write_step() {
    const std::string guard = one_in(2) ? " if " + fact() : "";
    switch (below(8)) {
      case 0:
        line("simultaneously:");
        ++indent_;
        write_move("");
        --indent_;
        return;
      case 1:
        return write_repeat();
      case 2:
        return write_chance(guard);
      case 3:
        return write_vote();
      case 4:
        return write_raid();
      case 5:
        return line("tension rises to high" + guard);
      case 6:
        return line("end if " + fact());
      default:
        return write_move(guard);
    }
  }

  std::string fact() { return public_[below(public_.size())]; }

  void write_move(const std::string& guard) {
    if (budget_ < 2) return line("tension rises to middle");
    budget_ /= 2;
    const std::string actor = some_actor();
    const std::string move = fresh("move");
    const bool more = budget_ > 4 && one_in(2);
    const std::string third = more ? ", wait if " + fact() : "";
    line(actor + (one_in(2) ? " chooses " : " declares ") + move + guard + ": go, stay" + third);
    public_.push_back(actor + "." + move + " is go");
    public_.push_back(actor + "." + move + " is not go");
  }

  void write_repeat() {
    if (budget_ < 8) return line("tension rises to middle");
    budget_ /= 8;
    const std::string move = fresh("move");
    line("repeat up to 2 times as " + fresh("round") + ":");
    line("    A chooses " + move + ": on, stop");
    line("    B chooses " + move + ": on, stop");
    line("    end if B." + move + " is stop");
    public_.push_back("A." + move + " is stop");
  }

  void write_chance(const std::string& guard) {
    if (budget_ < 2) return line("tension rises to middle");
    budget_ /= 2;
    const std::string name = fresh("event");
    line("chance " + name + guard + ": happens odds, fails rest");
    public_.push_back(name + " is happens");
  }

  void write_vote() {
    if (budget_ < 4) return line("tension rises to middle");
    budget_ /= 4;
    const std::string name = fresh("motion");
    line("vote " + name + ": passes with 2 of 4");
    line("    voters B");
    line("    others yes odds");
    public_.push_back(name + " is passed");
  }

  void write_raid() {
    if (budget_ < 3 || raided_) return line("tension rises to middle");
    raided_ = true;
    budget_ /= 3;
    line("raid damage:");
    line("    salvo 6 drones");
    line("    layer \"Outer\": drones odds");
    line("    impact none up to 1, some up to 3, much above");
    public_.push_back("damage is much");
  }

  std::string trait_test() { return private_.empty() ? fact() : private_[below(private_.size())]; }

  void write_payoff(std::size_t actor) {
    line("payoff " + std::string(1, char('A' + actor)) + ":");
    const std::size_t num_terms = 4 + below(4);
    for (std::size_t term = 0; term < num_terms; ++term) {
      const std::string amount = one_in(2) ? std::to_string(1 + below(5)) : std::to_string(1 + below(3)) + " * worth";
      std::string test = fact();
      if (one_in(2)) test += " and " + trait_test();
      if (one_in(2)) test = trait_test() + " and " + test;
      if (one_in(6)) test = trait_test() + " or " + fact();
      line("    " + std::string(one_in(2) ? "+ " : "- ") + amount + " if " + test);
    }
    line("    - (tension + damage) / 2");
  }

  std::uint64_t state_;
  std::string text_;
  std::size_t indent_ = 0;
  std::size_t num_actors_ = 2;
  std::size_t num_names_ = 0;
  std::size_t budget_ = 30;  // histories that may still come of each one so far
  bool raided_ = false;
  std::vector<std::string> public_;
  std::vector<std::string> private_;
};

inline std::string random_public_model_text(std::uint64_t seed) { return RandomPublicModel(seed).text(); }
inline std::string random_public_disagreement_text(std::uint64_t seed) {
  return RandomPublicModel(seed).text_of_disagreement();
}
