#pragma once

#include "demarche/view/page.h"
#include "demarche/view/report.h"

#include <vector>

// What a report can draw, in the order of its page. Marks are numbers as they are, with the words that go with them;
// how wide a thing is and in which colour is for who draws. `scale` is what an axis spans: unit (share | number), low
// and high. Texts say how a number reads.
namespace demarche {

// lanes [name, code, actor (nothing: chance)]; rows [words, is_heading, acts, sees]: the last two lists of lanes.
std::vector<view::Figure> sight_figures(const Report& report);

// steps [title, mover, actor (its number; nothing: chance or rules), values [name, probability, text, when, arises]],
// in the order of the story; links [step, from, to, probability, text]: a value of a step, then one of the next.
std::vector<view::Figure> flow_figures(const Report& report);

// levels [name, probability, text, low, high], the highest first: the last two over the draws of a study.
std::vector<view::Figure> ladder_figures(const Report& report);

// As of a scale: what was asked, in its order.
std::vector<view::Figure> asked_figures(const Report& report);

// scale; rows [name, text, value, low, high, from, to]: the last two where only that stretch is allowed.
std::vector<view::Figure> range_figures(const Report& report);

// cases [name]; quantities [name, scale, cells [text, value, low, high, range, difference]], a cell a case.
std::vector<view::Figure> comparison_figures(const Report& report);

// along: what changes; scale; rows [at, value, text].
// Of a map, kind Heat: along, across: what changes; scale; rows [at, across_at, value, text].
std::vector<view::Figure> sweep_figures(const Report& report);

// scale; baseline; rows [name, low and high [at, value, text]].
std::vector<view::Figure> tornado_figures(const Report& report);

// rows [name, alone and with_others [value, low, high, told, text]]; and, of kind Shifts, rows [name, value, by_chance,
// matters, text].
std::vector<view::Figure> index_figures(const Report& report);
std::vector<view::Figure> shift_figures(const Report& report);

// rows [name, words, low, high, best, low_text, high_text, best_text, held [from, to], points]: stretches of a number's
// range, and values in it. Of kind Crossings those of a condition, of kind Box the sides of a box.
std::vector<view::Figure> tipping_figures(const Report& report);
std::vector<view::Figure> box_figures(const Report& report);

// boxes [coverage, density, sides, text] in their order, and one that is named.
std::vector<view::Figure> peeling_figures(const Report& report);

// values [name]; bars [name, beliefs [value, text], is_rare]: a belief a value.
std::vector<view::Figure> belief_figures(const Report& report);

// The same of what actors think where they choose, the `most` that teach them most; and of several equilibria.
std::vector<view::Figure> held_figures(const Report& report, std::size_t most);
std::vector<view::Figure> equilibria_figures(const Report& report);

// rows [title, sets]; sets [name, actor, reach, reached, is_rare, gain, choices [name, probability, text], believed];
// links [from, choice, to, probability, text]: sets by their place. The sets reached most often.
inline constexpr std::size_t most_sets_folded = 500;
std::vector<view::Figure> fold_figures(const Report& report, std::size_t most_sets);

// scale; rows [name, from, to, text, is_total]: what adds up, and what it comes to; of an answer's decisions all from
// 0. What would turn a choice is of kind Crossings.
std::vector<view::Figure> reason_figures(const Report& report);

// quantity: share | gain; series [name]; points [precision, series, value].
std::vector<view::Figure> path_figures(const Report& report);

}  // namespace demarche
