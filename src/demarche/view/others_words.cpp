#include "demarche/view/others_words.h"

#include "demarche/view/words.h"

#include <fmt/format.h>

#include <vector>

namespace demarche {
namespace {

std::vector<std::string> signs_text(const OtherEquilibria& others) {
  std::vector<std::string> signs;
  if (others.crossed) signs.emplace_back("branches of equilibria cross on the way here");
  if (others.left_branch) signs.emplace_back("the path turned back for long and was left");
  if (others.num_folds > 0 && !others.left_branch)
    signs.push_back(fmt::format("the path folded {} on the way here",
                                others.num_folds == 1 ? "once" : fmt::format("{} times", others.num_folds)));
  return signs;
}

std::string likely_text(const OtherEquilibria& others) {
  if (others.look != Look::Another)
    return fmt::format("other equilibria are likely: {}.", joined_names(signs_text(others)));
  return "there are other equilibria: a cheap look found one that plays otherwise.";
}

std::string_view look_word(Look look) {
  switch (look) {
    case Look::NotTaken:
      return "not_taken";
    case Look::TooLong:
      return "too_long";
    case Look::Nothing:
      return "nothing";
    case Look::Another:
      return "another";
  }
  return "";
}

}  // namespace

view::Words others_sentence(const Report& report) {
  if (!report.others) return {};
  if (are_likely(*report.others)) {
    return view::with_code(likely_text(*report.others)) +
           view::on_terminal(" `demarche ask FILE --equilibria` answers under each that it finds.");
  }
  if (report.others->look != Look::TooLong) return {};
  return view::Words("whether there are other equilibria was not looked at: it would take longer than the answers.") +
         view::on_terminal(" `demarche ask FILE --equilibria` looks.");
}

view::Data others_data(const OtherEquilibria& others) {
  view::Data signs = view::Data::list();
  for (const std::string& sign : signs_text(others)) signs.push_back(sign);
  return {{"likely", are_likely(others)},
          {"signs", std::move(signs)},
          {"look", look_word(others.look)},
          {"num_starts", others.num_starts}};
}

}  // namespace demarche
