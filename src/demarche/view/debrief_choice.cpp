#include "demarche/view/debrief_page.h"
#include "demarche/view/seat_page.h"
#include "demarche/view/steps_told.h"
#include "demarche/view/why_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

constexpr double visible_share = 0.0005;  // of probability

double payoffs_span(const DebriefTelling& telling) { return telling.sitting.solved->certificate.payoff_range; }

const std::string& option_name(const DebriefTelling& telling, const ChoiceInHindsight& choice, std::size_t k) {
  return telling.sitting.solved->model.variables[choice.move].values[choice.options[k].value].name;
}

std::string choice_heading(const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  const Model& model = telling.sitting.solved->model;
  std::string text = model.variables[choice.move].name;
  if (!choice.place) return text;
  text = fmt::format("{}: {}", model.stages[choice.place->stage].title, text);
  return choice.place->rounds.empty() ? text : fmt::format("{} (round {})", text, fmt::join(choice.place->rounds, "."));
}

std::string gave_up_sentence(const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  const std::size_t chosen = choice.choice.option;
  const std::string& name = option_name(telling, choice, chosen);
  if (choice.options.size() == 1) return fmt::format("There was only `{}` to choose.", name);
  const std::string played = share_text(choice.options[chosen].probability);
  const std::string gave_up = payoff_text(choice.gave_up, payoffs_span(telling));
  if (choice.best == chosen || gave_up == "0")
    return fmt::format("You chose `{}`, which the equilibrium plays {} of the time. Nothing was worth more.", name,
                       played);
  return fmt::format("You chose `{}`, which the equilibrium plays {} of the time. `{}` was worth most: you gave up {}.",
                     name, played, option_name(telling, choice, choice.best), gave_up);
}

std::string belief_sentence(const DebriefTelling& telling, const BeliefInHindsight& belief) {
  const std::string about = belief_about(telling.sitting.solved->model, belief.about);
  const std::string truth = belief.was_so ? "It was so." : "It was not so.";
  const std::string bayes = fmt::format("by Bayes' rule what you had seen makes it {}", share_text(belief.bayes));
  if (!belief.said) return fmt::format("Whether {}: {}. {}", about, bayes, truth);
  return fmt::format(
      "That {} you held {} likely; {}. {} Quadratic scores: yours {:.2f}, Bayes' {:.2f} (0 is best; to say 50% always "
      "scores 0.25).",
      about, share_text(*belief.said), bayes, truth, quadratic_score(*belief.said, belief.was_so),
      quadratic_score(belief.bayes, belief.was_so));
}

std::string mark_of(const ChoiceInHindsight& choice, std::size_t k) {
  if (k == choice.choice.option) return k == choice.best ? "chosen, best" : "chosen";
  return k == choice.best ? "best" : "";
}

view::Table options_back_table(const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  using enum view::ColumnKind;
  const double range = payoffs_span(telling);
  view::Table table{.columns = {{"", "option"},
                                {"", "equilibrium", Numbers},
                                {"", "worth", Numbers},
                                {"", "5%", Numbers},
                                {"", "median", Numbers},
                                {"", "95%", Numbers},
                                {"", "worse than you got", Numbers},
                                {"", ""}},
                    .indent = 2};
  for (std::size_t k = 0; k < choice.options.size(); ++k) {
    const OptionInHindsight& option = choice.options[k];
    table.rows.push_back({option_name(telling, choice, k), share_text(option.probability),
                          payoff_text(option.worth, range), payoff_text(option.ends.quantiles[0], range),
                          payoff_text(option.ends.quantiles[2], range), payoff_text(option.ends.quantiles[4], range),
                          share_text(option.ends.worse), mark_of(choice, k)});
  }
  return table;
}

// How likely something is at the end after each option.
struct EndRow {
  std::string name;
  std::vector<double> shares;
};

bool tells_options_apart(const EndRow& row) {
  const auto [least, most] = std::ranges::minmax(row.shares);
  return most - least >= visible_share;
}

std::vector<EndRow> end_rows(const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  const Model& model = telling.sitting.solved->model;
  std::vector<EndRow> rows;
  const std::vector<VariableId> scales = scales_of(model);
  for (std::size_t s = 0; s < scales.size(); ++s) {
    for (std::size_t level = 0; level < model.variables[scales[s]].values.size(); ++level) {
      EndRow row{settled_text(model, scales[s], static_cast<ValueIndex>(level)), {}};
      for (const OptionInHindsight& option : choice.options) row.shares.push_back(option.ends.levels[s][level]);
      rows.push_back(std::move(row));
    }
  }
  const std::vector<std::size_t> events = events_of(model);
  for (std::size_t e = 0; e < events.size(); ++e) {
    EndRow row{model.definitions[events[e]].name, {}};
    for (const OptionInHindsight& option : choice.options) row.shares.push_back(option.ends.events[e]);
    rows.push_back(std::move(row));
  }
  std::erase_if(rows, [](const EndRow& row) { return !tells_options_apart(row); });
  return rows;
}

void append_end_rows(std::vector<view::Block>& blocks, const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  const std::vector<EndRow> rows = end_rows(telling, choice);
  if (rows.empty()) return;
  view::Table table{.columns = {{"", "at the end"}}, .indent = 2, .may_number_heads = true};
  for (std::size_t k = 0; k < choice.options.size(); ++k)
    table.columns.push_back({"", "after " + option_name(telling, choice, k), view::ColumnKind::Numbers});
  for (const EndRow& row : rows) {
    std::vector<view::Cell> cells{row.name};
    for (const double share : row.shares) cells.push_back(share_text(share));
    table.rows.push_back(std::move(cells));
  }
  blocks.push_back({std::move(table)});
}

void append_why(std::vector<view::Block>& blocks, const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  using enum view::ColumnKind;
  if (!choice.other) return;
  const double range = payoffs_span(telling);
  view::Table table{.columns = {{"", "line", Numbers}, {"", "adds", Numbers}, {"", "payoff"}}, .indent = 2};
  for (std::size_t row = 0; row < choice.lines.by_line.size(); ++row) {
    const PayoffTerm& term = telling.sitting.solved->model.payoffs[telling.back.seat][row];
    const std::string adds = adds_text(choice.lines.by_line[row], range);
    if (adds != "0") table.rows.push_back({fmt::format("{}", term.line), adds, view::code(term.label)});
  }
  table.rows.push_back({"", adds_text(choice.lines.total, range),
                        fmt::format("in all, {} over {}", option_name(telling, choice, choice.choice.option),
                                    option_name(telling, choice, *choice.other))});
  blocks.push_back({std::move(table)});
}

}  // namespace

std::string adds_text(double amount, double payoff_range) {
  constexpr double next_to_nothing = 1e-6;
  return std::abs(amount) < next_to_nothing * payoff_range ? "0" : signed_text(amount, payoff_range);
}

std::vector<view::Block> choice_debrief(const DebriefTelling& telling, const ChoiceInHindsight& choice) {
  std::vector<view::Block> blocks{{view::Heading{choice_heading(telling, choice), view::Level::Part}},
                                  {view::Paragraph{view::with_code(gave_up_sentence(telling, choice))}}};
  if (choice.belief) blocks.push_back({view::Paragraph{belief_sentence(telling, *choice.belief)}});
  if (choice.options.size() == 1) return blocks;
  blocks.push_back({options_back_table(telling, choice)});
  append_end_rows(blocks, telling, choice);
  append_why(blocks, telling, choice);
  return blocks;
}

}  // namespace demarche
