#include "demarche/view/study_page.h"

#include "demarche/view/data_head.h"
#include "demarche/view/study_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <cmath>

namespace demarche {
namespace {

std::string studied_text(Unit unit, double number) {
  return unit == Unit::Share ? share_text(number) : short_number(number);
}

std::string range_of_draws(const StudiedAnswer& answer) {
  if (answer.fixed) return "does not vary";
  return studied_text(answer.unit, answer.spread.low) + " to " + studied_text(answer.unit, answer.spread.high);
}

// A number of an answer: a row of its question's table.
std::vector<view::Cell> studied_row(const StudiedAnswer& answer) {
  return {answer.label, studied_text(answer.unit, answer.central) + (is_outside(answer) ? " !" : ""),
          range_of_draws(answer), studied_text(answer.unit, answer.spread.median)};
}

// Questions in their order, each with a table of its numbers.
void append_questions(view::Page& page, const StudySummary& study) {
  using enum view::ColumnKind;
  const std::vector<view::Column> columns{
      {"", "", Words}, {"", "best guesses", Numbers}, {"", "90% of the draws", Numbers}, {"", "median", Numbers}};
  for (std::size_t from = 0; from < study.answers.size();) {
    view::Table table{.columns = columns, .indent = 2};
    std::size_t to = from;
    for (; to < study.answers.size() && study.answers[to].question == study.answers[from].question; ++to) {
      table.rows.push_back(studied_row(study.answers[to]));
    }
    const std::string key = fmt::format("question_{}", page.sections.size());
    page.sections.push_back({key, study.answers[from].question, {{std::move(table)}}});
    from = to;
  }
}

std::string study_title(const StudySummary& study) {
  const std::string all = counted(study.num_rows, "row");
  const std::string done = study.num_done == study.num_rows
                               ? all
                               : fmt::format("{} of {}", count_text(static_cast<double>(study.num_done)), all);
  return fmt::format("{} of {}", done, counted(study.parameters.size(), "drawn number"));
}

view::Section study_head(const StudySummary& study) {
  const std::string drawn =
      fmt::format(" ({}, seed {})", design_words(study.design), study.provenance.seed.value_or(0));
  return {"study", "", {{view::Heading{study_title(study) + view::small(drawn), view::Level::Title, false}}}};
}

view::Section remarks_section(const StudySummary& study) {
  std::vector<view::Block> blocks{{view::Gap{}}};
  for (const std::string& remark : study_remarks(study)) blocks.push_back({view::Paragraph{remark}});
  return {"remarks", "", std::move(blocks)};
}

view::Data studied_data(const StudiedAnswer& answer) {
  return {{"question", answer.question},
          {"label", answer.label},
          {"unit", answer.unit == Unit::Share ? "share" : "number"},
          {"best_guess", answer.central},
          {"low", answer.spread.low},
          {"median", answer.spread.median},
          {"high", answer.spread.high},
          {"mean", answer.spread.mean},
          {"least", answer.spread.least},
          {"most", answer.spread.most},
          {"rows", answer.spread.num},
          {"varies", !answer.fixed},
          {"best_guess_outside", is_outside(answer)}};
}

view::Data study_data(const StudySummary& study) {
  view::Data data = data_head(study.provenance, "study");
  data.update({{"design", study.design},
               {"draws", study.num_rows},
               {"rows", study.num_done},
               {"not_certified", study.num_not_certified},
               {"without_answer", study.num_without_answer},
               {"jump_suspected", study.num_jumps},
               {"left_branch", study.num_left_branch},
               {"folded", study.num_folded},
               {"max_gain_share", study.worst_gain},
               {"parameters", view::Data::list()},
               {"answers", view::Data::list()}});
  if (study.num_not_found > 0) data["not_found"] = study.num_not_found;
  for (const StudiedParameter& one : study.parameters) {
    data["parameters"].push_back({{"name", one.name}, {"best", one.best}, {"low", one.low}, {"high", one.high}});
  }
  for (const StudiedAnswer& answer : study.answers) data["answers"].push_back(studied_data(answer));
  return data;
}

}  // namespace

view::Page study_page(const StudySummary& study) {
  view::Page page{.title = study_title(study), .generator = generator_of(study.provenance)};
  page.sections.push_back(study_head(study));
  append_questions(page, study);
  page.sections.push_back(remarks_section(study));
  page.data = study_data(study);
  return page;
}

}  // namespace demarche
