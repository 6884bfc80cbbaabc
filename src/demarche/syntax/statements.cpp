#include "demarche/syntax/fixes.h"
#include "demarche/syntax/grammar.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

constexpr std::array<std::string_view, 15> statement_words{"crisis",    "source", "actor",   "partner", "parameter",
                                                           "precision", "scale",  "private", "unknown", "correlated",
                                                           "event",     "number", "stage",   "payoff",  "variant"};

// All words that a statement begins with, each once.
std::vector<std::string> starters() {
  std::vector<std::string> words(statement_words.begin(), statement_words.end());
  for (const QuestionKind kind : question_kinds) {
    const std::string_view word = traits_of(kind).first_word;
    if (std::ranges::find(words, word) == words.end()) words.emplace_back(word);
  }
  return words;
}

CrisisStatement parse_crisis(Cursor& cursor) {
  CrisisStatement crisis{expect_string(cursor, "the title of the crisis")};
  end_line(cursor);
  return crisis;
}

SourceStatement parse_source(Cursor& cursor) {
  SourceStatement source;
  source.name = expect_name(cursor, "a short name for the source");
  expect(cursor, TokenType::Colon);
  mark(cursor, Mark::AfterColon);
  source.text = expect_string(cursor, "the source, as one would cite it");
  end_line(cursor);
  return source;
}

ActorStatement parse_actor(Cursor& cursor) {
  ActorStatement actor{expect_name(cursor, "the name of an actor"), std::nullopt};
  if (!cursor.broken && at(cursor, TokenType::String)) actor.long_name = expect_string(cursor, "a long name");
  end_line(cursor);
  return actor;
}

PartnerStatement parse_partner(Cursor& cursor) {
  PartnerStatement partner{expect_name(cursor, "the name of a partner"), std::nullopt};
  if (!cursor.broken && at(cursor, TokenType::String)) partner.long_name = expect_string(cursor, "a long name");
  end_line(cursor);
  return partner;
}

// The word after a range, if there is one.
DistributionKind parse_distribution(Cursor& cursor) {
  if (cursor.broken || !at(cursor, TokenType::Name) || at_word(cursor, "from")) return DistributionKind::Normal;
  for (const std::string_view known : distribution_words) tell(cursor, known);
  const std::string_view word = text_of(cursor, peek(cursor));
  const auto found = std::ranges::find(distribution_words, word);
  if (found == distribution_words.end()) {
    const Guess guess = guess_of(word, distribution_words);
    fail_expected(cursor, "a distribution, a note or `from`",
                  guess.name.empty() ? "distributions are normal, lognormal, uniform and triangular"
                                     : fmt::format("did you mean `{}`?", guess.name),
                  fixes_by(guess, peek(cursor).span));
    return DistributionKind::Normal;
  }
  take(cursor);
  return static_cast<DistributionKind>(found - distribution_words.begin());
}

// `= 8 to 20`: halfway is as good a guess as any, and the author's to make.
std::vector<Fix> with_best_guess(const Cursor& cursor, const Expr& low) {
  if (low.op != Expr::Op::Number || !at(cursor, TokenType::Number, 1)) return {};
  const std::string high{text_of(cursor, peek(cursor, 1))};
  const bool percent = high.ends_with('%');
  if (percent != low.literal.ends_with('%')) return {};
  const double middle = (std::strtod(low.literal.c_str(), nullptr) + std::strtod(high.c_str(), nullptr)) / 2;
  return {possible_fix({low.span.begin, low.span.begin}, fmt::format("{:.6g}{}, ", middle, percent ? "%" : ""))};
}

std::vector<Fix> with_range(const Cursor& cursor) {
  const std::uint32_t place = last_taken(cursor).span.end;
  return {possible_fix({place, place}, ", LOW to HIGH")};
}

void parse_parameter_tail(Cursor& cursor, ParameterStatement& parameter) {
  mark(cursor, Mark::Equals);
  expect(cursor, TokenType::Equals);
  parameter.best = parse_expression(cursor);
  if (finds_word(cursor, {"to"})) {
    fail_unexpected(cursor, "the best guess stands before its range, as in `= 12, 8 to 20`",
                    with_best_guess(cursor, parameter.best));
  }
  if (take_if(cursor, TokenType::Comma)) {
    mark(cursor, Mark::Range);
    parameter.low = parse_expression(cursor);
    expect_word(cursor, "to");
    parameter.high = parse_expression(cursor);
    parameter.distribution = parse_distribution(cursor);
  } else if (finds_word(cursor, {"normal", "lognormal", "uniform", "triangular"})) {
    fail_unexpected(cursor, "a distribution stands after a range, as in `= 2, 1 to 8 lognormal`", with_range(cursor));
  }
  if (!cursor.broken && at(cursor, TokenType::String)) {
    mark(cursor, Mark::Note);
    parameter.note = expect_string(cursor, "a note");
  }
  if (at_word(cursor, "from")) mark(cursor, Mark::From);
  if (take_word_if(cursor, "from")) parameter.source = expect_name(cursor, "the name of a source");
  end_line(cursor);
}

ParameterStatement parse_parameter(Cursor& cursor) {
  ParameterStatement parameter;
  parameter.name = expect_name(cursor, "the name of a parameter");
  parse_parameter_tail(cursor, parameter);
  return parameter;
}

ParameterStatement parse_precision(Cursor& cursor, const Token& word) {
  ParameterStatement precision;
  precision.is_precision = true;
  precision.name = {"precision", word.span};
  if (at(cursor, TokenType::Name)) {
    expect_word(cursor, "of");
    precision.precision_of = expect_name(cursor, "an actor");
    precision.name = own_precision(word.span, *precision.precision_of);
  }
  parse_parameter_tail(cursor, precision);
  return precision;
}

ScaleStatement parse_scale(Cursor& cursor) {
  ScaleStatement scale;
  scale.name = expect_name(cursor, "the name of a scale");
  expect(cursor, TokenType::Colon);
  mark(cursor, Mark::AfterColon);
  do {
    ScaleStatement::Level level{expect_name(cursor, "a value"), std::nullopt};
    const bool ends = at(cursor, TokenType::Less) || at(cursor, TokenType::Comma) || at(cursor, TokenType::Newline);
    if (!ends) level.number = parse_expression(cursor);
    scale.levels.push_back(std::move(level));
  } while (take_if(cursor, TokenType::Less));
  if (take_if(cursor, TokenType::Comma)) {
    expect_word(cursor, "starts");
    scale.starts = expect_value(cursor, "a value of the scale", plain_ref(scale.name));
  }
  end_line(cursor);
  return scale;
}

PrivateStatement parse_private(Cursor& cursor) {
  PrivateStatement trait;
  trait.trait = expect_ref(cursor, "a trait, as in `Iran.aim`");
  if (!trait.trait.second) {
    const std::uint32_t place = trait.trait.span.begin;
    fail_expected(cursor, "`.` and the trait's name", "a trait belongs to an actor, as in `Iran.aim`",
                  {possible_fix({place, place}, "ACTOR.")});
  }
  expect(cursor, TokenType::Colon);
  if (!at(cursor, TokenType::Newline)) mark(cursor, Mark::AfterColon);
  if (at(cursor, TokenType::Number)) {
    trait.levels = parse_levels(cursor);
  } else {
    trait.cases = parse_cases(cursor, trait.trait);
  }
  return trait;
}

UnknownStatement parse_unknown(Cursor& cursor) {
  UnknownStatement unknown;
  unknown.name = expect_name(cursor, "a name for what is unknown");
  expect(cursor, TokenType::Colon);
  mark(cursor, Mark::AfterColon);
  const std::size_t begin = cursor.at;
  unknown.num = expect_count(cursor);
  expect_word(cursor, "levels");
  expect_word(cursor, "around");
  unknown.around = parse_expression(cursor);
  expect_word(cursor, "spread");
  unknown.spread = parse_expression(cursor);
  unknown.span = span_since(cursor, begin);
  end_line(cursor);
  return unknown;
}

CorrelatedStatement parse_correlated(Cursor& cursor) {
  CorrelatedStatement correlated;
  do {
    tell_name(cursor, "a parameter");
    correlated.names.push_back(expect_parameter(cursor, "the name of a parameter"));
  } while (take_if(cursor, TokenType::Comma));
  expect(cursor, TokenType::Colon);
  mark(cursor, Mark::AfterColon);
  correlated.correlation = parse_expression(cursor);
  end_line(cursor);
  return correlated;
}

StageStatement parse_stage(Cursor& cursor) {
  StageStatement stage;
  stage.title = expect_string(cursor, "the title of the stage");
  stage.condition = parse_if(cursor);
  expect(cursor, TokenType::Colon);
  stage.steps = parse_steps(cursor, "the steps of the stage");
  return stage;
}

std::vector<Fix> below_new_stage(const Cursor& cursor) {
  const std::uint32_t place = peek(cursor).span.begin;
  return {possible_fix({place, place}, fmt::format("stage \"Talks\":{}    ", newline_at(cursor.source, place)))};
}

// Says that a line begins no statement; returns the starter that was meant, or nothing.
std::string report_unknown_statement(Cursor& cursor) {
  const Unheard unheard(cursor);
  const Token& word = peek(cursor);
  Guess guess = guess_of(text_of(cursor, word), starters());
  const bool is_step = begins_step(cursor) || (guess.name.empty() && !nearest_verb(cursor).empty());
  Diagnostic diagnostic{
      Kind::E004, fmt::format("{} does not start a statement", named(cursor, word)), {word.span, ""}, {}, ""};
  diagnostic.help =
      guess.name.empty()
          ? "the statements are crisis, source, actor, partner, parameter, precision, scale, private, unknown, "
            "correlated, event, number, stage, payoff, variant, ask, compare, sweep, rank, check and why, and `ACTOR "
            "thinks ...`"
          : fmt::format("did you mean `{}`?", guess.name);
  diagnostic.fixes = fixes_by(guess, word.span);
  if (is_step) {
    diagnostic.kind = Kind::E023;
    diagnostic.message = "a step stands outside of every stage";
    diagnostic.help = "put it below a line such as `stage \"Talks\":`, indented by four spaces";
    diagnostic.fixes = below_new_stage(cursor);
    guess.name.clear();
  }
  if (guess.name.empty()) {
    fail(cursor, std::move(diagnostic));
  } else {
    keep(cursor.diagnostics, std::move(diagnostic));
  }
  return guess.name;
}

// The starter of this line, or the one that was meant; empty, and the line broken, where none is.
std::string statement_word(Cursor& cursor) {
  tell(cursor, starters());
  tell_name(cursor, "an actor");
  if (!at(cursor, TokenType::Name)) {
    fail_expected(cursor, "a statement", "statements begin with a word such as `actor`, `stage`, `payoff` or `ask`");
    return {};
  }
  if (begins_statement(cursor)) return std::string{text_of(cursor, peek(cursor))};
  return report_unknown_statement(cursor);
}

bool begins_with_starter(const Cursor& cursor) {
  if (!at(cursor, TokenType::Name)) return false;
  const std::string_view word = text_of(cursor, peek(cursor));
  return std::ranges::find(statement_words, word) != statement_words.end() || question_beginning_with(word);
}

// Nobody means an actor by a word that begins a statement before it says so.
bool at_thought(Cursor& cursor) {
  if (!begins_with_starter(cursor)) return begins_thought(cursor);
  const Unheard unheard(cursor);
  return begins_thought(cursor);
}

void parse_statement(Cursor& cursor, Tree& tree) {
  const std::size_t begin = cursor.at;
  const bool is_known = begins_statement(cursor);
  if (at_thought(cursor) || (!is_known && nearly_begins_thought(cursor))) {
    tree.statements.push_back({parse_thought(cursor), {}});
    tree.statements.back().span = first_line_since(cursor, begin);
    return;
  }
  const std::string word = statement_word(cursor);
  if (word.empty()) {
    end_line(cursor);
    return;
  }
  Statement statement;
  const auto put = [&](auto what) { statement.what = std::move(what); };
  if (question_beginning_with(word)) {
    put(parse_question(cursor, word));
  } else {
    const Token first = take(cursor);
    if (word == "crisis") put(parse_crisis(cursor));
    if (word == "source") put(parse_source(cursor));
    if (word == "actor") put(parse_actor(cursor));
    if (word == "partner") put(parse_partner(cursor));
    if (word == "parameter") put(parse_parameter(cursor));
    if (word == "precision") put(parse_precision(cursor, first));
    if (word == "scale") put(parse_scale(cursor));
    if (word == "private") put(parse_private(cursor));
    if (word == "unknown") put(parse_unknown(cursor));
    if (word == "correlated") put(parse_correlated(cursor));
    if (word == "event") put(parse_defined_event(cursor));
    if (word == "number") put(parse_defined_number(cursor));
    if (word == "stage") put(parse_stage(cursor));
    if (word == "payoff") put(parse_payoff(cursor));
    if (word == "variant") put(parse_variant(cursor));
  }
  statement.span = first_line_since(cursor, begin);
  tree.statements.push_back(std::move(statement));
}

}  // namespace

bool begins_statement(const Cursor& cursor) { return begins_with_starter(cursor) || begins_thought(cursor); }

Tree parse_text(Cursor& cursor) {
  Tree tree;
  for (Block block{0, true}; next_row(cursor, block);) parse_statement(cursor, tree);
  return tree;
}

}  // namespace demarche
