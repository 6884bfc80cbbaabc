#include "demarche/view/answers.h"

#include "demarche/view/answer_blocks.h"
#include "demarche/view/answers_parts.h"
#include "demarche/view/answers_under_each.h"
#include "demarche/view/equilibrium_section.h"
#include "demarche/view/findings_blocks.h"
#include "demarche/view/frame.h"
#include "demarche/view/others_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

std::vector<view::Section> finding_sections(const StudyFindings& findings) {
  std::vector<view::Section> sections;
  const auto add = [&](const char* key, std::vector<view::Block> blocks) {
    sections.push_back({fmt::format("{}_{}", key, sections.size() + 1), "", std::move(blocks)});
  };
  for (const StudyBox& box : findings.boxes) add("box", short_blocks(box));
  for (const Tipping& tipping : findings.tippings) add("tipping", short_blocks(tipping));
  if (!findings.choices.empty()) add("choices", choice_blocks(findings.choices));
  return sections;
}

struct WorstGains {
  double gain = 0;
  double share = 0;  // of the payoff range of its game
};

WorstGains worst_gains(const Report& report) {
  WorstGains worst;
  const auto add = [&](double gain, double range) {
    worst.gain = std::max(worst.gain, gain);
    if (range > 0) worst.share = std::max(worst.share, gain / range);
  };
  add(report.certificate->max_gain, report.certificate->payoff_range);
  for (const Answer& answer : *report.answers) {
    for (const AnswerRow& row : answer.rows) add(row.max_gain, row.payoff_range);
  }
  return worst;
}

// By whose odds numbers are told, where actors go by different ones; empty where none does.
std::string whose_odds(const Model& model) {
  const bool here = has_thoughts(model);
  if (!here && !has_thoughts_in_variants(model)) return {};
  return fmt::format(
      "actors disagree about the odds{}: each chooses and believes by its own, and answers are by the "
      "model's own odds where they name nobody's.",
      here ? "" : " in a variant");
}

// The equilibrium at the best guesses, and how good the others are that answers were read from.
view::Section ground_section(const Report& report) {
  view::Section section = equilibrium_section(report);
  if (view::Words others = others_sentence(report); !others.empty())
    section.blocks.push_back(sentence_block(std::move(others)));
  if (const std::string whose = report.model ? whose_odds(*report.model) : ""; !whose.empty())
    section.blocks.push_back(sentence_block(whose));
  const WorstGains worst = worst_gains(report);
  if (worst.gain == report.certificate->max_gain) return section;
  section.blocks.push_back(sentence_block(
      fmt::format("over all games solved for these answers: no actor can gain more than {:.2g}, nor more than "
                  "{:.2g}% of its game's payoff range, by changing one move.",
                  worst.gain, 100 * worst.share)));
  return section;
}

std::vector<view::Section> answers_sections(const Report& report) {
  std::vector<view::Section> sections{title_section(report)};
  if (report.under_each) {
    for (view::Section& section : under_each_sections(report)) sections.push_back(std::move(section));
    sections.push_back(provenance_section(report.provenance));
    return sections;
  }
  for (const Answer& answer : *report.answers)
    sections.push_back({fmt::format("answer_{}", sections.size()), "", answer_blocks(report, answer)});
  if (report.findings) {
    for (view::Section& section : finding_sections(*report.findings)) sections.push_back(std::move(section));
  }
  sections.push_back(ground_section(report));
  sections.push_back(provenance_section(report.provenance));
  return sections;
}

}  // namespace

view::Page answers_page(const Report& report, view::Part part) {
  view::Page page = page_on(report);
  switch (part) {
    case view::Part::Sections:
      page.sections = answers_sections(report);
      break;
    case view::Part::Table:
      page.table = report.under_each ? under_each_table(report) : answers_table(report);
      break;
    case view::Part::Data:
      page.data = answers_data(report);
      break;
  }
  return page;
}

}  // namespace demarche
