#include "demarche/model/steps.h"
#include "demarche/report/html.h"
#include "demarche/report/page_parts.h"
#include "demarche/view/charts_play.h"
#include "demarche/view/story_lines.h"
#include "demarche/view/words.h"

#include <fmt/format.h>
#include <map>

namespace demarche {

namespace {

// What a step's values come to, by the variable it settles: the largest over the times the step is met.
using Shares = std::map<std::pair<VariableId, std::string>, double>;

struct Teller {
  const Report& report;
  Shares shares;
};

Shares shares_of(const Report& report) {
  Shares shares;
  for (const PlayColumn& column : play_of(report).columns) {
    if (column.round > 0) continue;
    const VariableId variable = report.solved->compiled.story.sites[column.site].variable;
    for (std::size_t v = 0; v < column.values.size(); ++v)
      shares[{variable, column.values[v]}] += column.probabilities[v];
  }
  return shares;
}

std::string condition_text(const Teller& teller, const Formula& condition) {
  if (condition.code.empty()) return {};
  return " <span class=\"if\">if " + escape_html(text_of(*teller.report.model, condition)) + "</span>";
}

std::string tag_of(const Teller& teller, ActorSet seers) {
  const std::string who = audience_text(*teller.report.model, seers);
  return fmt::format("<span class=\"{}\">{}</span>", who == "seen by everyone" ? "seen" : "seen private",
                     escape_html(who));
}

std::string name_of(const Teller& teller, ActorId actor) {
  return "<b>" + escape_html(teller.report.model->actors[actor].name) + "</b>";
}

std::string value_text(const Teller& teller, VariableId variable, ValueIndex index) {
  const Value& value = teller.report.model->variables[variable].values[index];
  std::string text = "<code>" + escape_html(value.name) + "</code>";
  if (!value.note.empty()) text += " <q>" + escape_html(value.note) + "</q>";
  const auto share = teller.shares.find({variable, value.name});
  if (share != teller.shares.end()) text += fmt::format(" <span class=\"share\">{}</span>", share_text(share->second));
  return text;
}

// A number as a share; otherwise the formula's words.
std::string odds_text(const Teller& teller, const Formula& odds) {
  if (odds.code.size() == 1 && odds.code.front().op == OpCode::Number) return share_text(odds.code.front().number);
  return escape_html(text_of(*teller.report.model, odds));
}

std::string draw_text(const Teller& teller, const DrawCase& draw_case, VariableId variable) {
  std::string out;
  for (const auto& draw : draw_case.draws) {
    if (!out.empty()) out += ", ";
    out += "<code>" + escape_html(teller.report.model->variables[variable].values[draw.value].name) + "</code> ";
    out += draw.odds ? odds_text(teller, *draw.odds) : "the rest";
  }
  if (draw_case.otherwise) return out + " <span class=\"if\">otherwise</span>";
  return out + condition_text(teller, draw_case.guard);
}

std::string items(const Teller& teller, const std::vector<Step>& steps);

// A step in a line, and the list of what can happen at it.
struct Told {
  std::string line;
  std::string list;
};

std::string options_list(const std::string& options) { return "<ul class=\"options\">" + options + "</ul>"; }

Told told(const Teller& teller, const Move& move) {
  std::string options;
  for (const MoveOption& option : move.options) {
    options +=
        "<li>" + value_text(teller, move.variable, option.value) + condition_text(teller, option.condition) + "</li>";
  }
  return {fmt::format("{} {} <code>{}</code> {}", name_of(teller, move.actor), move.is_message ? "says" : "decides",
                      escape_html(teller.report.model->variables[move.variable].name), tag_of(teller, move.seen_by)),
          options_list(options)};
}
Told told(const Teller& teller, const Simultaneous& block) {
  return {"At the same time:", "<ul>" + items(teller, block.steps) + "</ul>"};
}
Told told(const Teller& teller, const Repeat& repeat) {
  return {fmt::format("Up to {} times:", repeat.times), "<ul>" + items(teller, repeat.steps) + "</ul>"};
}
Told told(const Teller& teller, const Chance& chance) {
  std::string cases;
  for (const DrawCase& draw_case : chance.cases) {
    cases += "<li>" + draw_text(teller, draw_case, chance.variable) + "</li>";
  }
  return {
      fmt::format("Chance draws <code>{}</code> {}", escape_html(teller.report.model->variables[chance.variable].name),
                  tag_of(teller, chance.seen_by)),
      options_list(cases)};
}
Told told(const Teller& teller, const Raid& raid) {
  const Variable& variable = teller.report.model->variables[raid.variable];
  std::string levels, layers;
  for (const Raid::Level& level : raid.levels)
    levels += "<li>" + value_text(teller, raid.variable, level.value) + "</li>";
  std::vector<std::string> names;
  for (const std::string& name : layer_names(raid)) names.push_back("<q>" + escape_html(name) + "</q>");
  if (!names.empty()) layers = " against the layers " + joined_names(names);
  return {
      fmt::format("A raid sets <code>{}</code>{} {}", escape_html(variable.name), layers, tag_of(teller, raid.seen_by)),
      options_list(levels)};
}
Told told(const Teller& teller, const Vote& vote) {
  std::vector<std::string> voters;
  for (const Move& ballot : vote.ballots) voters.push_back(name_of(teller, ballot.actor));
  const std::string who = voters.empty() ? "" : "; by choice: " + joined_names(voters) + ", the others by odds";
  return {fmt::format("A vote, <code>{}</code>, passes with {} of {}{} {}",
                      escape_html(teller.report.model->variables[vote.variable].name), vote.passes_with,
                      vote.num_members, who, tag_of(teller, vote.seen_by)),
          options_list("<li>" + value_text(teller, vote.variable, 0) + "</li><li>" +
                       value_text(teller, vote.variable, 1) + "</li>")};
}
Told told(const Teller& teller, const Reveal& reveal) {
  return {fmt::format("<code>{}</code> is shown {}", escape_html(teller.report.model->variables[reveal.variable].name),
                      tag_of(teller, reveal.to)),
          ""};
}
Told told(const Teller& teller, const ScaleChange& change) {
  const Variable& variable = teller.report.model->variables[change.variable];
  return {fmt::format("<code>{}</code> {} <code>{}</code>", escape_html(variable.name),
                      change.rises ? "rises to" : "becomes", escape_html(variable.values[change.value].name)),
          ""};
}
Told told(const Teller&, const End&) { return {"The story ends", ""}; }

std::string items(const Teller& teller, const std::vector<Step>& steps) {
  std::string out;
  for (const Step& step : steps) {
    const Told text = std::visit([&](const auto& what) { return told(teller, what); }, step.what);
    out += fmt::format("<li>{}{}{}</li>\n", text.line, condition_text(teller, step.condition), text.list);
  }
  return out;
}

std::string traits_item(const Teller& teller) {
  std::string out;
  for (const Step& step : teller.report.model->traits) {
    const Chance* chance = only<Chance>(step);
    if (!chance) continue;
    out += fmt::format("<li><code>{}</code> {}<ul class=\"options\">",
                       escape_html(teller.report.model->variables[chance->variable].name),
                       tag_of(teller, chance->seen_by));
    for (const DrawCase& draw_case : chance->cases) {
      out += "<li>" + draw_text(teller, draw_case, chance->variable) + "</li>";
    }
    out += "</ul></li>\n";
  }
  return out.empty() ? out
                     : "<div class=\"stage\"><h3>What each side knows about itself</h3><ul>" + out + "</ul></div>\n";
}

}  // namespace

std::string story_part(const Report& report) {
  if (!report.model || !report.solved) return {};
  const Teller teller{.report = report, .shares = shares_of(report)};
  std::string out =
      "<p>The steps in order, who sees each, and how often each value comes up over all histories. Steps "
      "marked in a frame are private to those named.</p>\n" +
      traits_item(teller);
  std::size_t number = 0;
  for (const Stage& stage : report.model->stages) {
    out += fmt::format("<div class=\"stage\"><h3>{}. {}{}</h3><ul>{}</ul></div>\n", ++number, escape_html(stage.title),
                       condition_text(teller, stage.condition), items(teller, stage.steps));
  }
  return out;
}

}  // namespace demarche
