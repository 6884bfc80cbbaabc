#include "demarche/view/answers_under_each.h"
#include "demarche/view/equilibrium_words.h"
#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/naming_words.h"
#include "demarche/view/page_parts.h"
#include "demarche/view/refinement_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

Blocks equilibria_part(const Report& report) {
  if (!report.equilibria) return {};
  view::Table table;
  table.columns = {numbers_column("number"), words_column("reached first by"), numbers_column("starts"),
                   words_column("stable"),   words_column("criteria"),         numbers_column("largest gain")};
  if (report.naming) table.columns.push_back(words_column("named"));
  for (std::size_t row = 0; row < report.game->num_actors; ++row)
    table.columns.push_back(numbers_column(actor_name(*report.game, ActorId{row})));
  for (const Equilibrium& one : report.equilibria->rows) {
    table.rows.push_back({fmt::format("{}", table.rows.size() + 1), route_text(one.found),
                          fmt::format("{}", one.found.num_starts), std::string(stable_word(one.found)),
                          std::string(refinement_word(report_on_row(report, table.rows.size()).refinement)),
                          short_number(one.certificate.max_gain)});
    if (report.naming) table.rows.back().emplace_back(is_named_row(report, table.rows.size() - 1) ? "yes" : "no");
    for (const double value : one.certificate.values) table.rows.back().emplace_back(short_number(value));
  }
  view::List sentences;
  for (const std::string& sentence : search_sentences(report)) sentences.items.push_back(view::with_code(sentence));
  for (const std::string& sentence : failing_sentences(report)) sentences.items.push_back(view::with_code(sentence));
  Blocks blocks;
  blocks.push_back({std::move(table)});
  blocks.push_back({std::move(sentences)});
  for (view::Block& block : introduced("Side by side, where they differ most:", equilibria_figures(report)))
    blocks.push_back(std::move(block));
  if (report.under_each) {
    for (view::Block& block : under_each_blocks(report)) blocks.push_back(std::move(block));
  }
  blocks.push_back(
      {view::Paragraph{fmt::format("Everything else on this page is said under equilibrium {}.", report.equilibrium)}});
  return blocks;
}

}  // namespace demarche
