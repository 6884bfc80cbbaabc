#include "demarche/view/report_page.h"

#include "demarche/view/figures.h"
#include "demarche/view/naming_words.h"
#include "demarche/view/others_words.h"
#include "demarche/view/page_parts.h"
#include "demarche/view/refinement_words.h"
#include "demarche/view/strategies.h"
#include "demarche/view/words.h"

#include <algorithm>

namespace demarche {
namespace {

std::string page_title(const Report& report) {
  if (report.model) return report.model->title;
  return report.game && !report.game->names.title.empty() ? report.game->names.title : "A game";
}

void add_section(view::Page& page, const char* key, const char* title, Blocks blocks) {
  if (!blocks.empty()) page.sections.push_back({.key = key, .title = title, .blocks = std::move(blocks)});
}

// Which step each actor sees: for any story, solved or not.
void add_sight(view::Page& page, const Report& report) {
  add_section(
      page, "who-sees-what", "Who sees what",
      introduced("Time runs down, a lane an actor. A square: who acts. A circle: who sees it. Without a mark an "
                 "actor sees nothing of it.",
                 sight_figures(report)));
}

// What histories tell, of which a game that was never unfolded has none.
void add_play(view::Page& page, const Report& report) {
  if (!report.model || !report.solved) return;
  add_section(
      page, "flow", "How play goes",
      introduced("Time runs down. Each row is one step, coloured by who moves (grey: chance or rules); a box is "
                 "as wide as its value is probable.",
                 flow_figures(report)));
  add_section(page, "ladder", "How far it goes",
              introduced("The level each scale has when the story ends, over all histories.", ladder_figures(report)));
}

// Folded, and drawn when it is opened.
void add_folded(Blocks& blocks, view::Words summary, std::vector<view::Figure> figures) {
  if (figures.empty()) return;
  view::Details details{std::move(summary), {}};
  for (view::Figure& figure : figures) details.blocks.push_back({std::move(figure)});
  blocks.push_back({std::move(details)});
}

// What a page of answers has beside them, and what one of a solution has.
std::size_t most_beliefs_held(const Report& report) { return report.answers ? 3 : 12; }
std::size_t most_sets_of_tree(const Report& report) { return report.answers ? 20 : most_sets_folded; }

void add_beliefs(view::Page& page, const Report& report) {
  if (!report.model || !report.solved) return;
  Blocks blocks = introduced(
      "What others think somebody privately is, before and after each thing that is said or done. "
      "Beside each: how often it comes up there. A star and a paler bar mark what (nearly) never "
      "does.",
      belief_figures(report));
  add_folded(blocks, "What each thinks where it chooses, by what it has seen",
             held_figures(report, most_beliefs_held(report)));
  add_section(page, "beliefs", "What each message and move made others believe", std::move(blocks));
}

void add_fold(view::Page& page, const Report& report) {
  Blocks blocks;
  add_folded(blocks, "The tree, a box for all that an actor cannot tell apart",
             fold_figures(report, most_sets_of_tree(report)));
  add_section(page, "tree", "The game tree, folded", std::move(blocks));
}

void add_answers(view::Page& page, const Report& report) {
  add_section(page, "why", "Why", reasons_part(report));
  add_section(
      page, "ranges", "How uncertain the answers are",
      introduced("Every number with a range was drawn, all of them together, and the game solved again for each "
                 "draw. The dot: the answer at the best guesses. The blue bar: 90% of the draws; 5% give less, "
                 "5% more. Behind a check, in green: what it allows.",
                 range_figures(report)));
  add_section(
      page, "counterfactuals", "What if",
      introduced("The same questions under different choices or rules. The dot shows where a number lies on its "
                 "column's scale, the upright line the first row's. Broad bars, where a study is at hand: 90% "
                 "of its draws.",
                 comparison_figures(report)));
  add_section(page, "what-matters", "What matters most",
              introduced("Each uncertain number is set to the low and the high end of its range, one at a time. The "
                         "upright line is the answer at the best guesses.",
                         tornado_figures(report)));
}

// Lines over one number and maps over two.
void add_sweeps(view::Page& page, std::vector<view::Figure> figures) {
  const auto num_maps = std::ranges::count(figures, view::FigureKind::Heat, &view::Figure::kind);
  const bool has_lines = num_maps < std::ssize(figures);
  if (num_maps == 0) {
    return add_section(
        page, "sweeps", "When one number changes",
        introduced("One number takes several values; the game is solved again at each.", std::move(figures)));
  }
  add_section(page, "sweeps", has_lines ? "When one number changes, or two" : "When two numbers change",
              introduced(has_lines ? "One number takes several values, or each of two; the game is solved again at "
                                     "each value and each pair."
                                   : "Two numbers take several values each; the game is solved again at each pair.",
                         std::move(figures)));
}

void add_findings(view::Page& page, const Report& report) {
  add_section(page, "what-matters-together", "What matters when all numbers are uncertain", rankings_part(report));
  add_section(
      page, "tipping", "Where one number tips it",
      introduced("Each number moves alone through its range, from its low to its high end; the others stay at "
                 "their best guesses. Orange: there the condition holds. Diamonds: the values at which it tips. "
                 "The upright line: the best guess.",
                 tipping_figures(report)));
  add_section(page, "boxes", "Where it happens", boxes_part(report));
  add_section(page, "choices", "Which choice is robust", choices_part(report));
  add_sweeps(page, sweep_figures(report));
}

// The terminal's strategies; behind answers fewer, and folded.
void add_strategies(view::Page& page, const Report& report) {
  if (!report.certificate) return;
  const StrategiesShown shown =
      report.answers ? StrategiesShown{.most_sets_of_move = 20, .most_sets_open = 0} : StrategiesShown{};
  add_section(page, strategies_key, "What everybody does", strategy_blocks(report, shown));
  page.sections.back().sought = "an actor, a move, what was seen";
}

void add_grounds(view::Page& page, const Report& report) {
  add_section(page, "path", "How the equilibrium was reached",
              introduced("From choices at random, on the left, to choices that tell payoffs apart ever more sharply.",
                         path_figures(report)));
  add_section(page, "equilibria", "Several equilibria", equilibria_part(report));
  add_section(page, "answers", "Questions and answers", answers_part(report));
  add_section(page, "sources", "Where the numbers come from", sources_part(report));
  add_section(page, "provenance", "How to get this again", provenance_part(report));
}

const char* section_of_picture(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::Compare:
      return "counterfactuals";
    case QuestionKind::Sweep:
      return "sweeps";
    case QuestionKind::Rank:
      return "what-matters";
    case QuestionKind::Why:
    case QuestionKind::WhyProbability:
    case QuestionKind::WhyDifference:
      return "why";
    case QuestionKind::Belief:
      return "beliefs";
    case QuestionKind::Ask:
    case QuestionKind::Check:
      return "answers-in-short";
  }
  return "";
}

// The first picture answers the first question.
void put_first_answer_first(view::Page& page, const Report& report) {
  if (!report.answers || report.answers->empty() || page.sections.empty()) return;
  const std::string_view key = section_of_picture(kind_of(report.answers->front()));
  const auto found = std::ranges::find(page.sections, key, &view::Section::key);
  if (found == page.sections.end() || found == page.sections.begin()) return;
  std::rotate(page.sections.begin() + 1, found, found + 1);
}

// What the answers suppose, and how often that is so.
view::Words supposed_words(const Supposed& supposed) {
  view::Words words = view::Words("Answers, the flow and the story are told ") + view::code(supposed.text);
  if (supposed.probability < 1 - 5e-4)
    words += view::Words(", which holds in " + share_text(supposed.probability) + " of histories");
  return words + view::Words(".");
}

}  // namespace

Blocks introduced(const char* introduction, std::vector<view::Figure> figures) {
  Blocks blocks;
  if (figures.empty()) return blocks;
  blocks.push_back({view::Paragraph{introduction}});
  for (view::Figure& figure : figures) blocks.push_back({std::move(figure)});
  return blocks;
}

view::Page headlines_page(const Report& report) {
  view::Page page;
  page.title = page_title(report);
  page.generator = "demarche " + report.provenance.version;
  if (report.certificate) {
    page.lead = {certificate_in_short(report)};
    if (report.supposed) page.lead.push_back(supposed_words(*report.supposed));
    if (fails(report.refinement)) page.lead.push_back(view::with_code(refinement_sentence(report)));
    if (view::Words others = others_sentence(report); !others.empty()) page.lead.push_back(std::move(others));
    if (!report.equilibria)
      for (const std::string& sentence : naming_sentences(report)) page.lead.push_back(view::with_code(sentence));
    page.ground = {{view::Details{"The certificate in full", certificate_part(report)}}};
  }
  add_section(page, "answers-in-short", "The answers in short", summary_part(report));
  return page;
}

view::Page report_page(const Report& report) {
  view::Page page = headlines_page(report);
  add_section(page, "story", "The story, and who sees each step", story_part(report));
  add_sight(page, report);
  add_section(page, "raids", "What gets through the defence", raids_part(report));
  add_play(page, report);
  if (!report.answers) add_fold(page, report);
  if (!report.answers) add_strategies(page, report);
  add_answers(page, report);
  add_findings(page, report);
  add_beliefs(page, report);
  if (report.answers) add_fold(page, report);
  if (report.answers) add_strategies(page, report);
  add_grounds(page, report);
  put_first_answer_first(page, report);
  page.foot = {"A model's answers are no forecast: they say what follows from the text and the numbers above."};
  return page;
}

}  // namespace demarche
