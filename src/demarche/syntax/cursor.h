#pragma once

#include "demarche/syntax/expected.h"
#include "demarche/syntax/token.h"
#include "demarche/syntax/tree.h"

#include <functional>
#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

// Where the parser stands. After the first mistake of a line the cursor is `broken` and waits at the end of that line,
// where everything that is still expected is missing in silence: one mistake, one message.
struct Cursor {
  const Source& source;
  std::vector<Token> tokens;
  Diagnostics diagnostics;
  std::set<std::string, std::less<>> events{};  // the names of all events of the text
  std::size_t at = 0;
  bool broken = false;
  std::size_t num_blocks = 0;      // blocks around the cursor
  std::size_t num_parens = 0;      // brackets and signs around the cursor
  std::size_t num_operations = 0;  // in the formula or condition being read
  Listener* listener = nullptr;    // where somebody types
};

// While one stands, nobody is told what the parser asks for: it looks for what should not be there.
class Unheard {
 public:
  explicit Unheard(Cursor& cursor) : cursor_(cursor), listener_(cursor.listener) { cursor.listener = nullptr; }
  ~Unheard() { cursor_.listener = listener_; }
  Unheard(const Unheard&) = delete;
  Unheard& operator=(const Unheard&) = delete;

 private:
  Cursor& cursor_;
  Listener* listener_;
};

// Words or a name may stand where the cursor does, or a few tokens ahead.
void tell(const Cursor& cursor, std::span<const std::string> words);
void tell(const Cursor& cursor, std::string_view word, std::size_t ahead = 0);
void tell_name(const Cursor& cursor, std::string_view what, std::string_view of = {});

const Token& peek(const Cursor& cursor, std::size_t ahead = 0);
std::string_view text_of(const Cursor& cursor, const Token& token);
bool at(const Cursor& cursor, TokenType type, std::size_t ahead = 0);
bool at_word(const Cursor& cursor, std::string_view word, std::size_t ahead = 0);
bool at_any_word(const Cursor& cursor, std::initializer_list<std::string_view> words, std::size_t ahead = 0);
// The same of words that should not stand there, or that are no more than looked for: nobody is told.
bool finds_word(const Cursor& cursor, std::initializer_list<std::string_view> words, std::size_t ahead = 0);
const Token& last_taken(const Cursor& cursor);
Token take(Cursor& cursor);
bool take_if(Cursor& cursor, TokenType type);
bool take_word_if(Cursor& cursor, std::string_view word);
void mark(Cursor& cursor, Mark mark);  // the token the cursor stands at

// The token in backticks, or what it is in words ("the end of the line").
std::string named(const Cursor& cursor, const Token& token);

// Reports, unless this line is broken already, and goes to the end of the line.
void fail(Cursor& cursor, Diagnostic diagnostic);
void fail_expected(Cursor& cursor, std::string_view expected, std::string help = {}, std::vector<Fix> fixes = {});
void fail_unexpected(Cursor& cursor, std::string help = {}, std::vector<Fix> fixes = {});

bool expect(Cursor& cursor, TokenType type);
bool expect_word(Cursor& cursor, std::string_view word);
Name expect_name(Cursor& cursor, std::string_view what);
Name expect_value(Cursor& cursor, std::string_view what, const Ref& of);  // a name of something's value
Name expect_string(Cursor& cursor, std::string_view what);
int expect_count(Cursor& cursor);  // a whole number up to a million
Ref expect_ref(Cursor& cursor, std::string_view what);
Ref plain_ref(const Name& name);

void begin_line(Cursor& cursor);
// Past the end of the line; whatever still stands on it is E003. Past the block below a broken line, too.
void end_line(Cursor& cursor);

// From the first token taken since `begin` (a row of tokens) to the last.
Span span_since(const Cursor& cursor, std::size_t begin);
Span first_line_since(const Cursor& cursor, std::size_t begin);  // no further than the end of the first line

// After a `:`: does an indented block follow, rather than something on the same line?
bool at_block(const Cursor& cursor);

// A block that is being read, line by line:
//   for (Block block = enter_block(cursor, "the steps of the stage"); next_row(cursor, block);) ...
// Lines that are indented further without reason are reported once and read as rows of the block.
struct Block {
  std::size_t depth = 0;  // levels of indentation to leave before the block ends
  bool whole_text = false;
};

// Ends the header line and steps into the block below; `holds` says what is expected there.
Block enter_block(Cursor& cursor, std::string_view holds);
bool next_row(Cursor& cursor, Block& block);

}  // namespace demarche
