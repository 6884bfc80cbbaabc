#include "demarche/view/plays_page.h"

#include "demarche/view/data_head.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

std::string played_text(const PlayedRow& row, double number) {
  if (std::isnan(number)) return "-";
  return row.unit == Unit::Share ? share_text(number) : short_number(number);
}

std::string verdict_text(const std::vector<PlayedRow>& rows) {
  double largest = 0;
  for (const PlayedRow& row : rows) largest = std::isnan(row.played) ? largest : std::max(largest, std::abs(row.z));
  return fmt::format("The plays {} the exact answers: the farthest is {:.2g} standard errors away.",
                     bears_out(rows) ? "bear out" : "do not bear out", largest);
}

std::string met_text(const PlayedRow& row) {
  if (std::isnan(row.played)) return "no play met the condition";
  return fmt::format("{} in {} plays, {:.2g} standard errors away", played_text(row, row.played),
                     count_text(static_cast<double>(row.num_plays)), row.z);
}

void append_played(std::vector<view::Block>& blocks, const PlayedRow& row) {
  const std::string named = row.is_conditional ? row.quantity + ": " : "";
  blocks.push_back({view::Paragraph{row.question, {0, 4}}});
  blocks.push_back(
      {view::Paragraph{fmt::format("{}exactly {}; {}", named, played_text(row, row.exact), met_text(row)), {4, 6}}});
  blocks.push_back({view::Gap{}});
}

std::string plays_title(const PlaysReport& report) {
  return fmt::format("{} plays with seed {}", count_text(static_cast<double>(report.num_plays)),
                     report.provenance.seed.value_or(0));
}

std::vector<view::Block> plays_blocks(const PlaysReport& report) {
  std::vector<view::Block> blocks{{view::Heading{view::small(plays_title(report)), view::Level::Title, false}},
                                  {view::Gap{}}};
  for (const PlayedRow& row : *report.rows) append_played(blocks, row);
  if (!report.rows->empty()) {
    blocks.push_back({view::Paragraph{verdict_text(*report.rows)}});
    blocks.push_back({view::Gap{}});
  }
  const Provenance& from = report.provenance;
  blocks.push_back({view::Paragraph{
      fmt::format("{}, model {:.12}, demarche {}; {}", from.file, from.model_hash, from.version, from.options),
      {0, 2}}});
  return blocks;
}

view::Data played_data(const PlayedRow& row) {
  return {{"question", row.question},
          {"quantity", row.quantity},
          {"unit", row.unit == Unit::Share ? "share" : "number"},
          {"plays", row.num_plays},
          {"exact", row.exact},
          {"played", row.played},
          {"standard_error", row.standard_error},
          {"z", row.z}};
}

}  // namespace

bool bears_out(const std::vector<PlayedRow>& rows) {
  return std::ranges::all_of(
      rows, [](const PlayedRow& row) { return std::isnan(row.played) || std::abs(row.z) <= largest_z_by_chance; });
}

view::Page plays_page(const PlaysReport& report) {
  view::Page page{.title = plays_title(report), .generator = generator_of(report.provenance)};
  page.sections.push_back({"plays", "", plays_blocks(report)});
  page.data = data_head(report.provenance, "plays");
  page.data["num_plays"] = report.num_plays;
  page.data["bears_out"] = bears_out(*report.rows);
  page.data["rows"] = view::Data::list();
  for (const PlayedRow& row : *report.rows) page.data["rows"].push_back(played_data(row));
  return page;
}

std::vector<view::Data> history_columns(const Model& model) {
  std::vector<view::Data> columns{"play"};
  for (const Variable& variable : model.variables) {
    if (!variable.record) columns.emplace_back(variable.name);
  }
  return columns;
}

std::vector<view::Data> history_values(const Model& model, const Compiled& compiled, NodeId end) {
  const StateView state = state_view(compiled.story, compiled.story.state_of[end]);
  std::vector<view::Data> values;
  for (std::size_t row = 0; row < model.variables.size(); ++row) {
    const ValueIndex value = state[row];
    if (model.variables[VariableId{row}].record) continue;
    const bool arose = value != has_not_happened;
    values.push_back(arose ? view::Data(model.variables[VariableId{row}].values[value].name) : view::Data());
  }
  return values;
}

}  // namespace demarche
