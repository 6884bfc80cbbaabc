#pragma once

#include <string_view>

// What `demarche explain CODE` prints below the title, for mistakes in numbers, odds and cases.
namespace demarche::explain {

inline constexpr std::string_view e011 =
    R"(The probabilities of the values in one line have to add up to 100%.

    private Iran.aim: signal 70%, punish 40%        # 110%

Change one of them, or let the last value take what is left, which also stays right when a parameter
moves:

    private Iran.aim: signal 70%, punish rest
)";

inline constexpr std::string_view e012 =
    R"(The odds are given case by case, and there is a history of the game in which no case applies. The
message shows one.

    chance spiral if Iran.reply is retaliate:
        war 25%, halt rest if Israel.response is major      # and if it was limited?

Add a last line that takes everything else:

        war 10%, halt rest otherwise
)";

inline constexpr std::string_view e013 =
    R"(Every option of the move has a condition, and in some history none of them holds: the actor would be
asked to choose from nothing. The message shows one such history.

    A chooses reply: fight if B.act is attack, talk if B.act is wait     # and if B did something else?

Leave one option without a condition, or put the condition on the whole step, so that the move is
skipped:

    A chooses reply if B.act is attack or wait: fight, talk
)";

inline constexpr std::string_view e015 =
    R"(The numbers of a vote contradict each other: more yes votes are needed than there are members, or
more voters are listed than there are seats.

    vote censure: passes with 8 of 7

`passes with 5 of 7` means: seven members vote, five yes votes carry it. The actors after `voters`
are among the seven, the others are drawn with the odds after `others yes`. An actor may have more
votes than one (`voters A 5, B 3`: eight of the votes there are), and only an actor who votes can
have a veto (`passes with 5 of 7, veto A`).
)";

inline constexpr std::string_view e016 =
    R"(A parameter is a best guess and the range in which the true value lies with 90% confidence. A best
guess outside of its own range is a slip in one of the three numbers.

    parameter war_cost = 12, 2 to 8 "regional war, to each party"

Correct the guess or widen the range; the smaller number stands before `to`.

A best guess that is computed from other numbers may leave its range where `--set` or a variant changes these. That is no
error; studies then draw around the middle of the range.
)";

inline constexpr std::string_view e017 =
    R"(The levels after `impact` sort the number of weapons that get through. Together they have to cover
every number that can occur, once, in rising order.

    impact none up to 3, light up to 12         # and if 13 get through?

End with a level that has no upper bound:

    impact none up to 3, light up to 12, heavy above
)";

inline constexpr std::string_view e019 =
    R"(A number lies outside of what it can be where it is used: a probability below 0 or above 100%, a
count of weapons that is negative or no whole number, any number that is not finite (a division by
zero, the `exp` of something huge): a payoff, an end of a range, a level, a bound, what a condition
compares. The message shows the value that was computed, since the mistake may lie in a parameter of
the formula; or at which numbers of the parameters it is met, where the best guesses do not show it.

    parameter share = 80%, 60% to 120%      # 120% of the missiles cannot be stopped
    ...
    layer "Israel": ballistic share

Correct the number or the range, or keep the formula within bounds with `min(..., 100%)` and
`max(..., 0)`. A condition may ask first: `damage > 0 and 2 / damage > 1`.
)";

inline constexpr std::string_view e020 =
    R"(The game has more histories than the limit allows. Each move multiplies their number by its options,
each draw of chance by its values, each round of a `repeat` by everything inside it. The message
names what multiplies most. Histories that have very much to remember count as more.

    repeat up to 5 times as rounds:
        simultaneously:
            A chooses move: quit, escalate      # 2 x 2 in each round: x1,024
            B chooses move: quit, escalate

Fewer rounds, options or types help most; so does ending a history as soon as it is decided (`end if
...`). If the game is meant to be that large, raise the limit with --max-histories.
)";

inline constexpr std::string_view e027 =
    R"(A study draws correlated numbers together: where one is high, the others tend to be.

    parameter pride = 2, 1 to 4
    parameter face  = 1, 0.5 to 2
    correlated pride, face: 60%

The percentage is the rank correlation of any two of them. Each needs a range, since what has none is
not drawn, and stands in one group only. Two numbers may have any correlation above -100% and below
100%. Of three, not all pairs can go against each other: where two both fall as the first rises, they
move alike. So the least is -48% for three, -32% for four, and closer to 0 for more.
)";

inline constexpr std::string_view e034 =
    R"(Actors may think differently of what chance does, but not of what it can do:

    chance use: nuclear 10%, conventional rest
    US thinks use: nuclear 0%, conventional rest     # and if it is nuclear?

By Bayes' rule nothing follows from what was held impossible, so that nobody could say what US would
believe afterwards. And what the model's own odds rule out is no part of the game, so that nobody can
wait for it. Give what is next to impossible a small probability, such as 0.1%.
)";

inline constexpr std::string_view e035 =
    R"(An equilibrium may be named by what happens in it:

    equilibrium where:
        D.signal is sink  if D.stake is strong
        D.signal is quiet if D.stake is weak or middle

Several equilibria are then looked for, and the first of which all of this is true is taken. Here none
was: the diagnostic says what those that were found do instead, each number in the order in which
`demarche solve FILE --all` lists them. It may be that there is no such equilibrium at these numbers, or
that a line asks for a little more than happens; or the search has not come by it, and more `--starts`
may. No other equilibrium is taken in its place.
)";

}  // namespace demarche::explain
