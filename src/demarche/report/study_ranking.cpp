#include "demarche/report/findings_json.h"
#include "demarche/report/layout.h"
#include "demarche/report/study_insights.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr std::size_t blocks_a_number = 10;  // fewer of Saltelli's blocks tell little

double weight_of(const RankedParameter& parameter) {
  const double weight = parameter.indices ? parameter.indices->total.value : parameter.pawn.most;
  return std::isnan(weight) ? -1 : weight;
}

}  // namespace

// Estimates can pass 100%, which no share does.
std::string index_text(const Index& index) {
  const auto word = [](double share) { return share_text(std::min(share, 1.0)); };
  if (!index.told_from_zero) return fmt::format("not told from 0 (up to {})", word(index.high));
  return fmt::format("{} ({} to {})", word(index.value), word(index.low), word(index.high));
}

std::string pawn_text(const Pawn& pawn) {
  if (std::isnan(pawn.most)) return "too few rows";
  return pawn.matters ? fmt::format("{:.2f}", pawn.most) : fmt::format("not told from chance ({:.2f})", pawn.most);
}

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

void sort_ranking(StudyRanking& ranking) {
  std::ranges::sort(ranking.parameters, [](const RankedParameter& a, const RankedParameter& b) {
    const double one = weight_of(a);
    const double other = weight_of(b);
    return one != other ? one > other : a.name < b.name;
  });
}

bool has_indices(const StudyRanking& ranking) {
  return !ranking.parameters.empty() && ranking.parameters.front().indices.has_value();
}

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

std::string few_blocks_warning(const StudyRanking& ranking) {
  const std::size_t num_blocks = ranking.num_independent / 2;
  const std::size_t enough = blocks_a_number * ranking.parameters.size();
  if (!has_indices(ranking) || num_blocks >= enough) return {};
  return fmt::format("These shares rest on {} only: more draws are needed to trust them, some {} ({} blocks a number).",
                     counted(num_blocks, "block"),
                     count_text(static_cast<double>(enough * (ranking.parameters.size() + 2))), blocks_a_number);
}

std::string index_key() {
  return "alone: the share of the answer's variance that would go if this number were known (first-order Sobol index), "
         "and with others: that would stay if all but it were (total index). In brackets: 95% bootstrap intervals.";
}

std::string shift_key(const StudyRanking& ranking) {
  std::string key =
      "largest shift: how far the answer's whole distribution moves, 0 to 1, when the number is held in one tenth of "
      "its draws (PAWN).";
  if (ranking.num_independent < ranking.num_rows) {
    key += fmt::format(" Measured on the {} that are drawn apart from each other.",
                       counted(ranking.num_independent, "row"));
  }
  return key;
}

std::vector<std::string> ranking_keys(const StudyRanking& ranking) {
  std::vector<std::string> keys;
  if (has_indices(ranking)) keys.push_back(index_key());
  const std::string warning = few_blocks_warning(ranking);
  if (!warning.empty()) keys.push_back(warning);
  keys.push_back(shift_key(ranking));
  for (const std::string& correlation : ranking.correlations) {
    keys.push_back(
        fmt::format("Drawn together, {}: a number shares in what those correlated with it do.", correlation));
  }
  return keys;
}

std::string always_text(const StudyRanking& ranking, const char* thing) {
  if (!ranking.always) return {};
  return fmt::format("{} is {} in all {}: it does not vary, so it depends on none of the numbers drawn.",
                     ranking.quantity,
                     ranking.unit == Unit::Share ? share_text(*ranking.always) : short_number(*ranking.always),
                     counted(ranking.num_rows, thing));
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
