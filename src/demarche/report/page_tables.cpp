#include "demarche/report/charts_answers.h"
#include "demarche/report/findings.h"
#include "demarche/report/html.h"
#include "demarche/report/page_parts.h"
#include "demarche/view/belief_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace demarche {

namespace {

std::string value_of(const AnswerRow& row) {
  const std::string text = value_text(row, row.value);
  return row.off_path ? text + "<abbr title=\"off the path of play\">*</abbr>" : text;
}

bool asks_for_several(const Answer& answer) {
  return std::any_of(answer.rows.begin(), answer.rows.end(),
                     [&](const AnswerRow& row) { return row.quantity != answer.rows.front().quantity; });
}

// What tells the row from the others of its answer.
std::string row_name(const Answer& answer, const AnswerRow& row) {
  std::string name = escape_html(row.label);
  if (asks_for_several(answer) && row.quantity != row.label) name += ", " + escape_html(row.quantity);
  return name;
}

// ` (2% to 5%)`: over the draws of a study, as the summary says above.
std::string draws_of(const AnswerRow& row) {
  const std::string range = range_text(row);
  return range.empty() ? range : " (" + range + ")";
}

// "P(war): join 3%, restrain 1%", a line for each quantity; without its name where there is only one.
std::string by_quantity(const Answer& answer) {
  const std::vector<std::string> names = quantities_of(answer);
  std::string out;
  for (const std::string& name : names) {
    std::vector<std::string> parts;
    for (const AnswerRow& row : answer.rows) {
      if (row.quantity == name)
        parts.push_back(escape_html(row.label) + " <strong>" + value_of(row) + "</strong>" + draws_of(row));
    }
    if (!out.empty()) out += "<br>";
    if (names.size() > 1) out += escape_html(name) + ": ";
    out += fmt::format("{}", fmt::join(parts, ", "));
  }
  return out;
}

// Where a belief was asked.
std::string asked_places(const Answer& answer) {
  std::string out;
  for (const std::string& sentence : places_in_words(answer)) {
    out += "<br><span class=\"small\">" + escape_html(sentence) + "</span>";
  }
  return out;
}

// The number itself, or many in a line or two.
std::string summary_of(const Answer& answer) {
  if (answer.rows.empty()) return "no answer";
  if (answer.kind == "rank") {
    const AnswerRow& most = answer.rows.front();
    if (most.fixed) return "no number moves it";
    return fmt::format("<strong>{}</strong> moves it most: {} at the low end of its range, {} at the high end",
                       escape_html(most.label), value_text(most, most.low.value_or(0)),
                       value_text(most, most.high.value_or(0)));
  }
  if (answer.rows.size() == 1) {
    std::string text = "<strong>" + value_of(answer.rows.front()) + "</strong>" + draws_of(answer.rows.front());
    if (answer.passed) text += *answer.passed ? " (within the bounds)" : " (<strong>outside</strong> the bounds)";
    if (answer.share_passed) text += ", within them in " + share_text(*answer.share_passed) + " of the draws";
    const auto condition = answer.rows.front().condition_probability;
    if (condition) text += " (the condition holds with " + share_text(*condition) + ")";
    return text;
  }
  return by_quantity(answer) + asked_places(answer);
}

bool has_ranges(const std::vector<Answer>& answers) {
  return std::ranges::any_of(answers, [](const Answer& answer) {
    return std::ranges::any_of(answer.rows, [](const AnswerRow& row) { return row.low && row.high; });
  });
}

std::string remarks_of(const Report& report) {
  std::string out;
  if (!report.answers) return out;
  for (const Answer& answer : *report.answers) {
    for (const Diagnostic& remark : answer.remarks) {
      out += fmt::format("<li>{}: {}</li>\n", info(remark.kind).code, escape_html(remark.message));
    }
  }
  return out.empty() ? out : "<p>Remarks:</p><ul class=\"remarks\">" + out + "</ul>\n";
}

// The number of a note in the list under the table; a note that many rows share is listed once.
std::string note_number(const std::string& note, std::vector<std::string>& notes) {
  if (note.empty()) return {};
  const std::string text = escape_html(note);
  const auto found = std::find(notes.begin(), notes.end(), text);
  const bool is_new = found == notes.end();
  if (is_new) notes.push_back(text);
  return fmt::format("note {}", is_new ? notes.size() : static_cast<std::size_t>(found - notes.begin()) + 1);
}

std::vector<std::string> answer_row(const Answer& answer, const AnswerRow& row, std::vector<std::string>& notes) {
  const std::string value = answer.kind == "rank" ? swing_text(row) : value_of(row);
  std::string remark = note_number(row.note, notes);
  if (answer.passed) remark += *answer.passed ? " within the bounds" : " outside the bounds";
  return {row_name(answer, row),
          value,
          range_text(row),
          row.condition_probability ? share_text(*row.condition_probability) : "",
          short_number(row.max_gain),
          short_number(row.precision),
          remark};
}

// As written in the model where its text is at hand (`60%`), otherwise the number it comes to.
std::string as_written(const Report& report, const Formula& formula, const Point& point) {
  const Source* source = report.source;
  if (source && formula.span.end > formula.span.begin && formula.span.end <= source->text.size()) {
    return escape_html(
        std::string_view{source->text}.substr(formula.span.begin, formula.span.end - formula.span.begin));
  }
  return short_number(evaluate(formula, point, {}));
}

std::vector<std::string> source_row(const Report& report, const Parameter& parameter, const Point& point) {
  std::string range = "none given";
  if (parameter.low && parameter.high) {
    range = as_written(report, *parameter.low, point) + " to " + as_written(report, *parameter.high, point);
    if (parameter.distribution != DistributionKind::Normal) range += ", " + word_of(parameter.distribution);
  }
  std::string origin = "<strong class=\"unsourced\">no source</strong>";
  if (parameter.source) origin = escape_html(report.model->citations[*parameter.source].text);
  return {"<code>" + escape_html(parameter.name) + "</code>", as_written(report, parameter.best, point), range,
          escape_html(parameter.note), origin};
}

}  // namespace

std::string summary_part(const Report& report) {
  if (!report.answers || report.answers->empty()) return {};
  std::string out;
  if (report.findings && !report.findings->study.empty()) {
    out = fmt::format("<p>In brackets: the range of 90% of {} of a study.</p>\n",
                      counted(report.findings->num_rows, "draw"));
  }
  out += "<dl class=\"summary\">\n";
  for (const Answer& answer : *report.answers) {
    out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", escape_html(answer.question), summary_of(answer));
  }
  return out + "</dl>\n";
}

std::string answers_part(const Report& report) {
  if (!report.answers || report.answers->empty()) return {};
  HtmlTable table{.caption = "",
                  .head = {"case", "#answer", "#range", "#condition holds", "#largest gain", "#precision", "notes"},
                  .rows = {}};
  std::vector<std::string> notes;
  bool any_off_path = false;
  for (const Answer& answer : *report.answers) {
    table.rows.push_back({escape_html(answer.question)});
    for (const AnswerRow& row : answer.rows) {
      any_off_path = any_off_path || row.off_path;
      table.rows.push_back(answer_row(answer, row, notes));
    }
  }
  std::string out;
  if (has_ranges(*report.answers)) {
    out =
        "<p>Range: of a ranking, the answers at both ends of the parameter's range; elsewhere 90% of a study's "
        "draws.</p>\n";
  }
  out += html_of(table);
  if (any_off_path) {
    out +=
        "<p class=\"small\">* The condition is (nearly) never met when everyone plays as solved: the answer rests on "
        "beliefs off the path of play.</p>\n";
  }
  if (!notes.empty()) out += fmt::format("<ol class=\"small\">\n<li>{}</li>\n</ol>\n", fmt::join(notes, "</li>\n<li>"));
  return out + remarks_of(report);
}

// Sources of what is told in words only.
std::string other_sources(const Model& model) {
  std::string items;
  for (std::size_t row = 0; row < model.citations.size(); ++row) {
    const auto cites = [&](const Parameter& parameter) { return parameter.source == CitationId{row}; };
    if (std::ranges::any_of(model.parameters, cites)) continue;
    items += "<li>" + escape_html(model.citations[CitationId{row}].text) + "</li>\n";
  }
  return items.empty() ? items : "<p>Named as sources, of no number:</p>\n<ul class=\"small\">\n" + items + "</ul>\n";
}

std::string correlations_of(const Model& model) {
  std::string items;
  for (const Correlation& one : model.correlations) items += "<li>" + escape_html(text_of(model, one)) + "</li>\n";
  return items.empty() ? items : "<p>Correlated, by ranks:</p>\n<ul class=\"small\">\n" + items + "</ul>\n";
}

std::string sources_part(const Report& report) {
  if (!report.model || report.model->parameters.empty()) return {};
  const Point point = point_of(*report.model, report.solved ? report.solved->parameters : best_guesses(*report.model));
  HtmlTable table{
      .caption = "", .head = {"parameter", "#best guess", "#90% range", "what it stands for", "source"}, .rows = {}};
  std::size_t num_unsourced = 0;
  for (const bool sourced : {false, true}) {
    for (const Parameter& parameter : report.model->parameters) {
      if (parameter.source.has_value() != sourced) continue;
      num_unsourced += sourced ? 0 : 1;
      table.rows.push_back(source_row(report, parameter, point));
    }
  }
  const std::string count = num_unsourced == 0
                                ? "Every uncertain number names a source."
                                : fmt::format("{} of {} uncertain numbers name no source; they come first.",
                                              num_unsourced, report.model->parameters.size());
  return "<p>" + count + "</p>\n" + html_of(table) + correlations_of(*report.model) + other_sources(*report.model);
}

std::string certificate_sentence(const Report& report) {
  if (!report.certificate) return {};
  return fmt::format(
      "No actor gains more than {} by changing any one decision and then playing on as solved, wherever in "
      "the story it stands; payoffs span {}.",
      short_number(report.certificate->max_gain), short_number(report.certificate->payoff_range));
}

std::string seed_text(const Report& report) {
  if (report.provenance.seed) return fmt::format("{}", *report.provenance.seed);
  const StudyFindings* findings = report.findings;
  if (findings == nullptr || findings->study.empty()) return "none: nothing here is drawn at random";
  return fmt::format("{}, of the study's draws ({})", findings->seed, escape_html(design_words(findings->design)));
}

std::string provenance_part(const Report& report) {
  const Provenance& from = report.provenance;
  std::string out = "<dl class=\"provenance\">\n";
  const auto line = [&](std::string_view name, const std::string& text) {
    if (!text.empty()) out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", name, text);
  };
  line("model", escape_html(from.file));
  line("SHA-256 of its text", "<code>" + escape_html(from.model_hash) + "</code>");
  line("program", "demarche " + escape_html(from.version));
  line("options", escape_html(from.options));
  line("seed", seed_text(report));
  if (report.game) {
    const GameSize size = size_of(report);
    line("game", fmt::format("{}, {}, {}, {}", counted(size.num_nodes, "node"), counted(size.num_terminals, "outcome"),
                             counted(report.game->infosets.size(), "information set"),
                             counted(report.game->num_actors, "actor")));
  }
  if (report.solution) {
    line("solved by", escape_html(report.solution->method));
    if (report.solution->solution_concept.empty()) {
      line("logit precision reached", short_number(report.solution->precision));
    } else {
      line("concept", escape_html(report.solution->solution_concept));
    }
    for (const std::string& note : report.solution->notes) line("note", escape_html(note));
  }
  line("certificate", certificate_sentence(report));
  if (report.certificate) {
    line("on the path of play", "no more than " + short_number(report.certificate->max_gain_on_path));
  }
  return out + "</dl>\n";
}

}  // namespace demarche
