#pragma once

#include <string_view>

// What `demarche explain CODE` prints below the title, for mistakes in how a text is written: what the code means, why
// it matters, a small example, the mend.
namespace demarche::explain {

inline constexpr std::string_view e001 =
    R"(A model is written in letters of any language, digits, `_` and a few signs: : , . = + - * / ( ) < > % "
and #. Any other character has no meaning outside quotes and comments. The usual culprits are curly
quotes, long dashes and non-breaking spaces that a word processor put there, and signs in a name.

    actor E.ON™                         # ™ is no letter, and the point stands between names

Write the name in letters and the full spelling as its long name; between quotes everything is
allowed that can be seen:

    actor EON "E.ON™"

Characters that nobody sees and that make a line read otherwise than it stands (marks that turn the
direction of the text, control characters) are refused in quotes and comments, too.
)";

inline constexpr std::string_view e002 =
    R"(The sentence was understood up to the marked place, where one thing had to follow and something else
was found. Most often a `:` is missing at the end of a line that begins a block, or the block below
it is not indented.

    stage "Talks"                       # expected `:`, found the end of the line
        US chooses offer: high, low

The message names what was expected. Type it at the mark:

    stage "Talks":
        US chooses offer: high, low
)";

inline constexpr std::string_view e003 =
    R"(The sentence was complete, and then more followed; or a line is indented without standing below one
that ends in `:`. Each line says one thing, so that a reader can check it against the prose of a
paper.

    end if Iran.raid is hold, surprise  # did not expect `,` here

Remove the surplus, or join it with the word that fits (`or` between values, `and` between
conditions):

    end if Iran.raid is hold or surprise
)";

inline constexpr std::string_view e004 =
    R"(Every line begins with a word that says what it is: a statement at the left margin (`actor`,
`stage`, `payoff`, `ask`, ...), a step inside a stage (`US chooses ...`, `chance ...`, `end ...`),
or a row inside a raid or a vote. This line begins with none of them. Often it is a slip of the
finger, and then the message offers the nearest word.

    payof Iran:                         # did you mean `payoff`?
        - 3 if Iran.raid is hold

Mend the spelling. The statements are crisis, source, actor, parameter, precision, scale, private,
stage, payoff, variant, ask, compare, sweep, rank, check and why.
)";

inline constexpr std::string_view e010 =
    R"(Indentation shows which steps belong to which stage. A tab is as wide as each editor likes, so that
two readers of one file could see two different structures; therefore only spaces count.

Replace tabs by four spaces for each level. `demarche format --write FILE` does it for the whole
file, and most editors can insert spaces when the tab key is pressed.
)";

inline constexpr std::string_view e022 =
    R"(The language has limits that no model written by people comes near: a text of 4 million characters,
64 levels of indentation, 32 blocks inside each other, 100 brackets inside each other, 1000
operations in one line, 100 reported mistakes, as many values of one name as the message says, and
100,000 levels of all private traits and unknowns together.
They exist so that opening somebody else's file can never hang your machine.

Split the long formula into several terms of the payoff, or the long list into a scale with fewer
values. If the file is not a model at all, the limit on mistakes says so early.
)";

}  // namespace demarche::explain
