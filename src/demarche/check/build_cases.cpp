#include "demarche/check/build.h"
#include "demarche/check/fixes.h"
#include "demarche/check/levels.h"
#include "demarche/check/numbers.h"
#include "demarche/check/thoughts.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

void check_rests(Work& work, const Case& syntax) {
  const Draw* first = nullptr;
  for (const Draw& draw : syntax.draws) {
    if (draw.odds || draw.value.text.empty()) continue;
    if (first != nullptr) {
      say(work, {Kind::E011,
                 "two outcomes take the rest",
                 {draw.value.span, ""},
                 {{first->value.span, "takes the rest too"}},
                 "give one of them a probability"});
      return;
    }
    first = &draw;
  }
}

void check_draw(Work& work, const Formula& odds, VariableId variable) {
  for (const VariableId read : variables_of(odds)) {
    if (read == variable) say_misuse(work, "odds cannot depend on what they decide", odds.span, "", "use a number");
  }
}

DrawCase build_case(Work& work, VariableId variable, const Case& syntax, const Where& where) {
  DrawCase row;
  row.span = syntax.span;
  row.otherwise = syntax.otherwise;
  row.guard = build_story_condition(work, syntax.guard, where);
  for (const Draw& draw : syntax.draws) {
    std::optional<Formula> odds;
    if (draw.odds) odds = build_story_number(work, *draw.odds, where);
    if (odds) check_draw(work, *odds, variable);
    const std::optional<ValueIndex> value = find_value(work, variable, draw.value.text);
    if (value) row.draws.push_back({*value, std::move(odds), draw.value.span});
  }
  check_rests(work, syntax);
  if (row.draws.size() == syntax.draws.size()) check_odds(work, row);
  return row;
}

Guess near_miss(Work& work, const Draw& draw, const Case& row, const Named<Span>& known) {
  if (draw.value.text.empty() || work.words[draw.value.text] > 1) return {};
  std::vector<std::string> others;
  for (const auto& [name, span] : known) {
    const bool here = std::ranges::any_of(row.draws, [&](const Draw& other) { return other.value.text == name; });
    // Of two names that each stand once, the later is taken for the misspelling.
    if (!here && (work.words[name] > 1 || span.begin < draw.value.span.begin)) others.push_back(name);
  }
  return guess_of(draw.value.text, others);
}

// A value of one case that is all but a value of the others, and stands nowhere else, is a misspelling.
void check_near_misses(Work& work, const std::vector<Case>& cases) {
  Named<Span> known;
  for (const Case& row : cases) {
    for (const Draw& draw : row.draws) known.emplace(draw.value.text, draw.value.span);
  }
  for (const Case& row : cases) {
    for (const Draw& draw : row.draws) {
      const Guess guess = near_miss(work, draw, row, known);
      if (guess.name.empty()) continue;
      say(work, {Kind::E005,
                 fmt::format("{} is an outcome of this line alone, and nothing else names it", ticked(draw.value.text)),
                 {draw.value.span, ""},
                 {{known[guess.name], "another line has this"}},
                 "did you mean " + ticked(guess.name) + "?",
                 fixes_by(guess, draw.value.span)});
    }
  }
}

}  // namespace

void say_never_applies(Work& work, Span always, Span next) {
  say(work, {Kind::E023,
             "this line never applies: the one before it always does",
             {next, ""},
             {{always, "applies in every case"}},
             "end the line before with `if ...`, or put it last"});
}

void check_last_guard(Work& work, const std::optional<Cond>& before, Span last) {
  if (!before) return;
  say(work, {Kind::E023,
             "this line has no condition, though those before it have",
             {last, ""},
             {{before->span, ""}},
             "end it with `otherwise`, or with `if ...`",
             with_line_end(work, last, "otherwise")});
}

std::vector<DrawCase> build_known_cases(Work& work, VariableId variable, const std::vector<Case>& cases,
                                        const Where& where) {
  std::vector<DrawCase> rows;
  bool covered = false;
  for (std::size_t k = 0; k < cases.size(); ++k) {
    if (k > 0 && !cases[k - 1].guard && !covered) {
      say_never_applies(work, cases[k - 1].span, cases[k].span);
      covered = true;
    }
    rows.push_back(build_case(work, variable, cases[k], where));
  }
  if (cases.size() > 1 && !cases.back().guard && !cases.back().otherwise) {
    check_last_guard(work, cases[cases.size() - 2].guard, cases.back().span);
  }
  return rows;
}

std::vector<DrawCase> build_cases(Work& work, VariableId variable, const std::vector<Case>& cases, const Where& where) {
  std::vector<DrawCase> rows = build_known_cases(work, variable, cases, where);
  check_near_misses(work, cases);
  return rows;
}

void build_traits(Work& work) {
  for_each_statement<PrivateStatement>(work.tree, [&](const PrivateStatement& syntax, const Statement& statement) {
    if (!syntax.trait.second) return;
    const std::optional<VariableId> id = find_variable(work, syntax.trait);
    if (!id || work.model.variables[*id].kind != VariableKind::Trait) return;
    if (work.model.variables[*id].span != syntax.trait.span) return;
    const Setting setting = work.settings[*id].front();
    Chance chance{*id, setting.seen_by, {}};
    if (syntax.levels) chance.cases = {even_odds(work.model.variables[*id], syntax.levels->span)};
    else chance.cases = build_cases(work, *id, syntax.cases, setting.where);
    chance.thoughts = build_thoughts(work, chance, setting.where);
    work.model.traits.push_back({std::move(chance), {}, statement.span});
  });
}

}  // namespace demarche
