#include "demarche/check/build_layers.h"
#include "demarche/check/build_as_in.h"
#include "demarche/check/fixes.h"
#include "demarche/check/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

// The weapon a layer names, by its row; a name that no salvo has is reported.
std::optional<std::size_t> find_weapon(Work& work, const Raid& raid, const Name& weapon) {
  if (weapon.text.empty() || raid.weapons.empty()) return std::nullopt;
  const auto found = std::ranges::find(raid.weapons, weapon.text);
  if (found != raid.weapons.end()) return static_cast<std::size_t>(found - raid.weapons.begin());
  const Guess guess = guess_of(weapon.text, raid.weapons);
  std::vector<std::string> known = raid.weapons;
  for (std::string& name : known) name = ticked(name);
  say(work, {Kind::E005,
             fmt::format("no salvo of this raid has a weapon called {}", ticked(weapon.text)),
             {weapon.span, ""},
             {},
             guess.name.empty() ? "the salvos have " + listed(known) : "did you mean " + ticked(guess.name) + "?",
             fixes_by(guess, weapon.span)});
  if (guess.name.empty()) return std::nullopt;
  return static_cast<std::size_t>(std::ranges::find(raid.weapons, guess.name) - raid.weapons.begin());
}

void say_number(Work& work, const Formula& formula, std::string message, std::string help) {
  say(work, {Kind::E019, std::move(message), {formula.span, ""}, {}, std::move(help)});
}

void check_shots(Work& work, const Formula& shots, const std::string& weapon) {
  check_count(work, shots, "the number of shots at each of " + weapon);
  const std::optional<double> number = best_value(work, shots);
  if (number && *number == 0) {
    say_number(work, shots, fmt::format("an engagement of {} takes no shot", weapon), "write 1, or leave `shots` out");
    if (is_bare_number(work, shots)) work.diagnostics.back().fixes = {possible_fix(shots.span, "1")};
  }
}

void check_spread(Work& work, const Formula& spread, const std::string& weapon) {
  check_finite(work, spread, fmt::format("the spread of stopping {}", weapon));
  const std::optional<double> number = best_value(work, spread);
  if (!number || (*number >= 0 && *number < 1)) return;
  say_number(work, spread, fmt::format("the spread of stopping {} is {}", weapon, number_text(*number)),
             "keep it at 0 or above and below 1: 0 is the same probability every time, near 1 all are stopped or none");
}

// E024; `magazine` is the layer's or the weapon's.
void check_salvo_fits(Work& work, const Formula& magazine, const Formula& shots, const std::string& weapon) {
  const std::optional<double> held = best_value(work, magazine);
  const double needed = best_value(work, shots).value_or(1);
  if (!held || *held < 0 || *held >= needed || needed != std::floor(needed)) return;
  say(work, {Kind::E024,
             fmt::format("a magazine of {} does not hold one salvo of {} at {}", number_text(*held),
                         needed == 1 ? "1 shot" : number_text(needed) + " shots", weapon),
             {magazine.span, ""},
             {},
             "raise the magazine, or leave the layer out"});
  if (!shots.code.empty()) work.diagnostics.back().others.push_back({shots.span, "shots at each target"});
}

Raid::Engagement build_engagement(Work& work, const Raid& raid, const Layer::Item& item, const Where& where) {
  const std::string weapon = ticked(item.weapon.text);
  Raid::Engagement one;
  if (!item.as_in) one.stops = build_story_number(work, item.stops, where);
  one.cap = build_raid_number(work, item.cap, where);
  one.magazine = build_raid_number(work, item.magazine, where);
  one.shots = build_raid_number(work, item.shots, where);
  one.spread = build_raid_number(work, item.spread, where);
  one.draw = static_cast<int>(raid.layers.size()) + 1;
  if (!item.as_in) check_share(work, one.stops, "the share of " + weapon + " stopped");
  check_count(work, one.cap, "the cap on " + weapon);
  check_count(work, one.magazine, "the magazine for " + weapon);
  check_shots(work, one.shots, weapon);
  check_spread(work, one.spread, weapon);
  check_salvo_fits(work, one.magazine, one.shots, weapon);
  return one;
}

void share_with(Work& work, Raid::Layer& layer, std::size_t row, const Name& weapon) {
  const Raid::Engagement& one = layer.by_weapon[row];
  if (one.stops.code.empty()) {
    say_misuse(work, fmt::format("the magazine serves {}, which the layer does not stop", ticked(weapon.text)),
               weapon.span, "", fmt::format("say what it does: `{} 80%`", weapon.text));
    return;
  }
  if (!one.magazine.code.empty()) {
    say_misuse(work, fmt::format("{} has a magazine of its own and shares another", ticked(weapon.text)),
               one.magazine.span, "", "keep one of them");
    work.diagnostics.back().others.push_back({weapon.span, "shared here"});
  }
  layer.served_by.push_back(row);
}

void build_shared(Work& work, const Raid& raid, const Layer& syntax, Raid::Layer& layer, const Where& where) {
  if (!syntax.shared) return;
  layer.shared_magazine = build_story_number(work, syntax.shared->shots, where);
  check_count(work, layer.shared_magazine, "the shared magazine");
  for (const Name& weapon : syntax.shared->weapons) {
    const std::optional<std::size_t> row = find_weapon(work, raid, weapon);
    if (!row) continue;
    if (std::ranges::find(layer.served_by, *row) != layer.served_by.end()) {
      say_listed_twice(work, weapon, "magazine");
      continue;
    }
    share_with(work, layer, *row, weapon);
  }
  for (std::size_t row : layer.served_by) {
    check_salvo_fits(work, layer.shared_magazine, layer.by_weapon[row].shots, ticked(raid.weapons[row]));
  }
}

bool has_layer(const Raid& raid, const std::string& name) {
  return std::ranges::find(raid.layers, name, &Raid::Layer::name) != raid.layers.end();
}

void say_no_such_layer(Work& work, const Raid& raid, const Name& name) {
  std::vector<std::string> known;
  for (const Raid::Layer& layer : raid.layers) known.push_back(layer.name);
  Guess guess = guess_of(name.text, known);
  if (!guess.name.empty()) guess.name = fmt::format("\"{}\"", guess.name);
  std::string help = guess.name.empty() ? "name one of the raid's layers" : fmt::format("did you mean {}?", guess.name);
  say(work, {Kind::E005,
             fmt::format("this raid has no layer called \"{}\"", name.text),
             {name.span, ""},
             {},
             std::move(help),
             fixes_by(guess, name.span)});
}

Raid::Regime build_regime(Work& work, const Raid& raid, const RegimeSyntax& syntax, const Where& where) {
  Raid::Regime regime{syntax.name.text, build_story_number(work, syntax.weight, where), {}, syntax.span};
  check_share(work, regime.weight, "the probability of regime " + ticked(syntax.name.text));
  for (const RegimeSyntax::Factor& factor : syntax.factors) {
    Formula formula = build_story_number(work, factor.factor, where);
    if (factor.layer.text.empty()) continue;
    if (!has_layer(raid, factor.layer.text)) {
      say_no_such_layer(work, raid, factor.layer);
      continue;
    }
    check_share(work, formula, fmt::format("what regime {} leaves of a layer", ticked(syntax.name.text)));
    regime.factors.push_back({factor.layer.text, std::move(formula)});
  }
  return regime;
}

void check_weights(Work& work, const Raid& raid) {
  double sum = 0;
  for (const Raid::Regime& regime : raid.regimes) sum += best_value(work, regime.weight).value_or(0);
  if (sum <= 1 + 1e-9) return;
  say(work, {Kind::E011,
             fmt::format("the probabilities of the regimes add up to {}", percent_text(sum)),
             {joined(raid.regimes.front().weight.span, raid.regimes.back().weight.span), ""},
             {},
             "keep them at 100% together or below: what is left disturbs nothing"});
}

}  // namespace

Formula build_raid_number(Work& work, const std::optional<Expr>& expr, const Where& where) {
  return expr ? build_story_number(work, *expr, where) : Formula{};
}

void say_listed_twice(Work& work, const Name& name, std::string_view line) {
  say(work, {Kind::E021,
             fmt::format("{} is listed twice in one `{}`", ticked(name.text), line),
             {name.span, ""},
             {},
             "remove one of them"});
}

Raid::Layer build_layer(Work& work, const Raid& raid, const Layer& syntax, const Where& where) {
  Raid::Layer layer;
  layer.name = syntax.name.text;
  layer.span = syntax.span;
  layer.looks_twice = syntax.looks_twice;
  if (syntax.owner) layer.owner = resolve_owner(work, *syntax.owner, syntax.name);
  layer.condition =
      both(build_story_condition(work, syntax.presence, where), build_story_condition(work, syntax.condition, where));
  layer.by_weapon.resize(raid.weapons.size());
  for (const Layer::Item& item : syntax.items) {
    Raid::Engagement one = build_engagement(work, raid, item, where);
    const std::optional<std::size_t> row = find_weapon(work, raid, item.weapon);
    if (!row) continue;
    if (item.as_in) take_as_in(work, raid, item, *row, one);
    if (!layer.by_weapon[*row].stops.code.empty()) say_listed_twice(work, item.weapon, "layer");
    layer.by_weapon[*row] = std::move(one);
  }
  build_shared(work, raid, syntax, layer, where);
  return layer;
}

void build_regimes(Work& work, Raid& raid, const RaidStep& syntax, const Where& where) {
  for (const RegimeSyntax& regime : syntax.regimes) raid.regimes.push_back(build_regime(work, raid, regime, where));
  for (std::size_t k = 1; k < syntax.regimes.size(); ++k) {
    for (std::size_t before = 0; before < k; ++before) {
      const Name& name = syntax.regimes[k].name;
      if (name.text.empty() || name.text != syntax.regimes[before].name.text) continue;
      say_twice(work, "regime " + ticked(name.text), name.span, syntax.regimes[before].name.span);
    }
  }
  check_weights(work, raid);
}

}  // namespace demarche
