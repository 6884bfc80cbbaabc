#include "demarche/check/build_layers.h"
#include "demarche/check/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

std::size_t weapon_row(Raid& raid, const std::string& name) {
  const auto row = static_cast<std::size_t>(std::ranges::find(raid.weapons, name) - raid.weapons.begin());
  if (row == raid.weapons.size()) raid.weapons.push_back(name);
  return row;
}

Raid::Salvo build_salvo(Work& work, Raid& raid, const Salvo& syntax, const Where& where) {
  Raid::Salvo salvo;
  salvo.span = syntax.span;
  salvo.condition = build_story_condition(work, syntax.condition, where);
  for (const Salvo::Item& item : syntax.items) {
    Formula count = build_story_number(work, item.count, where);
    Formula arrive = build_raid_number(work, item.arrive, where);
    if (item.weapon.text.empty()) continue;
    const std::size_t row = weapon_row(raid, item.weapon.text);
    if (salvo.counts.size() <= row) salvo.counts.resize(row + 1);
    if (salvo.arrive.size() <= row) salvo.arrive.resize(row + 1);
    if (!salvo.counts[row].code.empty()) say_listed_twice(work, item.weapon, "salvo");
    check_count(work, count, "the number of " + ticked(item.weapon.text));
    check_share(work, arrive, "the share of " + ticked(item.weapon.text) + " that arrives");
    salvo.counts[row] = std::move(count);
    salvo.arrive[row] = std::move(arrive);
  }
  return salvo;
}

// All names of weapons in a raid's salvos and layers.
std::vector<std::string> weapon_names(const Raid& raid, const RaidStep& syntax) {
  std::vector<std::string> names = raid.weapons;
  for (const Layer& layer : syntax.layers) {
    for (const Layer::Item& stop : layer.items) names.push_back(stop.weapon.text);
  }
  return names;
}

// A weapon named once in the whole text and all but another of the raid is a misspelling.
void check_near_miss(Work& work, const Name& weapon, std::vector<std::string> others) {
  if (weapon.text.empty() || work.words[weapon.text] > 1) return;
  std::erase(others, weapon.text);
  const Guess guess = guess_of(weapon.text, others);
  if (guess.name.empty() || work.words[guess.name] < 2) return;
  say(work, {Kind::E005,
             fmt::format("no layer and no other salvo has a weapon called {}", ticked(weapon.text)),
             {weapon.span, ""},
             {},
             "did you mean " + ticked(guess.name) + "?",
             fixes_by(guess, weapon.span)});
}

void check_near_misses(Work& work, const Raid& raid, const RaidStep& syntax) {
  const std::vector<std::string> names = weapon_names(raid, syntax);
  for (const Salvo& salvo : syntax.salvos) {
    for (const Salvo::Item& item : salvo.items) check_near_miss(work, item.weapon, names);
  }
}

// Bounds must rise, and the last level must take all the rest.
void check_levels(Work& work, const Raid& raid, const Impact& impact) {
  std::optional<double> before;
  for (std::size_t k = 0; k < raid.levels.size(); ++k) {
    const Raid::Level& level = raid.levels[k];
    const bool last = k + 1 == raid.levels.size();
    if (!level.up_to && !last) {
      say(work, {Kind::E017,
                 "only the last level of `impact` can end in `above`",
                 {level.span, ""},
                 {{raid.levels.back().span, "comes after it"}},
                 "write `up to` and a number, or put it last"});
      return;
    }
    if (!level.up_to) return;
    const std::optional<double> bound = best_value(work, *level.up_to);
    if (!bound) return;
    check_count(work, *level.up_to, fmt::format("the bound of {}", ticked(one_line(work.source, level.span))));
    if (before && *bound <= *before) {
      say(work, {Kind::E017,
                 fmt::format("no number of leakers is above {} and up to {}", *before, *bound),
                 {level.up_to->span, ""},
                 {{raid.levels[k - 1].up_to->span, "the bound before"}},
                 "let the bounds rise from level to level"});
      return;
    }
    before = bound;
  }
  if (!before) return;
  const std::string last = one_line(work.source, raid.levels.back().span);
  say(work, {Kind::E017,
             fmt::format("`impact` leaves {} or more leakers without a level; end with `{} above`",
                         std::floor(*before) + 1, last),
             {joined(raid.levels.back().span, raid.levels.back().up_to->span), ""},
             {{impact.span, ""}},
             "",
             {certain_fix({raid.levels.back().span.end, raid.levels.back().up_to->span.end}, " above")}});
  if (work.diagnostics.back().others.back().span == work.diagnostics.back().primary.span) {
    work.diagnostics.back().others.clear();
  }
}

void build_impact(Work& work, Raid& raid, const Impact& impact, const Where& where) {
  bool whole = true;
  for (const Impact::Level& syntax : impact.levels) {
    std::optional<Formula> up_to;
    if (syntax.up_to) up_to = build_story_number(work, *syntax.up_to, where);
    if (syntax.up_to && syntax.up_to->op == Expr::Op::Missing) whole = false;
    const std::optional<ValueIndex> value = resolve_value(work, raid.variable, syntax.value);
    if (!value) {
      whole = false;
      continue;
    }
    const auto same = std::ranges::find(raid.levels, *value, &Raid::Level::value);
    if (same != raid.levels.end()) {
      say(work, {Kind::E021,
                 fmt::format("level {} is listed twice", ticked(syntax.value.text)),
                 {syntax.value.span, ""},
                 {{same->span, "first here"}},
                 "give each level one range of leakers"});
      whole = false;
    }
    raid.levels.push_back({*value, std::move(up_to), syntax.value.span});
  }
  if (whole && !raid.levels.empty()) check_levels(work, raid, impact);
}

void check_impacts(Work& work, const RaidStep& syntax) {
  if (syntax.impacts.empty()) {
    say(work, {Kind::E017,
               fmt::format("raid {} has no `impact` line", ticked(syntax.name.text)),
               {syntax.name.span, ""},
               {},
               "say which level each number of leakers means: `impact none up to 3, heavy above`"});
  }
  for (std::size_t k = 1; k < syntax.impacts.size(); ++k) {
    say(work, {Kind::E021,
               fmt::format("raid {} has two `impact` lines", ticked(syntax.name.text)),
               {syntax.impacts[k].span, "again here"},
               {{syntax.impacts[0].span, "first here"}},
               "remove one of them"});
  }
}

}  // namespace

Raid build_raid(Work& work, VariableId scale, const RaidStep& syntax, const Where& where) {
  Raid raid;
  raid.variable = scale;
  raid.seen_by = everyone(work);
  for (const Salvo& salvo : syntax.salvos) raid.salvos.push_back(build_salvo(work, raid, salvo, where));
  check_near_misses(work, raid, syntax);
  for (Raid::Salvo& salvo : raid.salvos) {
    salvo.counts.resize(raid.weapons.size());
    salvo.arrive.resize(raid.weapons.size());
  }
  for (const Layer& layer : syntax.layers) raid.layers.push_back(build_layer(work, raid, layer, where));
  build_regimes(work, raid, syntax, where);
  if (!syntax.impacts.empty()) build_impact(work, raid, syntax.impacts.front(), where);
  check_impacts(work, syntax);
  if (syntax.salvos.empty()) {
    say_misuse(work, fmt::format("raid {} launches nothing", ticked(syntax.name.text)), syntax.name.span, "",
               "add a line such as `salvo 100 drones`");
  }
  return raid;
}

}  // namespace demarche
