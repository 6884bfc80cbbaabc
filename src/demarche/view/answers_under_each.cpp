#include "demarche/view/answers_under_each.h"

#include "demarche/view/answer_kinds.h"
#include "demarche/view/equilibria.h"
#include "demarche/view/equilibrium_words.h"
#include "demarche/view/frame.h"
#include "demarche/view/infoset_sections.h"
#include "demarche/view/refinement_words.h"
#include "demarche/view/way_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace demarche {
namespace {

constexpr std::size_t most_side_by_side = 6;

// A number of an answer, wherever it stands there: rankings are in another order under another equilibrium.
struct RowThere {
  const Answer* answer = nullptr;
  std::size_t row = 0;
};

std::optional<RowThere> same_row(const Answered& under, const Answer& answer, std::size_t row) {
  const auto found = std::ranges::find(under.answers, answer.question, &Answer::question);
  if (found == under.answers.end()) return std::nullopt;
  const AnswerRow& wanted = answer.rows[row];
  const auto is_wanted = [&](const AnswerRow& one) {
    return one.label == wanted.label && one.quantity == wanted.quantity;
  };
  if (row < found->rows.size() && is_wanted(found->rows[row])) return RowThere{&*found, row};
  const auto at = std::ranges::find_if(found->rows, is_wanted);
  if (at == found->rows.end()) return std::nullopt;
  return RowThere{&*found, static_cast<std::size_t>(at - found->rows.begin())};
}

std::vector<std::optional<RowThere>> rows_there(const Report& report, const Answer& answer, std::size_t row) {
  std::vector<std::optional<RowThere>> all_there;
  for (const Answered& under : *report.under_each) all_there.push_back(same_row(under, answer, row));
  return all_there;
}

double number_there(const std::optional<RowThere>& there) {
  return there ? there->answer->rows[there->row].value : std::numeric_limits<double>::quiet_NaN();
}

std::string text_there(const std::optional<RowThere>& there) {
  if (!there) return "-";
  const AnswerRow& row = there->answer->rows[there->row];
  return face_of(*there->answer).value_of_row(*there->answer, there->row) + (row.off_path ? "*" : "");
}

// Which of the equilibria stand in one table.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Stretch> stretches(const Report& report) {
  std::vector<Stretch> all;
  const std::size_t count = report.under_each->size();
  for (std::size_t begin = 0; begin < count; begin += most_side_by_side)
    all.push_back({begin, std::min(begin + most_side_by_side, count)});
  return all;
}

std::string label_of_row(const Answer& answer, const AnswerRow& row) {
  const bool has_several = quantities_of(answer).size() > 1;
  return row.label + (has_several && row.quantity != row.label ? ", " + row.quantity : "");
}

view::Table table_of(const Report& report, const Stretch& stretch) {
  view::Table table{.columns = {{"", "under equilibrium"}}, .indent = 2};
  for (std::size_t k = stretch.begin; k < stretch.end; ++k)
    table.columns.push_back({"", fmt::format("{}", k + 1), view::ColumnKind::Numbers});
  for (const Answer& answer : *report.answers) {
    table.rows.push_back({answer.question});
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
      const auto all_there = rows_there(report, answer, row);
      std::vector<view::Cell>& cells = table.rows.emplace_back();
      cells.emplace_back(label_of_row(answer, answer.rows[row]));
      for (std::size_t k = stretch.begin; k < stretch.end; ++k) cells.emplace_back(text_there(all_there[k]));
    }
  }
  return table;
}

bool has_off_path(const Report& report) {
  return std::ranges::any_of(*report.under_each, [](const Answered& under) {
    return std::ranges::any_of(
        under.answers, [](const Answer& answer) { return std::ranges::any_of(answer.rows, &AnswerRow::off_path); });
  });
}

// Why there is no number, each reason once, whichever of the equilibria it is about.
std::vector<std::string> reasons_for_none(const Report& report) {
  std::vector<std::string> reasons;
  for (std::size_t k = 0; k < report.under_each->size(); ++k) {
    const std::string own_name = fmt::format("equilibrium {} ", k + 1);
    for (const Answer& answer : (*report.under_each)[k].answers) {
      for (const AnswerRow& row : answer.rows) {
        if (!std::isnan(row.value) || row.note.empty()) continue;
        std::string reason = row.note;
        if (reason.starts_with(own_name)) reason.replace(0, own_name.size(), "the equilibrium ");
        if (std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(std::move(reason));
      }
    }
  }
  return reasons;
}

std::vector<view::Block> numbers_blocks(const Report& report) {
  std::vector<view::Block> blocks;
  for (const Stretch& stretch : stretches(report)) blocks.push_back({table_of(report, stretch)});
  for (const std::string& reason : reasons_for_none(report))
    blocks.push_back(sentence_block(view::with_code("undefined: " + reason + ".")));
  if (has_off_path(report)) {
    blocks.push_back(
        sentence_block("* the condition is (nearly) never met when everyone plays as solved: the answer rests on "
                       "beliefs off the path of play."));
  }
  return blocks;
}

std::vector<view::Block> way_blocks(const Report& report, std::size_t row) {
  std::vector<view::Block> blocks;
  if (!(*report.ways)[row].changes.empty()) blocks.push_back({changes_table(report, row)});
  blocks.push_back(sentence_block(view::with_code(way_sentence(report, row))));
  return blocks;
}

std::string way_heading(std::size_t row) { return fmt::format("From equilibrium 1 to {}", row + 1); }

}  // namespace

std::vector<view::Section> under_each_sections(const Report& report) {
  std::vector<view::Section> sections{equilibria_section(report)};
  for (const std::string& sentence : failing_sentences(report))
    sections.back().blocks.push_back(sentence_block(view::with_code(sentence)));
  sections.push_back({"by_equilibrium", "Answers under each", numbers_blocks(report)});
  for (std::size_t row = 1; row < report.ways->size(); ++row)
    sections.push_back({fmt::format("way_{}", row + 1), way_heading(row), way_blocks(report, row)});
  return sections;
}

std::vector<view::Block> under_each_blocks(const Report& report) {
  std::vector<view::Block> blocks{{view::Heading{"Answers under each", view::Level::Part}}};
  for (view::Block& block : numbers_blocks(report)) blocks.push_back(std::move(block));
  for (std::size_t row = 1; row < report.ways->size(); ++row)
    blocks.push_back({view::Details{way_heading(row), way_blocks(report, row)}});
  return blocks;
}

view::Table under_each_table(const Report& report) {
  view::Table table{.key = "answers"};
  for (const char* key : {"question", "kind", "label", "quantity", "unit"}) table.columns.push_back({key, ""});
  for (std::size_t k = 0; k < report.under_each->size(); ++k)
    table.columns.push_back({fmt::format("equilibrium_{}", k + 1), ""});
  for (const Answer& answer : *report.answers) {
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
      const AnswerRow& at = answer.rows[row];
      std::vector<view::Cell>& cells = table.rows.emplace_back();
      for (const view::Data& field :
           {view::Data(answer.question), view::Data(traits_of(answer).word), view::Data(at.label),
            view::Data(at.quantity), view::Data(at.unit == Unit::Share ? "share" : "number")})
        cells.push_back(data_cell(field));
      for (const auto& there : rows_there(report, answer, row)) cells.push_back(data_cell(number_there(there)));
    }
  }
  return table;
}

view::Data by_equilibrium_data(const Report& report, std::size_t answer, std::size_t row) {
  view::Data numbers = view::Data::list();
  for (const auto& there : rows_there(report, (*report.answers)[answer], row)) numbers.push_back(number_there(there));
  return numbers;
}

view::Data answered_equilibria_data(const Report& report) {
  view::Data all = view::Data::list();
  for (std::size_t row = 0; row < report.equilibria->rows.size(); ++row) {
    view::Data one = equilibrium_data(report, row);
    one["from_first"] = way_data(report, row);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace demarche
