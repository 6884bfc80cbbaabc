#include "demarche/report/findings_json.h"
#include "demarche/report/layout.h"
#include "demarche/report/study_insights.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string marked(double number, bool best) { return short_number(number) + (best ? " *" : "  "); }

std::string table_of(const StudyChoice& choice, const TerminalOptions& options) {
  using enum Align;
  TextTable table{
      {Left, Right, Right, Right, Right}, {"", "expected  ", "worst row  ", "most regret  ", "best in"}, {}};
  for (std::size_t k = 0; k < choice.names.size(); ++k) {
    const ChoiceRecord& record = choice.found.choices[k];
    table.rows.push_back({choice.names[k], marked(record.expected, record.best_expected),
                          marked(record.worst, record.best_worst), marked(record.most_regret, record.least_regret),
                          share_text(record.share_best)});
  }
  return text_of(table, options.width, 2);
}

}  // namespace

std::string choices_as_text(const std::vector<StudyChoice>& choices, const TerminalOptions& options) {
  std::string text;
  for (const StudyChoice& choice : choices) {
    text += strong(fmt::format("{} over {}", choice.quantity, counted(choice.found.num_rows, "row")), options) + "\n" +
            wrapped(choice.question, options.width, {0, 2}) + table_of(choice, options);
    if (!choice.found.differ) text += wrapped("The choices do not differ in any row.", options.width, {2, 2});
    text += "\n";
  }
  return text + wrapped("* the best by this rule. Regret: how much better the best choice would have been in a row.",
                        options.width, {0, 0});
}

namespace {

// The first of those that do best by a rule; null where there is no row.
Json first_marked(const StudyChoice& choice, bool ChoiceRecord::* mark) {
  for (std::size_t k = 0; k < choice.names.size(); ++k) {
    if (choice.found.choices[k].*mark) return choice.names[k];
  }
  return {};
}

}  // namespace

void add_body(Json& page, const StudyChoice& choice) {
  page["question"] = choice.question;
  page["quantity"] = choice.quantity;
  page["rows"] = choice.found.num_rows;
  page["differ"] = choice.found.differ;
  page["best_expected"] = first_marked(choice, &ChoiceRecord::best_expected);
  page["best_worst"] = first_marked(choice, &ChoiceRecord::best_worst);
  page["least_regret"] = first_marked(choice, &ChoiceRecord::least_regret);
  page["choices"] = Json::array();
  for (std::size_t k = 0; k < choice.names.size(); ++k) {
    const ChoiceRecord& record = choice.found.choices[k];
    page["choices"].push_back({{"name", choice.names[k]},
                               {"expected", record.expected},
                               {"worst", record.worst},
                               {"most_regret", record.most_regret},
                               {"expected_regret", record.expected_regret},
                               {"share_best", record.share_best}});
  }
}

std::string choices_as_json(const std::vector<StudyChoice>& choices) {
  Json page = json_page(choices.front().provenance, "study choice");
  page["comparisons"] = Json::array();
  for (const StudyChoice& choice : choices) {
    Json one = Json::object();
    add_body(one, choice);
    page["comparisons"].push_back(std::move(one));
  }
  return text_of(page);
}

}  // namespace demarche
