#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/play.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

// The flow of play: what is settled at each step, and how one step leads to the next.

namespace {

constexpr const char* not_reached = "does not arise";
constexpr double least_drawn = 5e-4;
constexpr double small_box = 0.15;  // on a narrow page its name has no room

const Variable& variable_of(const Report& report, const PlayColumn& column) {
  return report.model->variables[report.solved->compiled.story.sites[column.site].variable];
}

std::string value_name(const PlayColumn& column, std::size_t v) {
  return v < column.values.size() ? column.values[v] : not_reached;
}

std::string step_title(const Report& report, const PlayColumn& column) {
  const std::string who = audience_text(*report.model, seen_by(report.solved->compiled.story.sites[column.site].step));
  return variable_of(report, column).name + round_words(column) + (who == "seen by everyone" ? "" : " · " + who);
}

std::string mover_of(const Report& report, const PlayColumn& column) {
  const auto owner = variable_of(report, column).owner;
  return owner ? report.model->actors[*owner].name : "chance or rules";
}

// How often a value comes up where the step does.
double share_there(const PlayColumn& column, std::size_t v) {
  const double comes_up = 1 - column.probabilities.back();
  return comes_up > 0 ? std::min(1.0, column.probabilities[v] / comes_up) : 0;
}

std::string share_there_text(const PlayColumn& column, std::size_t v) {
  return v < column.values.size() ? share_text(share_there(column, v)) : std::string();
}

view::Data step_marks(const Report& report, const PlayColumn& column) {
  const auto owner = variable_of(report, column).owner;
  view::Data step = {{"title", step_title(report, column)}, {"mover", mover_of(report, column)}};
  step["actor"] = owner ? view::Data(owner->value) : view::Data();
  step["values"] = view::Data::list();
  for (std::size_t v = 0; v < column.probabilities.size(); ++v) {
    step["values"].push_back({{"name", value_name(column, v)},
                              {"probability", column.probabilities[v]},
                              {"text", share_text(column.probabilities[v])},
                              {"when", share_there_text(column, v)},
                              {"arises", v < column.values.size()}});
  }
  return step;
}

view::Data flow_marks(const Report& report, const Play& play) {
  view::Data marks = {{"least_drawn", least_drawn}, {"steps", view::Data::list()}, {"links", view::Data::list()}};
  for (const PlayColumn& column : play.columns) marks["steps"].push_back(step_marks(report, column));
  for (const PlayLink& link : play.links) {
    marks["links"].push_back({{"step", link.column},
                              {"from", link.from},
                              {"to", link.to},
                              {"probability", link.probability},
                              {"text", share_text(link.probability)}});
  }
  return marks;
}

// Without the steps at the end that (nearly) never arise.
Play without_idle_end(Play play) {
  while (play.columns.size() > 1 && play.columns.back().probabilities.back() > 1 - least_drawn) play.columns.pop_back();
  std::erase_if(play.links, [&](const PlayLink& link) { return link.column + 1 >= play.columns.size(); });
  return play;
}

std::string most_likely_path(const Report& report, const Play& play) {
  std::vector<std::string> parts;
  for (const PlayColumn& column : play.columns) {
    const auto most = std::ranges::max_element(column.probabilities);
    const auto v = static_cast<std::size_t>(most - column.probabilities.begin());
    if (v >= column.values.size()) continue;
    parts.push_back(fmt::format("{}{} {} ({})", variable_of(report, column).name, round_words(column), column.values[v],
                                share_text(*most)));
  }
  return parts.empty() ? "nothing branches" : fmt::format("{}", fmt::join(parts, ", "));
}

view::Table flow_table(const Report& report, const Play& play) {
  view::Table table;
  table.columns = {words_column("step"), words_column("moved by"), words_column("value"),
                   numbers_column("when it comes to it"), numbers_column("of all histories")};
  for (const PlayColumn& column : play.columns) {
    for (std::size_t v = 0; v < column.probabilities.size(); ++v) {
      if (v == column.values.size() && column.probabilities[v] < 1e-9) continue;
      table.rows.push_back({step_title(report, column), mover_of(report, column), value_name(column, v),
                            share_there_text(column, v), share_text(column.probabilities[v])});
    }
  }
  return table;
}

// `kept 20.0% (7.0% of all)`; once where both are the same.
std::string small_box_text(const PlayColumn& column, std::size_t v) {
  const std::string there = share_there_text(column, v);
  const std::string of_all = share_text(column.probabilities[v]);
  return there == of_all ? fmt::format("{} {}", column.values[v], there)
                         : fmt::format("{} {} ({} of all)", column.values[v], there, of_all);
}

// `Iran.raid (round 2): telegraphed 3.1%, surprise 0.4%`, a line a step.
std::vector<view::Words> small_boxes(const Report& report, const Play& play) {
  std::vector<view::Words> lines;
  for (const PlayColumn& column : play.columns) {
    std::vector<std::string> parts;
    for (std::size_t v = 0; v < column.values.size(); ++v) {
      const double share = column.probabilities[v];
      if (share >= least_drawn && share < small_box) parts.push_back(small_box_text(column, v));
    }
    if (parts.empty()) continue;
    lines.push_back(view::strong(variable_of(report, column).name + round_words(column)) +
                    view::Words(fmt::format(": {}", fmt::join(parts, ", "))));
  }
  return lines;
}

}  // namespace

std::vector<view::Figure> flow_figures(const Report& report) {
  const Play play = without_idle_end(play_of(report));
  if (play.columns.empty()) return {};
  view::Figure figure;
  figure.kind = view::FigureKind::Flow;
  figure.key = "flow";
  figure.title = "How play goes, step by step";
  figure.reading = "Flow of play. Most likely at each step: " + most_likely_path(report, play) + ".";
  figure.method =
      "The solved strategies and the odds of chance give every history a probability. A box is as wide as the "
      "probability of its value over all histories; a ribbon is as wide as the probability that one step takes "
      "the one value and the next step the other. Where the step is not met the box says so. What is private to "
      "an actor from the start is averaged over. Values under 0.05% are in the table only; steps at the end that never "
      "arise are left out.";
  figure.table = flow_table(report, play);
  figure.marks = flow_marks(report, play);
  figure.beside_title = "Small boxes, by step: when it comes to it";
  figure.beside = small_boxes(report, play);
  return {figure};
}

}  // namespace demarche
