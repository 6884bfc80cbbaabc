#include "demarche/syntax/fixes.h"
#include "demarche/syntax/grammar.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

// Also what a misspelt word is compared with.
const std::array<std::string, 7> step_words{"simultaneously", "repeat", "chance", "raid", "vote", "reveal", "end"};
const std::array<std::string, 7> verbs{"chooses", "secretly", "declares", "tells", "rises", "becomes", "falls"};

// A name may stand for a number where nothing but the end of the option follows, or a formula goes on.
bool at_number_of_option(const Cursor& cursor) {
  switch (peek(cursor).type) {
    case TokenType::Number:
    case TokenType::Minus:
    case TokenType::OpenParen:
      return true;
    case TokenType::Name:
      break;
    default:
      return false;
  }
  if (at_word(cursor, "if")) return false;
  switch (peek(cursor, 1).type) {
    case TokenType::Comma:
    case TokenType::String:
    case TokenType::Newline:
    case TokenType::End:
    case TokenType::Plus:
    case TokenType::Minus:
    case TokenType::Star:
    case TokenType::Slash:
    case TokenType::OpenParen:
    case TokenType::Dot:
      return true;
    default:
      return at_word(cursor, "if", 1);
  }
}

// Notes of options that stand on lines of their own begin in one column, those of a list do not.
OptionSyntax parse_option(Cursor& cursor, Mark mark_of_note) {
  OptionSyntax option;
  option.value = expect_name(cursor, "an option");
  if (!cursor.broken && at_number_of_option(cursor)) option.number = parse_expression(cursor);
  if (!cursor.broken && at(cursor, TokenType::String)) {
    mark(cursor, mark_of_note);
    option.note = expect_string(cursor, "a note");
  }
  option.condition = parse_if(cursor);
  return option;
}

std::vector<OptionSyntax> parse_options(Cursor& cursor) {
  std::vector<OptionSyntax> options;
  if (!at_block(cursor)) {
    do {
      options.push_back(parse_option(cursor, Mark::None));
    } while (take_if(cursor, TokenType::Comma));
    end_line(cursor);
    return options;
  }
  for (Block block = enter_block(cursor, "the options"); next_row(cursor, block);) {
    options.push_back(parse_option(cursor, Mark::Note));
    end_line(cursor);
  }
  return options;
}

// The next token is `verb`, or was meant to be.
Verb parse_verb_called(Cursor& cursor, std::string_view verb, MoveStep& move) {
  take(cursor);
  if (verb == "secretly") {
    expect_word(cursor, "chooses");
    return Verb::SecretlyChooses;
  }
  if (verb == "declares") return Verb::Declares;
  if (verb != "tells") return Verb::Chooses;
  do {
    move.hearers.push_back(expect_name(cursor, "an actor"));
  } while (at(cursor, TokenType::Name, 1) && (take_word_if(cursor, "and") || take_if(cursor, TokenType::Comma)));
  return Verb::Tells;
}

MoveStep parse_move(Cursor& cursor, std::string_view verb) {
  MoveStep move;
  move.actor = expect_name(cursor, "an actor");
  move.verb = parse_verb_called(cursor, verb, move);
  move.move = expect_name(cursor, "the name of the move");
  move.condition = parse_if(cursor);
  expect(cursor, TokenType::Colon);
  if (at(cursor, TokenType::Number) && at(cursor, TokenType::Name, 1)) {
    move.levels = parse_levels(cursor);
  } else {
    move.options = parse_options(cursor);
  }
  return move;
}

SimultaneousStep parse_simultaneous(Cursor& cursor) {
  take(cursor);
  expect(cursor, TokenType::Colon);
  return {parse_steps(cursor, "the moves made at the same time")};
}

RepeatStep parse_repeat(Cursor& cursor) {
  RepeatStep repeat;
  take(cursor);
  expect_word(cursor, "up");
  expect_word(cursor, "to");
  repeat.times_span = peek(cursor).span;
  repeat.times = expect_count(cursor);
  expect_word(cursor, "times");
  expect_word(cursor, "as");
  repeat.counter = expect_name(cursor, "a name for the count of rounds");
  expect(cursor, TokenType::Colon);
  repeat.steps = parse_steps(cursor, "the steps of each round");
  return repeat;
}

ChanceStep parse_chance(Cursor& cursor) {
  ChanceStep chance;
  take(cursor);
  chance.name = expect_name(cursor, "a name for what chance decides");
  chance.condition = parse_if(cursor);
  if (take_word_if(cursor, "seen")) {
    expect_word(cursor, "by");
    const bool nobody = at_word(cursor, "nobody");
    chance.seen_by = parse_who(cursor);
    chance.seen_by->nobody = nobody && chance.seen_by->actors.size() == 1;
  }
  expect(cursor, TokenType::Colon);
  chance.cases = parse_cases(cursor, plain_ref(chance.name));
  return chance;
}

RevealStep parse_reveal(Cursor& cursor) {
  RevealStep reveal;
  take(cursor);
  reveal.what = expect_ref(cursor, "what is revealed");
  expect_word(cursor, "to");
  reveal.to = parse_who(cursor);
  reveal.condition = parse_if(cursor);
  end_line(cursor);
  return reveal;
}

// `rises by 1`, `falls by 2`; the cursor stands at `by`, or at what stands in its place.
void parse_levels_moved(Cursor& cursor, ScaleStep& step) {
  const int sign = text_of(cursor, last_taken(cursor)) == "falls" ? -1 : 1;
  if (sign < 0 && finds_word(cursor, {"to"})) {
    const Span falls_to{last_taken(cursor).span.begin, peek(cursor).span.end};
    fail_unexpected(cursor, "a scale `becomes` a level that is lower, or `falls by` some levels",
                    {possible_fix(falls_to, "becomes")});
  }
  expect_word(cursor, "by");
  step.by_span = peek(cursor).span;
  step.by = sign * expect_count(cursor);
}

ScaleStep parse_scale_step(Cursor& cursor) {
  ScaleStep step;
  step.scale = expect_name(cursor, "a scale");
  step.rises = at_word(cursor, "rises");
  const Token verb = take(cursor);
  if (text_of(cursor, verb) == "falls" || (step.rises && !at_word(cursor, "to"))) {
    parse_levels_moved(cursor, step);
  } else {
    if (step.rises) expect_word(cursor, "to");
    step.value = expect_value(cursor, "a value of the scale", plain_ref(step.scale));
  }
  step.condition = parse_if(cursor);
  end_line(cursor);
  return step;
}

EndStep parse_end(Cursor& cursor) {
  take(cursor);
  EndStep end{parse_if(cursor)};
  end_line(cursor);
  return end;
}

bool is_scale_step(const Cursor& cursor) {
  if (!at(cursor, TokenType::Name) || !at_any_word(cursor, {"rises", "falls", "becomes"}, 1)) return false;
  return at(cursor, TokenType::Name, 2) || (at(cursor, TokenType::Number, 2) && !at_word(cursor, "becomes", 1));
}

bool is_step_word(std::string_view word) {
  for (const std::string& known : step_words) {
    if (word == known) return true;
  }
  return false;
}

bool is_move_verb(std::string_view word) {
  return word == "chooses" || word == "secretly" || word == "declares" || word == "tells";
}

// `A says m: ...` and `A offers B m: ...` have the shape of a move without one of its verbs: the verb that fits.
std::string_view verb_by_shape(const Cursor& cursor) {
  if (!at(cursor, TokenType::Name, 1) || !at(cursor, TokenType::Name, 2)) return {};
  if (at(cursor, TokenType::Colon, 3)) return "chooses";
  return at(cursor, TokenType::Name, 3) && at(cursor, TokenType::Colon, 4) ? "tells" : std::string_view{};
}

void report_unknown_verb(Cursor& cursor) {
  const Token& verb = peek(cursor, 1);
  keep(cursor.diagnostics, {Kind::E004,
                            fmt::format("{} is nothing that an actor does", named(cursor, verb)),
                            {verb.span, ""},
                            {},
                            "an actor `chooses` or `declares` (everyone sees it), `tells NAME` or `secretly chooses`",
                            {possible_fix(verb.span, std::string{verb_by_shape(cursor)})}});
}

// NAME after NAME that is nearly a verb, and the verb.
Guess guessed_verb(const Cursor& cursor) {
  if (!at(cursor, TokenType::Name, 1) || !at(cursor, TokenType::Name, 2)) return {};
  return guess_of(text_of(cursor, peek(cursor, 1)), verbs);
}

// Says that a line begins no step. Returns the word that was most likely meant, so that the rest of the line can be
// read as if it stood there; empty, and the line broken, where no word comes near.
std::string report_unknown_step(Cursor& cursor) {
  const Unheard unheard(cursor);
  const Token first = peek(cursor);
  if (first.type != TokenType::Name) {
    fail_expected(cursor, "a step", "steps begin with an actor's name, or with a word such as `chance` or `end`");
    return {};
  }
  const Guess verb = guessed_verb(cursor);
  const Guess word = guess_of(text_of(cursor, first), step_words);
  if (verb.name.empty() && word.name.empty() && !verb_by_shape(cursor).empty()) {
    report_unknown_verb(cursor);
    return std::string{verb_by_shape(cursor)};
  }
  const bool is_verb = !verb.name.empty();
  const Token& unknown = is_verb ? peek(cursor, 1) : first;
  const Guess& guess = is_verb ? verb : word;
  Diagnostic diagnostic{Kind::E004, "", {unknown.span, ""}, {}, ""};
  diagnostic.message = is_verb ? fmt::format("{} is nothing that an actor or a scale does", named(cursor, unknown))
                               : fmt::format("{} does not start a step", named(cursor, unknown));
  diagnostic.help = guess.name.empty()
                        ? "a step is a move (`NAME chooses NAME: ...`), `simultaneously`, `repeat`, `chance`, `raid`, "
                          "`vote`, `reveal`, `NAME rises to NAME`, `NAME rises by 1` or `end`"
                        : fmt::format("did you mean `{}`?", guess.name);
  if (guess.name.empty() && text_of(cursor, first) == "if")
    diagnostic.help = "a condition stands behind what it is about: `stage \"...\" if ...:`, `A chooses x if ...: ...`";
  if (text_of(cursor, unknown) != guess.name) diagnostic.fixes = fixes_by(guess, unknown.span);
  if (guess.name.empty()) {
    fail(cursor, std::move(diagnostic));
  } else {
    keep(cursor.diagnostics, std::move(diagnostic));
  }
  return guess.name;
}

bool at_misplaced_statement(Cursor& cursor) {
  const Unheard unheard(cursor);
  return begins_statement(cursor);
}

void report_misplaced_statement(Cursor& cursor) {
  const Token& word = peek(cursor);
  fail(cursor, {Kind::E023,
                begins_thought(cursor) ? fmt::format("what {} thinks is no step of the story", text_of(cursor, word))
                                       : fmt::format("{} cannot stand inside a stage", named(cursor, word)),
                {word.span, ""},
                {},
                "begin this line at the left margin",
                at_left_margin(cursor)});
}

// The first token is `word`, or was meant to be.
StepSyntax parse_step_called(Cursor& cursor, std::string_view word) {
  StepSyntax step;
  if (word == "simultaneously") step.what = parse_simultaneous(cursor);
  if (word == "repeat") step.what = parse_repeat(cursor);
  if (word == "chance") step.what = parse_chance(cursor);
  if (word == "raid") step.what = parse_raid(cursor);
  if (word == "vote") step.what = parse_vote(cursor);
  if (word == "reveal") step.what = parse_reveal(cursor);
  if (word == "end") step.what = parse_end(cursor);
  return step;
}

void parse_step(Cursor& cursor, std::vector<StepSyntax>& steps) {
  const std::size_t begin = cursor.at;
  tell(cursor, step_words);
  tell_name(cursor, "an actor");
  tell_name(cursor, "a scale");
  if (is_move(cursor)) {
    steps.push_back({parse_move(cursor, text_of(cursor, peek(cursor, 1))), {}});
  } else if (is_scale_step(cursor)) {
    steps.push_back({parse_scale_step(cursor), {}});
  } else if (at(cursor, TokenType::Name) && is_step_word(text_of(cursor, peek(cursor)))) {
    steps.push_back(parse_step_called(cursor, text_of(cursor, peek(cursor))));
  } else if (at_misplaced_statement(cursor)) {
    report_misplaced_statement(cursor);
    end_line(cursor);
    return;
  } else {
    const std::string guess = report_unknown_step(cursor);
    if (is_move_verb(guess)) {
      steps.push_back({parse_move(cursor, guess), {}});
    } else if (is_step_word(guess)) {
      steps.push_back(parse_step_called(cursor, guess));
    } else {
      cursor.broken = true;
      end_line(cursor);
      return;
    }
  }
  steps.back().span = first_line_since(cursor, begin);
}

}  // namespace

bool is_move(const Cursor& cursor) {
  if (!at(cursor, TokenType::Name)) return false;
  if (at_word(cursor, "secretly", 1)) return at(cursor, TokenType::Name, 2) && at(cursor, TokenType::Name, 3);
  return at_any_word(cursor, {"chooses", "declares", "tells"}, 1) &&
         (at(cursor, TokenType::Name, 2) || !is_step_word(text_of(cursor, peek(cursor))));
}

std::string nearest_verb(const Cursor& cursor) { return guessed_verb(cursor).name; }

bool begins_step(const Cursor& cursor) {
  if (is_move(cursor) || is_scale_step(cursor)) return true;
  return at(cursor, TokenType::Name) && is_step_word(text_of(cursor, peek(cursor)));
}

std::vector<StepSyntax> parse_steps(Cursor& cursor, std::string_view holds) {
  std::vector<StepSyntax> steps;
  for (Block block = enter_block(cursor, holds); next_row(cursor, block);) parse_step(cursor, steps);
  return steps;
}

}  // namespace demarche
