#include "demarche/view/runs_data.h"

namespace demarche {
namespace {

view::Data side_data(const RunSide& side) {
  return {{"name", side.name}, {"model_hash", side.model_hash}, {"options", side.options}, {"rules", side.rules}};
}

view::Data range_data(const std::optional<RangeOfDraws>& draws) {
  return draws ? view::Data{{"low", draws->low}, {"high", draws->high}} : view::Data();
}

view::Data pair_data(const PairedNumber& pair) {
  view::Data data = {{"question", pair.first.key.question},
                     {"label", pair.first.label},
                     {"quantity", pair.first.key.quantity},
                     {"unit", pair.first.unit == Unit::Share ? "share" : "number"},
                     {"first", pair.first.value},
                     {"second", pair.second.value},
                     {"difference", pair.by},
                     {"known_to", pair.first.known_to + pair.second.known_to},
                     {"moved", word_of(pair.movement)}};
  data["first_draws"] = range_data(pair.first.draws);
  data["second_draws"] = range_data(pair.second.draws);
  data["over_draws"] = view::Data();
  if (pair.over_draws) data["over_draws"] = {{"low", pair.over_draws->low}, {"high", pair.over_draws->high}};
  return data;
}

view::Data lone_data(const std::vector<RunNumber>& numbers) {
  view::Data list = view::Data::list();
  for (const RunNumber& number : numbers)
    list.push_back({{"question", number.key.question}, {"label", number.label}, {"value", number.value}});
  return list;
}

view::Data actor_data(const ActorChange& change) {
  view::Data data = {{"actor", change.actor}, {"infosets", change.num_sets}, {"changes", view::Data::list()}};
  for (const PairedChoice& choice : change.changes) {
    data["changes"].push_back({{"label", choice.place},
                               {"action", choice.move},
                               {"first", choice.first},
                               {"second", choice.second},
                               {"reach", choice.reach}});
  }
  return data;
}

view::Data actors_data(const RunComparison& comparison) {
  if (!comparison.actors) return {};
  view::Data data = {{"only_first", comparison.sets_only_first},
                     {"only_second", comparison.sets_only_second},
                     {"actors", view::Data::list()}};
  for (const ActorChange& change : *comparison.actors) data["actors"].push_back(actor_data(change));
  return data;
}

}  // namespace

std::string_view word_of(Movement movement) {
  switch (movement) {
    case Movement::None:
      return "none";
    case Movement::WithinRanges:
      return "within_ranges";
    case Movement::Beyond:
      return "beyond";
  }
  return "";
}

view::Data runs_data(const RunSide& first, const RunSide& second, const RunComparison& comparison,
                     const std::string& version) {
  view::Data data = {{"schema", 1}, {"kind", "comparison"}, {"version", version}};
  data["first"] = side_data(first);
  data["second"] = side_data(second);
  data["same_model"] = first.model_hash == second.model_hash;
  data["same_options"] = first.options == second.options && first.rules == second.rules;
  data["answers"] = view::Data::list();
  for (const PairedNumber& pair : comparison.numbers) data["answers"].push_back(pair_data(pair));
  data["only_first"] = lone_data(comparison.only_first);
  data["only_second"] = lone_data(comparison.only_second);
  data["strategies"] = actors_data(comparison);
  data["text_diff"] = comparison.text_diff;
  return data;
}

}  // namespace demarche
