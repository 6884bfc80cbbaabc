#include "demarche/view/ranking_page.h"

#include "demarche/view/data_head.h"
#include "demarche/view/ranking_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

view::Table ranking_table(const StudyRanking& ranking, std::size_t indent) {
  view::Table table{.columns = {{"", ""}}, .indent = indent};
  if (has_indices(ranking)) table.columns.insert(table.columns.end(), {{"", "alone"}, {"", "with others"}});
  table.columns.push_back({"", "largest shift"});
  for (const RankedParameter& parameter : ranking.parameters) {
    std::vector<view::Cell>& row = table.rows.emplace_back();
    row.emplace_back(parameter.name);
    if (has_indices(ranking)) {
      row.emplace_back(parameter.indices ? index_text(parameter.indices->first) : "");
      row.emplace_back(parameter.indices ? index_text(parameter.indices->total) : "");
    }
    row.emplace_back(pawn_text(parameter.pawn));
  }
  return table;
}

view::Data index_data(const Index& index) {
  return {{"value", index.value}, {"low", index.low}, {"high", index.high}, {"told_from_zero", index.told_from_zero}};
}

view::Data ranked_data(const RankedParameter& parameter) {
  view::Data data = {{"name", parameter.name}};
  if (parameter.indices) {
    data["first"] = index_data(parameter.indices->first);
    data["total"] = index_data(parameter.indices->total);
  }
  const Pawn& pawn = parameter.pawn;
  data["pawn"] = {
      {"most", pawn.most}, {"median", pawn.median}, {"by_chance", pawn.by_chance}, {"matters", pawn.matters}};
  return data;
}

std::string ranking_title(const StudyRanking& ranking) {
  return fmt::format("What {} depends on, over {}", ranking.quantity, counted(ranking.num_rows, "row"));
}

std::vector<view::Block> blocks_alone(const StudyRanking& ranking) {
  if (ranking.always) return {{view::Paragraph{always_text(ranking, "row")}}};
  std::vector<view::Block> blocks{
      {view::Heading{ranking_title(ranking), view::Level::Title, false}}, {ranking_table(ranking, 2)}, {view::Gap{}}};
  for (const std::string& key : ranking_keys(ranking)) blocks.push_back({view::Paragraph{key}});
  return blocks;
}

}  // namespace

std::vector<view::Block> ranking_blocks(const StudyRanking& ranking, std::size_t indent) {
  const auto sentence = [&](const std::string& text) {
    return view::Block{view::Paragraph{text, {indent, indent + 2}}};
  };
  if (ranking.always) return {sentence(always_text(ranking, "draw"))};
  std::vector<view::Block> blocks{
      sentence(fmt::format("all numbers together, over {}:", counted(ranking.num_rows, "draw"))),
      {ranking_table(ranking, indent)}};
  for (const std::string& key : ranking_keys(ranking)) blocks.push_back(sentence(key));
  return blocks;
}

view::Data ranking_data(const StudyRanking& ranking) {
  view::Data data = view::Data::record();
  if (!ranking.question.empty()) data["question"] = ranking.question;
  data["quantity"] = ranking.quantity;
  data["rows"] = ranking.num_rows;
  data["independent_rows"] = ranking.num_independent;
  if (ranking.num_without_number > 0) data["rows_without_number"] = ranking.num_without_number;
  data["varies"] = !ranking.always.has_value();
  data["correlations"] = ranking.correlations;
  data["parameters"] = view::Data::list();
  for (const RankedParameter& parameter : ranking.parameters) data["parameters"].push_back(ranked_data(parameter));
  return data;
}

view::Page ranking_page(const StudyRanking& ranking) {
  view::Page page{.title = ranking_title(ranking), .generator = generator_of(ranking.provenance)};
  page.sections.push_back({"ranking", "", blocks_alone(ranking)});
  page.data = data_head(ranking.provenance, "study ranking");
  page.data.update(ranking_data(ranking));
  return page;
}

}  // namespace demarche
