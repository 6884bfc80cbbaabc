#pragma once

#include "demarche/check/say.h"

// The edits behind what the passes say. They are certain only where it is said here.
namespace demarche {

// A declaration put before the statement that holds the place, or at the end of the model where that is a question
// typed elsewhere.
std::vector<Fix> with_line_before(const Work& work, Span place, std::string_view line);

// Lines put at the end of the model; `\n` parts them.
std::vector<Fix> with_lines_at_end(const Work& work, std::string_view lines);

// A step put before the one that holds the place.
std::vector<Fix> with_step_before(const Work& work, Span place, std::string_view step);

// A line put below the one that holds the place, one level in.
std::vector<Fix> with_line_below(const Work& work, Span place, std::string_view line);

// Text put behind the line of a place, before its comment.
std::vector<Fix> with_line_end(const Work& work, Span line, std::string_view text);

// An item of a list taken out with its comma; the line of a place taken out.
std::vector<Fix> without_item(const Work& work, Span item);
std::vector<Fix> without_line(const Work& work, Span place);

// The word before a place taken out with it, as in `shots 2`.
std::vector<Fix> without_word_and(const Work& work, Span place);

// Two stretches that change places; certain where they are numbers that go from small to large.
std::vector<Fix> exchanged(const Work& work, Span first, Span second);
std::vector<Fix> in_right_order(const Work& work, Span first, Span second);

// The name as it was declared, or the declaration as the name is used: which of them is certain where only one can be
// the misspelling. For the last diagnostic, which offers the guess.
void offer_declaration(Work& work, const Name& seen, const std::string& guess, Span declared);

// Whether a number stands there as such, without a sign for percent.
bool is_bare_number(const Work& work, const Formula& formula);

// A percent sign behind a number; certain where it is a whole number from 2 to 100, which no share is.
std::vector<Fix> with_percent_sign(const Work& work, const Formula& formula);

// The same for all odds of a row; certain where they add up with it.
std::vector<Fix> with_percent_signs(const Work& work, const DrawCase& row);

}  // namespace demarche
