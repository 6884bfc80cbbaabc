#include "demarche/check/build_as_in.h"

#include "demarche/check/fixes.h"

#include <fmt/format.h>

namespace demarche {
namespace {

const Raid::Layer* last_layer_called(const Raid& raid, const std::string& name) {
  const Raid::Layer* found = nullptr;
  for (const Raid::Layer& layer : raid.layers) {
    if (layer.name == name) found = &layer;
  }
  return found;
}

void say_no_layer_before(Work& work, const Raid& raid, const Name& name) {
  std::vector<std::string> known;
  for (const Raid::Layer& layer : raid.layers) known.push_back(layer.name);
  Guess guess = guess_of(name.text, known);
  if (!guess.name.empty()) guess.name = fmt::format("\"{}\"", guess.name);
  say(work, {Kind::E005,
             fmt::format("no layer before this one is called \"{}\"", name.text),
             {name.span, ""},
             {},
             guess.name.empty() ? "name a layer that is written before" : fmt::format("did you mean {}?", guess.name),
             fixes_by(guess, name.span)});
}

void check_nothing_of_its_own(Work& work, const Layer::Item& item, const Raid::Engagement& one) {
  for (const Formula* own : {&one.shots, &one.spread}) {
    if (own->code.empty()) continue;
    say_misuse(work,
               fmt::format("{} is engaged as in \"{}\", whose shots and spread hold here too", ticked(item.weapon.text),
                           item.as_in->text),
               own->span, "", "remove it, or give the probability in place of `as in`",
               without_word_and(work, own->span));
  }
}

}  // namespace

void take_as_in(Work& work, const Raid& raid, const Layer::Item& item, std::size_t weapon, Raid::Engagement& one) {
  check_nothing_of_its_own(work, item, one);
  if (item.as_in->text.empty()) return;
  const Raid::Layer* layer = last_layer_called(raid, item.as_in->text);
  if (layer == nullptr) {
    say_no_layer_before(work, raid, *item.as_in);
    return;
  }
  const Raid::Engagement& first = layer->by_weapon[weapon];
  if (first.stops.code.empty()) {
    say_misuse(work, fmt::format("\"{}\" does not stop {}", layer->name, ticked(item.weapon.text)), item.as_in->span,
               "", fmt::format("give the probability here: `{} 80%`", item.weapon.text),
               {possible_fix({item.weapon.span.end, item.as_in->span.end}, " 80%")});
    return;
  }
  one.stops = first.stops;
  one.shots = first.shots;
  one.spread = first.spread;
  one.draw = first.draw;
  one.as_in = layer->name;
}

}  // namespace demarche
