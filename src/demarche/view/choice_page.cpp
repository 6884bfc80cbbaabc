#include "demarche/view/choice_page.h"

#include "demarche/view/data_head.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

view::Cell marked_cell(double number, bool best) { return {short_number(number) + (best ? " *" : "  "), number}; }

// Heads end where their numbers do: marks stand behind both.
view::Table choice_table(const StudyChoice& choice) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "", Words},
                                {"", "expected  ", Numbers},
                                {"", "worst row  ", Numbers},
                                {"", "most regret  ", Numbers},
                                {"", "best in", Numbers}},
                    .indent = 2};
  for (std::size_t k = 0; k < choice.names.size(); ++k) {
    const ChoiceRecord& record = choice.found.choices[k];
    table.rows.push_back({choice.names[k], marked_cell(record.expected, record.best_expected),
                          marked_cell(record.worst, record.best_worst),
                          marked_cell(record.most_regret, record.least_regret), share_text(record.share_best)});
  }
  return table;
}

std::string choice_title(const StudyChoice& choice) {
  return fmt::format("{} over {}", choice.quantity, counted(choice.found.num_rows, "row"));
}

void append_choice(std::vector<view::Block>& blocks, const StudyChoice& choice, view::Level level) {
  blocks.push_back({view::Heading{choice_title(choice), level, false}});
  blocks.push_back({view::Paragraph{choice.question, {0, 2}}});
  blocks.push_back({choice_table(choice)});
  if (choice.found.differ) return;
  blocks.push_back({view::Paragraph{"The choices do not differ in any row.", {2, 2}}});
}

void append_choice_key(std::vector<view::Block>& blocks) {
  blocks.push_back({view::Gap{}});
  blocks.push_back(
      {view::Paragraph{"* the best by this rule. Regret: how much better the best choice would have been in a row."}});
}

// The first of those that do best by a rule; nothing where there is no row.
view::Data first_marked(const StudyChoice& choice, bool ChoiceRecord::* mark) {
  for (std::size_t k = 0; k < choice.names.size(); ++k) {
    if (choice.found.choices[k].*mark) return choice.names[k];
  }
  return {};
}

}  // namespace

std::vector<view::Block> choice_blocks(const std::vector<StudyChoice>& choices) {
  std::vector<view::Block> blocks;
  for (const StudyChoice& choice : choices) append_choice(blocks, choice, view::Level::Part);
  append_choice_key(blocks);
  return blocks;
}

view::Data choice_data(const StudyChoice& choice) {
  view::Data data = {{"question", choice.question},
                     {"quantity", choice.quantity},
                     {"rows", choice.found.num_rows},
                     {"differ", choice.found.differ},
                     {"best_expected", first_marked(choice, &ChoiceRecord::best_expected)},
                     {"best_worst", first_marked(choice, &ChoiceRecord::best_worst)},
                     {"least_regret", first_marked(choice, &ChoiceRecord::least_regret)},
                     {"choices", view::Data::list()}};
  for (std::size_t k = 0; k < choice.names.size(); ++k) {
    const ChoiceRecord& record = choice.found.choices[k];
    data["choices"].push_back({{"name", choice.names[k]},
                               {"expected", record.expected},
                               {"worst", record.worst},
                               {"most_regret", record.most_regret},
                               {"expected_regret", record.expected_regret},
                               {"share_best", record.share_best}});
  }
  return data;
}

view::Page choice_page(const std::vector<StudyChoice>& choices) {
  const StudyChoice& first = choices.front();
  view::Page page{.title = choice_title(first), .generator = generator_of(first.provenance)};
  view::Section& section = page.sections.emplace_back("choices");
  page.data = data_head(first.provenance, "study choice");
  page.data["comparisons"] = view::Data::list();
  for (const StudyChoice& choice : choices) {
    if (!section.blocks.empty()) section.blocks.push_back({view::Gap{}});
    append_choice(section.blocks, choice, view::Level::Title);
    page.data["comparisons"].push_back(choice_data(choice));
  }
  append_choice_key(section.blocks);
  return page;
}

}  // namespace demarche
