#include "demarche/syntax/grammar.h"

namespace demarche {

EventStatement parse_defined_event(Cursor& cursor) {
  EventStatement event;
  event.name = expect_name(cursor, "a name for the event");
  expect(cursor, TokenType::Colon);
  mark(cursor, Mark::AfterColon);
  event.condition = parse_condition(cursor);
  end_line(cursor);
  return event;
}

NumberStatement parse_defined_number(Cursor& cursor) {
  NumberStatement number;
  number.name = expect_name(cursor, "a name for the number");
  mark(cursor, Mark::Equals);
  expect(cursor, TokenType::Equals);
  number.number = parse_expression(cursor);
  end_line(cursor);
  return number;
}

}  // namespace demarche
