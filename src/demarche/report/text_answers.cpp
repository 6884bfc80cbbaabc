#include "demarche/report/findings.h"
#include "demarche/report/text_parts.h"
#include "demarche/view/belief_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

std::string lines_of(const std::string& sentence, const TerminalOptions& options) {
  return wrapped(sentence, options.width, {answer_indent, answer_indent + 2});
}

std::string bar_of(const AnswerRow& row) {
  constexpr double full = 24;
  if (row.unit != Unit::Share || std::isnan(row.value)) return {};
  return std::string(static_cast<std::size_t>(std::lround(std::clamp(row.value, 0.0, 1.0) * full)), '#');
}

// ` (26% to 31%)`, where a study of the model says how far its draws spread; in tables, which say below what it is.
std::string short_spread_text(const AnswerRow& row) {
  if (!row.low || !row.high) return {};
  if (row.fixed && !is_outside_its_draws(row)) return " (does not vary)";
  const char* mark = is_outside_its_draws(row) ? " !" : "";
  return " (" + value_text(row, *row.low) + " to " + value_text(row, *row.high) + ")" + mark;
}

std::string spread_text(const AnswerRow& row) {
  if (!row.low || !row.high) return {};
  const bool outside = is_outside_its_draws(row);
  if (row.fixed && !outside) return " (does not vary over the draws)";
  return fmt::format(" (90% of the draws: {} to {}{})", value_text(row, *row.low), value_text(row, *row.high),
                     outside ? ", which leaves the best guess out" : "");
}

std::string key_of_brackets(const Answer& answer, const TerminalOptions& options) {
  const bool any = std::ranges::any_of(answer.rows, [](const AnswerRow& row) { return row.low && row.high; });
  if (!any) return {};
  const bool outside = std::ranges::any_of(answer.rows, is_outside_its_draws);
  return lines_of(
      outside ? "in brackets: 90% of the draws; ! they leave the best guess out" : "in brackets: 90% of the draws",
      options);
}

std::string single_as_text(const Answer& answer, const TerminalOptions& options) {
  std::string text;
  for (const AnswerRow& row : answer.rows) {
    const std::string of = answer.rows.size() > 1 ? row.quantity + ": " : std::string();
    text += lines_of(of + value_text(row, row.value) + spread_text(row), options);
  }
  return text;
}

std::string check_as_text(const Answer& answer, const TerminalOptions& options) {
  const AnswerRow& row = answer.rows.front();
  const bool passed = answer.passed.value_or(false);
  std::string sentence = fmt::format(
      "{}: {} {} between {} and {}", passed ? "passed" : "FAILED", value_text(row, row.value) + spread_text(row),
      passed ? "is" : "is not", value_text(row, answer.from.value_or(NAN)), value_text(row, answer.to.value_or(NAN)));
  if (answer.share_passed) sentence += fmt::format("; it is in {} of the draws", share_text(*answer.share_passed));
  return lines_of(sentence, options);
}

std::string belief_as_text(const Answer& answer, const TerminalOptions& options) {
  TextTable table{{Align::Left, Align::Right, Align::Left}, {}, {}};
  for (const AnswerRow& row : answer.rows)
    table.rows.push_back({row.label, share_text(row.value) + short_spread_text(row), bar_of(row)});
  std::string text = text_of(table, options.width, answer_indent) + key_of_brackets(answer, options);
  for (const std::string& sentence : places_in_words(answer)) text += lines_of(sentence, options);
  return text;
}

// One line a label, one column a quantity; long quantities are numbered and spelt out above.
std::string grid_as_text(const Answer& answer, const std::string& corner, const TerminalOptions& options) {
  const std::vector<std::string> quantities = quantities_of(answer);
  TextTable table{{Align::Left}, {corner}, {}};
  for (const std::string& quantity : quantities) {
    table.columns.push_back(Align::Right);
    table.head.push_back(quantity);
  }
  for (const AnswerRow& row : answer.rows) {
    if (table.rows.empty() || row.quantity == quantities.front()) table.rows.push_back({row.label});
    table.rows.back().push_back(value_text(row, row.value));
  }
  std::string text;
  if (width_of(table) + answer_indent > options.width) {
    for (std::size_t k = 0; k < quantities.size(); ++k) {
      table.head[k + 1] = fmt::format("({})", k + 1);
      text += lines_of(fmt::format("({}) {}", k + 1, quantities[k]), options);
    }
  }
  return text + text_of(table, options.width, answer_indent);
}

// Over the draws of a study: a table a quantity, and how far each case lies from the first, draw by draw; cases move
// together, so that this says more than their ranges.
std::string ranged_compare_as_text(const Answer& answer, const TerminalOptions& options) {
  std::string text;
  for (const std::string& quantity : quantities_of(answer)) {
    TextTable table{{Align::Left, Align::Right, Align::Left},
                    {"", "(90% of the draws)", "more than " + answer.rows.front().label},
                    {}};
    for (const AnswerRow& row : answer.rows) {
      if (row.quantity != quantity) continue;
      const std::string more = row.difference ? difference_text(row, *row.difference) : std::string();
      table.rows.push_back({row.label, value_text(row, row.value) + short_spread_text(row), more});
    }
    text += lines_of(quantity, options) + text_of(table, options.width, answer_indent + 2);
  }
  if (std::ranges::any_of(answer.rows, is_outside_its_draws)) {
    text += lines_of("! 90% of the draws leave the best guess out", options);
  }
  return text;
}

std::string compare_as_text(const Answer& answer, const TerminalOptions& options) {
  const bool ranged = std::ranges::any_of(answer.rows, [](const AnswerRow& row) { return row.low && row.high; });
  return ranged ? ranged_compare_as_text(answer, options) : grid_as_text(answer, "", options);
}

std::string sweep_as_text(const Answer& answer, const TerminalOptions& options) {
  if (quantities_of(answer).size() > 1) return grid_as_text(answer, "", options);
  TextTable table{{Align::Right, Align::Right, Align::Left}, {}, {}};
  for (const AnswerRow& row : answer.rows) {
    table.rows.push_back({plain_number(row.at.value_or(NAN)), value_text(row, row.value), bar_of(row)});
  }
  return text_of(table, options.width, answer_indent);
}

std::string rank_as_text(const Answer& answer, const TerminalOptions& options) {
  TextTable table{{Align::Left, Align::Right, Align::Right, Align::Right, Align::Right, Align::Right},
                  {"parameter", "low", "gives", "high", "gives", "swing"},
                  {}};
  for (const AnswerRow& row : answer.rows) {
    table.rows.push_back({row.label, plain_number(row.low_at.value_or(NAN)), value_text(row, row.low.value_or(NAN)),
                          plain_number(row.high_at.value_or(NAN)), value_text(row, row.high.value_or(NAN)),
                          swing_text(row)});
  }
  if (table.rows.empty())
    return lines_of("no parameter has a range: write `, low to high` after its best guess", options);
  const std::string best = "at the best guesses " + value_text(answer.rows.front(), answer.baseline.value_or(NAN));
  std::string text = lines_of(best, options) + text_of(table, options.width, answer_indent);
  for (const std::string& remark : turning_remarks(answer)) text += lines_of(remark, options);
  return text;
}

std::string rows_as_text(const Answer& answer, const TerminalOptions& options) {
  if (answer.kind == "belief") return belief_as_text(answer, options);
  if (answer.kind == "compare") return compare_as_text(answer, options);
  if (answer.kind == "sweep") return sweep_as_text(answer, options);
  if (answer.kind == "rank") return rank_as_text(answer, options);
  if (answer.kind == "check" && !answer.rows.empty()) return check_as_text(answer, options);
  return single_as_text(answer, options);
}

// How often the condition is met: one sentence where all rows share it.
std::string conditions_as_text(const Answer& answer, const TerminalOptions& options) {
  std::string text, last;
  for (const AnswerRow& row : answer.rows) {
    if (!row.log_condition) continue;
    const std::string share = log_share_text(*row.log_condition);
    const bool by_row = answer.kind != "belief" && answer.rows.size() > 1;
    const std::string sentence =
        fmt::format("{}the condition is met with probability {}", by_row ? row.label + ": " : std::string(), share);
    if (sentence != last) text += lines_of(sentence, options);
    last = sentence;
  }
  return text;
}

// Each note once, with the rows that it is about.
std::string notes_as_text(const Answer& answer, const TerminalOptions& options) {
  std::vector<std::pair<std::string, std::string>> notes;  // note, labels
  for (const AnswerRow& row : answer.rows) {
    if (row.note.empty()) continue;
    const auto known =
        std::find_if(notes.begin(), notes.end(), [&](const auto& note) { return note.first == row.note; });
    if (known == notes.end()) notes.emplace_back(row.note, row.label);
    else if (!known->second.ends_with(row.label)) known->second += ", " + row.label;
  }
  std::string text;
  for (const auto& [note, labels] : notes) {
    text += lines_of(answer.rows.size() > 1 ? fmt::format("note on {}: {}", labels, note) : "note: " + note, options);
  }
  for (const Diagnostic& remark : answer.remarks) {
    text += lines_of(fmt::format("remark[{}]: {}", info(remark.kind).code, remark.message), options);
  }
  return text;
}

// A ranking over the draws of a study, below the one of ends of ranges.
std::string ranking_as_text(const Report& report, const Answer& answer, const TerminalOptions& options) {
  const StudyRanking* ranking = ranking_of(report.findings, answer.question);
  if (ranking == nullptr) return {};
  if (ranking->always) return lines_of(always_text(*ranking, "draw"), options);
  std::string text =
      lines_of(fmt::format("all numbers together, over {}:", counted(ranking->num_rows, "draw")), options) +
      ranking_table_as_text(*ranking, options, answer_indent);
  for (const std::string& key : ranking_keys(*ranking)) text += lines_of(key, options);
  return text;
}

std::string answer_as_text(const Report& report, const Answer& answer, const TerminalOptions& options) {
  const std::string question = wrapped(answer.question, options.width, {0, 2});
  std::string text = "\n" + strong(std::string_view(question).substr(0, question.size() - 1), options) + "\n";
  text += rows_as_text(answer, options);
  text += ranking_as_text(report, answer, options);
  text += conditions_as_text(answer, options);
  for (const AnswerRow& row : answer.rows) text += sensitivities_as_text(row, options);
  return text + notes_as_text(answer, options);
}

std::string findings_as_text(const Report& report, const TerminalOptions& options) {
  if (report.findings == nullptr) return {};
  std::string text;
  for (const StudyBox& box : report.findings->boxes) text += "\n" + box_in_short(box, options);
  for (const Tipping& tipping : report.findings->tippings) text += "\n" + tipping_in_short(tipping, options);
  const std::vector<StudyChoice>& choices = report.findings->choices;
  return choices.empty() ? text : text + "\n" + choices_as_text(choices, options);
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

std::string certificate_as_text(const Report& report, const TerminalOptions& options) {
  const WorstGains worst = worst_gains(report);
  if (worst.gain == report.certificate->max_gain) return {};
  return wrapped(
      fmt::format("over all games solved for these answers: no actor can gain more than {:.2g}, nor more than "
                  "{:.2g}% of its game's payoff range, by changing one move.",
                  worst.gain, 100 * worst.share),
      options.width, {2, 4});
}

}  // namespace

std::string answers_as_text(const Report& report, const TerminalOptions& options) {
  std::string text = title_as_text(report, options);
  for (const Answer& answer : *report.answers) text += answer_as_text(report, answer, options);
  text += findings_as_text(report, options);
  text += equilibrium_as_text(report, options);
  text += certificate_as_text(report, options);
  return text + provenance_as_text(report, options);
}

}  // namespace demarche
