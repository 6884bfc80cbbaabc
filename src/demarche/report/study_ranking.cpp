#include "demarche/report/findings_json.h"
#include "demarche/report/layout.h"
#include "demarche/report/study_insights.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

Json json_of(const Index& index) {
  return {{"value", index.value}, {"low", index.low}, {"high", index.high}, {"told_from_zero", index.told_from_zero}};
}

Json json_of(const RankedParameter& parameter) {
  Json page = {{"name", parameter.name}};
  if (parameter.indices) {
    page["first"] = json_of(parameter.indices->first);
    page["total"] = json_of(parameter.indices->total);
  }
  const Pawn& pawn = parameter.pawn;
  page["pawn"] = {
      {"most", pawn.most}, {"median", pawn.median}, {"by_chance", pawn.by_chance}, {"matters", pawn.matters}};
  return page;
}

}  // namespace

std::string ranking_table_as_text(const StudyRanking& ranking, const TerminalOptions& options, std::size_t indent) {
  using enum Align;
  TextTable table{{Left, Left}, {"", "largest shift"}, {}};
  if (has_indices(ranking)) table = {{Left, Left, Left, Left}, {"", "alone", "with others", "largest shift"}, {}};
  for (const RankedParameter& parameter : ranking.parameters) {
    std::vector<std::string> row{parameter.name};
    if (has_indices(ranking)) {
      row.push_back(parameter.indices ? index_text(parameter.indices->first) : "");
      row.push_back(parameter.indices ? index_text(parameter.indices->total) : "");
    }
    row.push_back(pawn_text(parameter.pawn));
    table.rows.push_back(std::move(row));
  }
  return text_of(table, options.width, indent);
}

std::string ranking_as_text(const StudyRanking& ranking, const TerminalOptions& options) {
  if (ranking.always) return wrapped(always_text(ranking, "row"), options.width, {0, 0});
  std::string text =
      strong(fmt::format("What {} depends on, over {}", ranking.quantity, counted(ranking.num_rows, "row")), options) +
      "\n" + ranking_table_as_text(ranking, options, 2) + "\n";
  for (const std::string& key : ranking_keys(ranking)) text += wrapped(key, options.width, {0, 0});
  return text;
}

void add_body(Json& page, const StudyRanking& ranking) {
  if (!ranking.question.empty()) page["question"] = ranking.question;
  page["quantity"] = ranking.quantity;
  page["rows"] = ranking.num_rows;
  page["independent_rows"] = ranking.num_independent;
  page["varies"] = !ranking.always.has_value();
  page["correlations"] = ranking.correlations;
  page["parameters"] = Json::array();
  for (const RankedParameter& parameter : ranking.parameters) page["parameters"].push_back(json_of(parameter));
}

std::string ranking_as_json(const StudyRanking& ranking) {
  Json page = json_page(ranking.provenance, "study ranking");
  add_body(page, ranking);
  return text_of(page);
}

}  // namespace demarche
