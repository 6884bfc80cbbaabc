#include "demarche/view/runs_page.h"

#include "demarche/view/runs_data.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace demarche {
namespace {

constexpr std::size_t most_changes_shown = 5;  // of an actor's choices; programs get them all
constexpr double read_alike = 5e-4;            // choices that read the same are not listed for people

std::string number_in(Unit unit, double number) {
  return unit == Unit::Share ? share_text(number) : short_number(number);
}

std::string side_text(const RunNumber& number) {
  std::string text = number_in(number.unit, number.value);
  if (!number.draws) return text;
  if (number.draws->fixed) return text + " (does not vary)";
  return fmt::format("{} ({} to {})", text, number_in(number.unit, number.draws->low),
                     number_in(number.unit, number.draws->high));
}

AnswerRow row_like(const RunNumber& number) {
  AnswerRow row;
  row.unit = number.unit;
  row.value = number.value;
  return row;
}

std::string by_text(const PairedNumber& pair) {
  if (std::isnan(pair.by)) return "";
  if (pair.over_draws) return difference_text(row_like(pair.first), *pair.over_draws);
  const std::string size = pair.first.unit == Unit::Share ? fmt::format("{:.3g} points", 100 * std::abs(pair.by))
                                                          : short_number(std::abs(pair.by));
  return (pair.by < 0 ? "-" : "+") + size;
}

std::string_view movement_words(Movement movement) {
  switch (movement) {
    case Movement::None:
      return "did not move";
    case Movement::WithinRanges:
      return "within the ranges";
    case Movement::Beyond:
      return "beyond what is known";
  }
  return "";
}

// What tells a number from the others of its question.
std::string name_of(const RunNumber& number) {
  if (number.key.of_case.empty()) return number.key.quantity;
  return number.label == number.key.of_case && number.key.quantity != number.label
             ? number.label + ": " + number.key.quantity
             : number.label;
}

std::size_t num_moved(const RunComparison& comparison, Movement movement) {
  return static_cast<std::size_t>(std::ranges::count(comparison.numbers, movement, &PairedNumber::movement));
}

std::string answers_sentence(const RunComparison& comparison) {
  const std::size_t beyond = num_moved(comparison, Movement::Beyond);
  const std::size_t within = num_moved(comparison, Movement::WithinRanges);
  const std::string all = counted(comparison.numbers.size(), "answer");
  if (comparison.numbers.empty()) return "The two have no answer in common.";
  if (beyond + within == 0)
    return fmt::format("None of {} moved by more than certificates and rounding leave open.", all);
  std::string sentence = fmt::format("{} of {} moved beyond certificates and ranges", beyond, all);
  if (within > 0) sentence += fmt::format(", {} within what the draws of numbers leave open", within);
  return sentence + ".";
}

view::Table empty_table() {
  using enum view::ColumnKind;
  return {.columns = {{"", ""}, {"", "first", Numbers}, {"", "second", Numbers}, {"", "difference", Numbers}, {"", ""}},
          .indent = 2};
}

// Questions in their order, those of whose numbers some moved; the others by their names.
struct AskedOfBoth {
  std::vector<view::Block> moved;
  std::vector<std::string> same;
};

AskedOfBoth asked_of_both(const RunComparison& comparison) {
  AskedOfBoth asked;
  for (std::size_t from = 0; from < comparison.numbers.size();) {
    const std::string& question = comparison.numbers[from].first.key.question;
    view::Table table = empty_table();
    bool any = false;
    for (; from < comparison.numbers.size() && comparison.numbers[from].first.key.question == question; ++from) {
      const PairedNumber& pair = comparison.numbers[from];
      any = any || pair.movement != Movement::None;
      table.rows.push_back({name_of(pair.first), side_text(pair.first), side_text(pair.second),
                            pair.movement == Movement::None ? "" : by_text(pair),
                            std::string(movement_words(pair.movement))});
    }
    if (!any) {
      asked.same.push_back(question);
      continue;
    }
    asked.moved.push_back({view::Heading{question, view::Level::Question}});
    asked.moved.push_back({std::move(table)});
  }
  return asked;
}

view::List list_of(const std::vector<std::string>& names) {
  view::List list;
  for (const std::string& name : names) list.items.emplace_back(name);
  return list;
}

void add_lone(std::vector<view::Block>& blocks, const std::vector<RunNumber>& numbers, std::string_view where) {
  if (numbers.empty()) return;
  std::vector<std::string> names;
  for (const RunNumber& number : numbers) {
    if (std::ranges::find(names, number.key.question) == names.end()) names.push_back(number.key.question);
  }
  blocks.push_back({view::Paragraph{fmt::format("Only the {} answers:", where)}});
  blocks.push_back({list_of(names)});
}

view::Section answers_section(const RunComparison& comparison) {
  view::Section section{"answers", "Answers", {{view::Paragraph{answers_sentence(comparison)}}}};
  AskedOfBoth asked = asked_of_both(comparison);
  std::ranges::move(asked.moved, std::back_inserter(section.blocks));
  if (!asked.same.empty() && !asked.moved.empty()) {
    section.blocks.push_back({view::Gap{}});
    section.blocks.push_back({view::Paragraph{"The same in both:"}});
    section.blocks.push_back({list_of(asked.same)});
  }
  add_lone(section.blocks, comparison.only_first, "first");
  add_lone(section.blocks, comparison.only_second, "second");
  return section;
}

std::string choice_text(const PairedChoice& choice) {
  return fmt::format("{}: {} {}, then {} (reached {})", choice.place, choice.move, share_text(choice.first),
                     share_text(choice.second), share_text(choice.reach));
}

// Those that a reader can tell apart, where somebody comes.
std::vector<const PairedChoice*> visible_changes(const ActorChange& change) {
  std::vector<const PairedChoice*> visible;
  for (const PairedChoice& choice : change.changes) {
    if (choice.weight() > read_alike) visible.push_back(&choice);
  }
  return visible;
}

void add_actor(std::vector<view::Block>& blocks, const ActorChange& change) {
  const std::vector<const PairedChoice*> visible = visible_changes(change);
  if (visible.empty()) return;
  blocks.push_back({view::Paragraph{view::strong(change.actor)}});
  view::List list;
  for (std::size_t k = 0; k < std::min(visible.size(), most_changes_shown); ++k)
    list.items.emplace_back(choice_text(*visible[k]));
  if (visible.size() > most_changes_shown)
    list.items.emplace_back(
        fmt::format("and at {} more", counted(visible.size() - most_changes_shown, "information set")));
  blocks.push_back({std::move(list)});
}

std::string unmoved_sentence(const std::vector<ActorChange>& actors) {
  std::vector<std::string> names;
  for (const ActorChange& change : actors) {
    if (visible_changes(change).empty()) names.push_back(change.actor);
  }
  if (names.empty()) return "";
  const bool everybody = names.size() == actors.size();
  return everybody
             ? "Nobody does anything else where play goes."
             : fmt::format("{} {} the same where play goes.", joined_names(names), names.size() == 1 ? "does" : "do");
}

view::Section strategies_section(const RunComparison& comparison) {
  view::Section section{"strategies", "Whose strategy changed", {}};
  if (!comparison.actors) {
    section.blocks.push_back(
        {view::Paragraph{"Not known: a run without its strategy is at hand. Models themselves, and "
                         "files of `demarche solve --json`, have theirs."}});
    return section;
  }
  for (const ActorChange& change : *comparison.actors) add_actor(section.blocks, change);
  if (const std::string sentence = unmoved_sentence(*comparison.actors); !sentence.empty())
    section.blocks.push_back({view::Paragraph{sentence}});
  if (comparison.sets_only_first + comparison.sets_only_second > 0) {
    section.blocks.push_back({view::Paragraph{
        fmt::format("{} {} only in the first, {} only in the second, and are left out.",
                    counted(comparison.sets_only_first, "information set"),
                    agreeing(comparison.sets_only_first, "stands", "stand"), comparison.sets_only_second)}});
  }
  return section;
}

void add_lines(std::vector<view::Block>& blocks, const std::string& text) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    blocks.push_back({view::Paragraph{text.substr(from, to - from), {2, 2}, false}});
    from = to + 1;
  }
}

void add_rules(std::vector<view::Block>& blocks, const RunSide& side, std::string_view which) {
  if (side.rules.empty()) return;
  blocks.push_back({view::Paragraph{fmt::format("The {} also has:", which)}});
  for (const std::string& rule : side.rules) blocks.push_back({view::Paragraph{rule, {2, 2}, false}});
}

view::Section text_section(const RunSide& first, const RunSide& second, const RunComparison& comparison) {
  view::Section section{"text", "What differs in the text", {}};
  if (first.model_hash == second.model_hash) {
    section.blocks.push_back({view::Paragraph{"The text of the model is the same."}});
  } else if (comparison.text_diff) {
    add_lines(section.blocks, *comparison.text_diff);
  } else {
    section.blocks.push_back({view::Paragraph{"The texts differ; one of the runs does not hold its own."}});
  }
  add_rules(section.blocks, first, "first");
  add_rules(section.blocks, second, "second");
  if (first.options != second.options) {
    section.blocks.push_back({view::Paragraph{fmt::format("First: {}.", first.options)}});
    section.blocks.push_back({view::Paragraph{fmt::format("Second: {}.", second.options)}});
  }
  return section;
}

view::Table rows_table(const RunComparison& comparison) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"question", "question"},
                                {"label", "label"},
                                {"first", "first", Numbers},
                                {"second", "second", Numbers},
                                {"difference", "difference", Numbers},
                                {"moved", "moved"}}};
  for (const PairedNumber& pair : comparison.numbers) {
    table.rows.push_back({pair.first.key.question,
                          pair.first.label,
                          {side_text(pair.first), pair.first.value},
                          {side_text(pair.second), pair.second.value},
                          {by_text(pair), pair.by},
                          std::string(word_of(pair.movement))});
  }
  return table;
}

}  // namespace

view::Page runs_page(const RunSide& first, const RunSide& second, const RunComparison& comparison,
                     const std::string& version) {
  view::Page page{.title = fmt::format("{} against {}", second.name, first.name), .generator = "demarche " + version};
  page.sections.push_back({"runs", "", {{view::Heading{page.title, view::Level::Title}}}});
  page.sections.push_back(answers_section(comparison));
  page.sections.push_back(strategies_section(comparison));
  page.sections.push_back(text_section(first, second, comparison));
  page.table = rows_table(comparison);
  page.data = runs_data(first, second, comparison, version);
  return page;
}

}  // namespace demarche
