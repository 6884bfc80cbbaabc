#pragma once

#include <string_view>

// What `demarche explain CODE` prints below the title, for mistakes in what names and conditions refer to.
namespace demarche::explain {

inline constexpr std::string_view e005 =
    R"(A name or a value is used that the model declares nowhere. Since a misspelt option would make a
condition silently false, every name is checked.

    US tells Israel demarche: join, restrain
    ...
    - 2 if US.demarche is restrian      # no value of `US.demarche` called `restrian`

Mend the spelling (the message offers the nearest name that exists), or declare what is missing: an
`actor`, a `parameter`, a `source`, a value of a `scale`, an option of a move.
)";

inline constexpr std::string_view e006 =
    R"(An actor has moves but no payoff, so nothing says what it wants, and no equilibrium can be found.

    actor Iran                          # and no `payoff Iran:` anywhere

Say what the actor cares about. An actor that really is indifferent says so:

    payoff Iran:
        0
)";

inline constexpr std::string_view e007 =
    R"(A condition reads a move, a draw of chance or a vote that cannot have happened yet at that point of
the story. Stages run in the order of the file, steps in the order of their stage.

    stage "First":
        US chooses help: join, stay_out if Israel.response is major     # decided later
    stage "Second":
        Israel chooses response: limited, major

Move the step below the one it depends on, or test something that has happened by then. What an
actor expects to happen needs no condition: the equilibrium takes care of it.
)";

inline constexpr std::string_view e008 =
    R"(`at least`, `at most`, `above` and `below` compare values that have an order: those of a `scale`, levels, and
options that carry numbers which do not fall. Other options are a plain list: the file's order means
nothing.

    Israel chooses response: stand_down, limited, major
    end if Israel.response is at least limited      # `Israel.response` has no order

List the values that are meant:

    end if Israel.response is limited or major

give the options numbers (`stand_down 0, limited 1, major 2`), or keep track of the notion with a
scale (`scale violence: none < limited < major`) that steps raise.
)";

inline constexpr std::string_view e009 =
    R"(The options of a move depend on something that its actor never sees. An actor who finds an option
missing would learn from that what was meant to stay hidden, and the information sets of the game
would fall apart.

    US tells Israel demarche: join, restrain
    Iran chooses reply: absorb, retaliate if US.demarche is not join    # Iran never hears the demarche

Three ways to mend it, which are three different stories:
  - Iran does learn it: put `reveal US.demarche to Iran` before the step, or write `US declares demarche: ...`;
  - Iran may retaliate in any case: drop the condition, and let a payoff make the option attractive or not;
  - the condition meant something that Iran does see: test that instead.

Who sees what: `chooses` and `declares` are seen by everyone, `tells X` by X, `secretly chooses` by
nobody else. A private trait is seen by its owner, a scale by nobody unless it is revealed.
)";

inline constexpr std::string_view e014 =
    R"(Inside `simultaneously:` nobody sees what the others do before the block ends. So no move in it can
depend on another one of the same block.

    simultaneously:
        A chooses move: escalate, quit
        B chooses move: escalate, quit if A.move is quit    # B cannot know

Drop the condition, or take the second move out of the block and put it below: then it is an answer.

Where the block stands in a `repeat`, `A.move is quit` in it is what A did in an earlier round, which B has
seen: nothing in the first round. Only `ever`, `first`, `in round 2` and numbers of such a move are kept of no
earlier moment.
)";

inline constexpr std::string_view e018 =
    R"(A condition that decides which moves exist (on a stage, a step, an option, a case) reads a
parameter. The shape of the game has to be the same at all values of the parameters: only then can a
sweep or a ranking vary a number without changing who can do what.

    stage "War" if war_cost < 5:        # does the stage exist or not?

Parameters may stand in odds, payoffs and the conditions of payoffs, and in the numbers of raids and
votes. To compare a crisis with and without a stage, write a `variant`, or let a move with the
fitting payoffs decide.
)";

inline constexpr std::string_view e021 =
    R"(Two declarations give the same name, or the same value is listed twice, so that the name would mean
two things.

    parameter war = 2
    parameter war = 3                   # which one holds?

Rename one of them or remove it. Different actors may well have moves or traits of the same name
(`A.move`, `B.move`): they are told apart by the actor before the dot.
)";

inline constexpr std::string_view e023 =
    R"(The name or the statement is known, but it cannot be used like this: a step outside of every stage,
a statement inside a stage, a move of something that is no actor, a scale used where a move is
meant, and the like.

    stage "Talks":
        US chooses offer: high, low
    Iran chooses answer: yes, no        # a step, but at the left margin

The message says what was found and what belongs there. Here the step needs its four spaces:

    stage "Talks":
        US chooses offer: high, low
        Iran chooses answer: yes, no
)";

}  // namespace demarche::explain
