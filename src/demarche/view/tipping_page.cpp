#include "demarche/view/tipping_page.h"

#include "demarche/view/data_head.h"
#include "demarche/view/tipping_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

view::Table tipping_table(const Tipping& tipping, const std::vector<const TippedParameter*>& parameters) {
  view::Table table{.columns = {{"", ""}, {"", "range"}, {"", "from low to high"}, {"", "the condition"}}, .indent = 2};
  for (const TippedParameter* one : parameters) {
    table.rows.push_back({one->parameter.name,
                          short_number(one->parameter.low) + " to " + short_number(one->parameter.high),
                          quantity_text(tipping, one->at_low) + " to " + quantity_text(tipping, one->at_high),
                          holding_text(tipping, *one)});
  }
  return table;
}

std::string tipping_title(const Tipping& tipping) { return fmt::format("When is {}?", tipping.condition); }

std::vector<view::Block> tipping_blocks(const Tipping& tipping, const std::vector<const TippedParameter*>& parameters,
                                        view::Level level) {
  const view::Words headline =
      tipping_title(tipping) +
      view::small(fmt::format(" {} at the best guesses", quantity_text(tipping, tipping.central)));
  std::vector<view::Block> blocks{{view::Heading{headline, level, false}}};
  if (!parameters.empty()) blocks.push_back({tipping_table(tipping, parameters)});
  return blocks;
}

std::string how_moved(const Tipping& tipping) {
  return fmt::format("Each number moves alone through its range, in {}: two crossings within one step are not seen.",
                     counted(static_cast<std::size_t>(tipping.num_steps), "step"));
}

view::Data crossing_data(const Tipping& tipping, const Crossing& crossing) {
  return {{"at", crossing.at},
          {"direction", crossing.upwards ? "rises" : "falls"},
          {"jump", crossing.jump},
          {"unseen", crossing.unseen},
          {"before", crossing.before + tipping.bound},
          {"after", crossing.after + tipping.bound}};
}

view::Data tipped_data(const Tipping& tipping, const TippedParameter& one) {
  view::Data data = {{"name", one.parameter.name}, {"best", one.parameter.best}, {"low", one.parameter.low},
                     {"high", one.parameter.high}, {"value_at_low", one.at_low}, {"value_at_high", one.at_high},
                     {"varies", !one.fixed},       {"no_answer_at", one.without}};
  data["crossings"] = view::Data::list();
  for (const Crossing& crossing : one.crossings) data["crossings"].push_back(crossing_data(tipping, crossing));
  return data;
}

}  // namespace

std::vector<view::Block> short_blocks(const Tipping& tipping) {
  std::vector<const TippedParameter*> tipping_it = by_weight(tipping);
  const std::size_t num_idle = std::erase_if(tipping_it, [](const auto* one) { return one->crossings.empty(); });
  std::vector<view::Block> blocks = tipping_blocks(tipping, tipping_it, view::Level::Part);
  const std::string others =
      num_idle == 0 ? ""
                    : fmt::format("{} alone never tip{} it. ", counted(num_idle, "number"), num_idle == 1 ? "s" : "");
  blocks.push_back({view::Paragraph{others + how_moved(tipping), {2, 2}}});
  return blocks;
}

view::Data tipping_data(const Tipping& tipping) {
  view::Data data = {{"condition", tipping.condition},
                     {"best_guess", tipping.central},
                     {"steps", tipping.num_steps},
                     {"parameters", view::Data::list()}};
  for (const TippedParameter& one : tipping.parameters) data["parameters"].push_back(tipped_data(tipping, one));
  return data;
}

view::Page tipping_page(const Tipping& tipping) {
  view::Page page{.title = tipping_title(tipping), .generator = generator_of(tipping.provenance)};
  std::vector<view::Block> blocks = tipping_blocks(tipping, by_weight(tipping), view::Level::Title);
  blocks.push_back({view::Gap{}});
  blocks.push_back({view::Paragraph{how_moved(tipping)}});
  page.sections.push_back({"tipping", "", std::move(blocks)});
  page.data = data_head(tipping.provenance, "tipping");
  page.data.update(tipping_data(tipping));
  return page;
}

}  // namespace demarche
