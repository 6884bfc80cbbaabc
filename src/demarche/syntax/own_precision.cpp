#include "demarche/syntax/grammar.h"

namespace demarche {

bool at_own_precision(const Cursor& cursor) {
  return at_word(cursor, "precision") && at_word(cursor, "of", 1) && at(cursor, TokenType::Name, 2);
}

Name own_precision(Span word, const Name& actor) {
  if (actor.text.empty()) return {{}, word};
  return {"precision of " + actor.text, {word.begin, actor.span.end}};
}

Name expect_parameter(Cursor& cursor, std::string_view what) {
  if (cursor.broken || !at_own_precision(cursor)) return expect_name(cursor, what);
  const Span word = take(cursor).span;
  take(cursor);
  return own_precision(word, expect_name(cursor, "an actor"));
}

}  // namespace demarche
