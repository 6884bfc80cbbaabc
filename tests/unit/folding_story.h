#pragma once

#include <fmt/format.h>

#include <random>
#include <string>

// Stories that hold a small signalling game whose path of equilibria turns back.
namespace demarche::tests {

inline constexpr double past_all_folds = 30;  // a precision

// A says a word that costs its types differently, B yields, stands or pushes, and A bows or fights when pushed.
struct Words {
  std::string who;     // A's types
  std::string before;  // stages before the word
  std::string payoff_a;
  std::string payoff_b;
};

inline std::string text_of(const Words& words) {
  return "crisis \"words\"\nactor A\nactor B\nprivate A.kind: hard " + words.who + ", soft rest\n" + words.before +
         R"(stage "Word":
    A declares word: low, mid, high
stage "Reply":
    B chooses reply: yield, stand, push
stage "Last" if B.reply is push:
    A chooses last: bow, fight
payoff A:
)" + words.payoff_a +
         "payoff B:\n" + words.payoff_b;
}

// Its path turns back at precision 12.4, and six times in all up to 30.
inline Words curt() {
  return {"41%", "",
          R"(    + 0.25 if A.kind is hard and A.word is mid
    - 0.47 if A.kind is hard and A.word is high
    - 0.91 if A.kind is soft and A.word is mid
    - 0.29 if A.kind is soft and A.word is high
    + 1    if B.reply is yield
    - 0.78 if A.last is bow
    + 0.52 if A.last is fight and A.kind is hard
    - 1.87 if A.last is fight and A.kind is soft
)",
          R"(    - 0.25 if B.reply is stand and A.kind is hard
    - 0.21 if B.reply is stand and A.kind is soft
    + 0.34 if A.last is bow
    - 1.97 if A.last is fight
    + 0.2  if B.reply is yield and A.word is low
    - 0.14 if B.reply is yield and A.word is mid
)"};
}

// Its path turns back at precision 27.3.
inline Words blunt() {
  return {"74%", "",
          R"(    - 0.25 if A.kind is hard and A.word is mid
    - 0.94 if A.kind is hard and A.word is high
    - 0.05 if A.kind is soft and A.word is mid
    + 0.02 if A.kind is soft and A.word is high
    + 1    if B.reply is yield
    - 0.49 if A.last is bow
    + 0.19 if A.last is fight and A.kind is hard
    - 1.51 if A.last is fight and A.kind is soft
)",
          R"(    - 0.46 if B.reply is stand and A.kind is hard
    + 0.03 if B.reply is stand and A.kind is soft
    + 0.77 if A.last is bow
    - 1.21 if A.last is fight
    - 0.42 if B.reply is yield and A.word is low
    - 0.09 if B.reply is yield and A.word is mid
)"};
}

// The same at once in several theatres, in each of which yielding is worth a little more than in the one before.
inline std::string in_theatres(Words words, int num) {
  std::string odds;
  for (int n = 0; n < num; ++n) {
    odds += n + 1 < num ? fmt::format("t{} 1 / {}, ", n, num) : fmt::format("t{} rest", n);
    if (n > 0) words.payoff_a += fmt::format("    + {} if B.reply is yield and theatre is t{}\n", 0.01 * n, n);
  }
  if (num > 1) words.before = "stage \"Where\":\n    chance theatre: " + odds + "\n";
  return text_of(words);
}

inline std::string in_theatre_alone(Words words, int n) {
  words.payoff_a += fmt::format("    + {} if B.reply is yield\n", 0.01 * n);
  return text_of(words);
}

// A story that comes to the words in several ways, each a part of its own whose beliefs follow from what came before:
// A, whose kind is private, chooses a front, and B is on alert there or not.
inline std::string on_fronts(Words words, int num, bool has_alert) {
  std::string fronts;
  for (int n = 0; n < num; ++n) {
    fronts += fmt::format("{}f{}", n > 0 ? ", " : "", n);
    if (n > 0) words.payoff_a += fmt::format("    + {} if A.front is f{}\n", 0.03 * n, n);
  }
  words.before = "stage \"Open\":\n    A chooses front: " + fronts + "\n";
  if (has_alert) {
    words.before += "    B chooses alert: yes, no\n";
    words.payoff_b += "    - 0.05 if B.alert is yes\n    + 0.04 if B.alert is yes and B.reply is push\n";
  }
  return text_of(words);
}

// The words of a story whose payoffs lie around those of `curt`: most of their paths turn back.
inline Words drawn_words(std::uint64_t seed) {
  std::mt19937_64 draws(seed);
  const auto near = [&](double number) { return number + 0.3 * (static_cast<double>(draws() >> 11) * 0x1p-53 - 0.5); };
  const auto line = [&](double number, const std::string& when) {
    return fmt::format("    + {:.4f} if {}\n", near(number), when);
  };
  Words words{fmt::format("{:.1f}%", 100 * near(0.5)), "", "", ""};
  words.payoff_a = line(0.25, "A.kind is hard and A.word is mid") + line(-0.47, "A.kind is hard and A.word is high") +
                   line(-0.91, "A.kind is soft and A.word is mid") + line(-0.29, "A.kind is soft and A.word is high") +
                   line(1, "B.reply is yield") + line(-0.78, "A.last is bow") +
                   line(0.52, "A.last is fight and A.kind is hard") + line(-1.87, "A.last is fight and A.kind is soft");
  words.payoff_b = line(-0.25, "B.reply is stand and A.kind is hard") +
                   line(-0.21, "B.reply is stand and A.kind is soft") + line(0.34, "A.last is bow") +
                   line(-1.97, "A.last is fight") + line(0.2, "B.reply is yield and A.word is low") +
                   line(-0.14, "B.reply is yield and A.word is mid");
  return words;
}

}  // namespace demarche::tests
