#pragma once

#include "demarche/syntax/cursor.h"

namespace demarche {

// One function for each rule of the grammar in the language reference. Each begins at the rule's first token, takes
// what belongs to it and reports at most one mistake a line (see Cursor).

Expr parse_expression(Cursor& cursor);
Cond parse_condition(Cursor& cursor);
std::optional<Cond> parse_if(Cursor& cursor);  // [ "if" cond ]

// The name of a parameter: one word, or `precision of Iran`, which is one name with spaces in it.
Name expect_parameter(Cursor& cursor, std::string_view what);
Name own_precision(Span word, const Name& actor);
bool at_own_precision(const Cursor& cursor);

Who parse_who(Cursor& cursor);
std::vector<Name> parse_names(Cursor& cursor, std::string_view what);  // NAME { "," NAME }
std::vector<Name> parse_values(Cursor& cursor, std::string_view what, const Ref& of);
std::vector<Case> parse_cases(Cursor& cursor, const Ref& of);  // with the end of the line, or a block
LevelsSyntax parse_levels(Cursor& cursor);                     // with the end of the line

// `if` or `otherwise` after a case; what it says goes into the row.
template <class Row>
void parse_guard(Cursor& cursor, Row& row) {
  if (at_any_word(cursor, {"if", "otherwise"})) mark(cursor, Mark::Guard);
  row.otherwise = take_word_if(cursor, "otherwise");
  if (!row.otherwise) row.guard = parse_if(cursor);
}

std::vector<StepSyntax> parse_steps(Cursor& cursor, std::string_view holds);  // the end of the header, then a block

// The first word of a row of a `block`, or the one that was meant by it; empty, and the line broken, where no word
// comes near.
std::string row_word(Cursor& cursor, std::span<const std::string> words, std::string_view block, std::string_view help);

RaidStep parse_raid(Cursor& cursor);
VoteStep parse_vote(Cursor& cursor);
bool is_move(const Cursor& cursor);  // NAME verb
bool begins_step(const Cursor& cursor);
bool begins_statement(const Cursor& cursor);
bool begins_thought(const Cursor& cursor);         // NAME `thinks` NAME
bool nearly_begins_thought(const Cursor& cursor);  // the same with a word that may be misspelt
ThoughtStatement parse_thought(Cursor& cursor);
// NAME after NAME that is nearly a verb, and the verb; empty otherwise.
std::string nearest_verb(const Cursor& cursor);

Tree parse_text(Cursor& cursor);
EventStatement parse_defined_event(Cursor& cursor);
NumberStatement parse_defined_number(Cursor& cursor);
PayoffStatement parse_payoff(Cursor& cursor);
VariantStatement parse_variant(Cursor& cursor);
// `word` is the one that the question begins with, or was meant to begin with.
QuestionStatement parse_question(Cursor& cursor, std::string_view word);

}  // namespace demarche
