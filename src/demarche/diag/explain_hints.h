#pragma once

#include <string_view>

// What `demarche explain CODE` prints below the title, for .efg files, warnings, notes and remarks.
namespace demarche::explain {

inline constexpr std::string_view e101 =
    R"(The file is in a format of Gambit, extensive (.efg) or strategic (.nfg), and at the marked place it
does not hold what the format has there. In an .efg file nodes are listed in the order of a walk through
the tree, each on one line:

    EFG 2 R "Title" { "Player 1" "Player 2" }
    p "" 1 1 "" { "bet" "check" } 0             # player 1, information set 1, two moves, no outcome
    t "" 1 "" { 1 -1 }                          # a terminal node with the payoffs of both players
    t "" 2 "" { 0 0 }

In the strategic form (.nfg) the strategies come first, then payoffs for every profile of strategies,
the first player's strategy changing fastest:

    NFG 1 R "Title" { "Player 1" "Player 2" } { 2 2 }
    1 -1  -1 1  -1 1  1 -1

Export the file again from the program that made it, or mend the line by hand: the message says what
was expected.
)";

inline constexpr std::string_view e102 =
    R"(The .efg or .nfg file can be read, but two places in it contradict each other: one information set with two
owners or different moves, one outcome with two sets of payoffs, a chance node whose probabilities
do not sum to 1, an information set in which a player has forgotten what it knew or did before, or
more profiles of strategies than there is text for.

    p "" 1 1 "" { "bet" "check" } 0
    ...
    p "" 2 1 "" { "bet" "check" } 0             # fine: each player numbers its own sets
    p "" 1 1 "" { "fold" "call" } 0             # set 1 of player 1 had other moves above

The second mark shows the other end of the conflict. Give the later node a number of its own, or
make both agree. Games in which players forget are not solved here: behaviour and beliefs at such
sets are not well defined step by step.
)";

inline constexpr std::string_view e103 =
    R"(`demarche certify` reads a strategy as the JSON that `demarche solve --json` prints, as a JSON object
from information sets to moves and probabilities, or as a line `NE,...` that Gambit prints. The file is
none of these, or breaks off being one at the place shown.

    {"Attacker": {"wait": 0.25, "attack": .75}}     # JSON wants a digit before the point

Mend the place. Probabilities are numbers from 0 to 1 without quotes.
)";

inline constexpr std::string_view e104 =
    R"(The strategy can be read and belongs to another game, or leaves something open: it names an
information set or a move that the game does not have, says nothing of one that it has, or gives
probabilities that do not add up to 1 at an information set.

    {"Attacker": {"wait": 0.25, "atack": 0.75}}     # the move is called `attack`

`demarche solve FILE --json` prints all information sets and moves by name. A strategy has a move for
every information set, those that play never reaches included: what would happen there is what keeps
play away from them.
)";

inline constexpr std::string_view w101 =
    R"(A parameter is declared with its value and perhaps its source, but no odds, payoff, raid or vote
reads it. Changing it would change nothing.

    parameter rift = 3, 1 to 5 "cost to Israel of striking without its patron"

Either a term of a payoff was forgotten (`- rift if US.help is stay_out`), or the parameter can go. The
same goes for an `event` or a `number` whose name stands nowhere else.
)";

inline constexpr std::string_view w102 =
    R"(No condition and no payoff ever reads this move: saying one thing or the other costs nothing and
changes nothing by itself. It may still matter as a message, as far as others believe it; in game
theory that is cheap talk.

    US declares statement: ironclad, de_escalate        # and nothing reads `US.statement`

That is fine if it is what you mean. If words bind, say what breaking them costs:

    - 1 if US.statement is ironclad and US.help is stay_out
)";

inline constexpr std::string_view w103 =
    R"(`X is not a` means: it is not so that X was made and equals a. So it is also true where X never
happened.

    stage "Reply" if Israel.response is not stand_down:
        Iran chooses reply: absorb, retaliate
    ...
    + 1 if Iran.reply is not retaliate          # also in histories without any reply

If only histories with a reply are meant, name the values: `if Iran.reply is absorb`. If the others
are meant too, all is well. The number of a move that never happened is 0, and `A.offer < 0.5` holds
there, too: `A.offer < 0.5 and A.offer is at least level1` does not.
)";

inline constexpr std::string_view w104 =
    R"(No history of the game comes to this stage or step: its condition never holds there, or everything
before it ends the story.

    end if Iran.raid is hold or telegraphed or surprise     # always
    ...
    stage "After a strike":                                 # never reached

Check the condition of the stage and every `end` above it. What has odds of 0 whatever the numbers
are leads nowhere, either: a draw of `0%`, the other result of a vote that its voters decide.
)";

inline constexpr std::string_view w105 =
    R"(A private trait is what an actor knows about itself and others can only guess. This one enters
neither a payoff nor an option of its actor, so that its types behave alike, and nobody can learn
anything about it.

    private Israel.cabinet: hawkish 45%, cautious rest      # and no payoff reads it

Let the trait change what the actor wants (`- audience if Israel.cabinet is hawkish and ...`) or may
do, or drop it.
)";

inline constexpr std::string_view w106 =
    R"(The file holds nothing but comments, blank lines and perhaps a title: there is nobody in it and
nothing happens.

    # actor Iran            # all lines begin with `#`

`demarche new FILE` writes a small model into a new file, `demarche new FILE --example april2024` a copy
of an example. The smallest model has an actor, a stage in which it chooses, and what the choice is worth
to it:

    actor Iran
    stage "Reply":
        Iran chooses reply: absorb, retaliate
    payoff Iran:
        1 if Iran.reply is absorb
)";

inline constexpr std::string_view w107 =
    R"(Steps are taken one after the other, and each condition reads the scale as the lines above it have left
it. Here a line sets the level that the next one waits for, under the same circumstances: what was
meant to go one level up goes on to the end of the scale.

    rung becomes r1 if rung is r0 and Red.step is up
    rung becomes r2 if rung is r1 and Red.step is up    # r1 since the line above: on to r2 at once

Write the lines from the last level to the first, so that no line sees what the one above it did:

    rung becomes r2 if rung is r1 and Red.step is up
    rung becomes r1 if rung is r0 and Red.step is up

or one line that says it all:

    rung rises by 1 if Red.step is up
)";

inline constexpr std::string_view w108 =
    R"(An actor chooses, and nothing that it is paid for depends on the choice: no term of its payoff reads the
move or what follows from it by the rules, and nobody has a reason to answer it. All options are then worth
the same to the actor wherever it moves, and each is as likely in the answers.

    vote censure: passes with 2 of 3
        voters UK
        others yes 50%
    payoff UK:
        1 if Iran.reply is absorb      # Iran's reply does not hang on the vote

Say what the actor gets from it, or from what follows:

    payoff UK:
        1 if Iran.reply is absorb
        - isolation if censure is failed and UK.censure is yes

Reasons to answer are looked for in the text alone, not in the numbers: a choice may still make no difference
because two numbers are equal.
)";

inline constexpr std::string_view w109 =
    R"(Two names of the model are written with different letters that look the same: the Latin A and the Greek
Alpha, the Cyrillic er and the Latin p. They are two names, and a reader cannot tell which is meant.

    actor Аlpha      # begins with the Cyrillic letter that looks like an A
    actor Alpha

Write both with the same letters if one thing is meant, and give one of them another name if not. What
looks alike follows Unicode's list (UTS #39). Names in plain letters alone are not compared.
)";

inline constexpr std::string_view w110 =
    R"(Letters of several alphabets stand in one name, of which some are easily taken for each other. Mostly one
letter was typed on another keyboard, and the same name in plain letters is a different one.

    actor Mosкow      # the Cyrillic letter that looks like a k, among Latin ones

Write the name in the letters of one alphabet. Japanese, Chinese and Korean names may hold those of all their
scripts, and Latin letters, digits and `_` besides.
)";

inline constexpr std::string_view n201 =
    R"(Some parameters have a range, so their values are not certain, but no source says where the numbers
come from. The answers can be computed all the same; a reader will ask.

    parameter word = 1, 0 to 2 "cost to the patron of breaking a public pledge"

Name the source and cite it in the file. A judgement of your own is a source, too:

    source guess: "Modeller's judgement: replace before use"
    parameter word = 1, 0 to 2 "cost to the patron of breaking a public pledge" from guess
)";

inline constexpr std::string_view r301 =
    R"(The question is about a situation that does not happen in equilibrium: the event after `given` has
probability zero. What would follow there rests on what the actors would believe after such a
surprise, and the rules of probability alone do not fix that. The answer shown is the limit along
the path of ever more precise choices, which is one reasonable way to fill the gap, not the only
one.

    ask P(escalation is war) given Iran.raid is hold        # and Iran never holds

To ask what would happen if the actor were made to do it, with everyone else's behaviour and beliefs
as they are, use `forcing`; to change the rules, write a `variant`.
)";

inline constexpr std::string_view r302 =
    R"(Where it is reached an actor is paid exactly the same for several options, and the answer depends on which of
them it takes. Logit play then takes each as often, at every precision: that is a convention and no
result, and another equilibrium may have it choose otherwise.

    Iran chooses reply: absorb, retaliate
    payoff Iran:
        - 1 if Iran.reply is retaliate
        1 if Iran.reply is retaliate and Iran.aim is punish     # 0 either way for who means to punish

Ask what the actor would rather do if all else were the same, and say so with a small payoff; or give the
number a range, so that a study shows both sides of the tie. What is undecided because others keep an actor
in doubt, as in a mixed equilibrium, is no tie and is not remarked.
)";

}  // namespace demarche::explain
